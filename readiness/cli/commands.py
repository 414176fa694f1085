"""Which function each command calls; heavy libraries are loaded inside the commands that need them."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable

from readiness.cli.blank_sheet import write_sheet
from readiness.cli.demo import run_demo
from readiness.cli.doctor import run_doctor
from readiness.cli.form import export_form, start_page, take_over
from readiness.cli.lab import run_lab
from readiness.cli.lists import list_entries
from readiness.cli.results import explain_id, make_report
from readiness.cli.runs import check_file, run_audit
from readiness.cli.verbs import catalog

COMMANDS: dict[str, Callable[[Namespace], int]] = {
    "demo": run_demo,
    "list": list_entries,
    "check": check_file,
    "run": run_audit,
    "report": make_report,
    "explain": explain_id,
    "sheet": write_sheet,
    "start": start_page,
    "export-form": export_form,
    "import": take_over,
    "lab": run_lab,
    "catalog": catalog.run,
    "doctor": run_doctor,
}
