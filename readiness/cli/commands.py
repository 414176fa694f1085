"""Which function each command calls; heavy libraries are loaded inside the commands that need them."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable
from pathlib import Path

from readiness.cli.blank_sheet import write_sheet
from readiness.cli.demo import run_demo
from readiness.cli.doctor import run_doctor
from readiness.cli.form import export_form, start_page, take_over
from readiness.cli.lab import run_lab
from readiness.cli.lists import list_entries
from readiness.cli.results import explain_id, make_report
from readiness.cli.runs import check_file, run_audit
from readiness.cli.terminal import print_json
from readiness.errors import UsageError
from readiness.language.texts import Texts


def check_catalog(options: Namespace) -> int:
    """Proof-read the catalogue; one line per fault."""
    from readiness.proofreading import run as catalog_check

    texts = Texts(options.language)
    if options.dir and not Path(options.dir).is_dir():
        raise UsageError("data_folder_missing", folder=options.dir)
    faults = catalog_check.check_catalog(options.dir)
    if options.json:
        print_json([{"code": f.code, **f.fields} for f in faults])
    else:
        for fault in faults:
            print(texts.error(fault.code, fault.fields))
        print(texts.counted("cli.catalog", len(faults)) if faults else texts.t("cli.catalog.clean"))
    return 3 if faults else 0


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
    "catalog": check_catalog,
    "doctor": run_doctor,
}
