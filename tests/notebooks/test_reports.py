"""The report notebooks show every section there is, in the order of the report."""

from __future__ import annotations

import ast
import json

import pytest
from places import ROOT

from readiness.reports.sections.registry import names


def shown(notebook: str) -> list[str]:
    """Sections that a notebook asks the report for, cell by cell."""
    path = ROOT / "notebooks" / "reports" / f"{notebook}.ipynb"
    cells = [c for c in json.loads(path.read_text(encoding="utf-8"))["cells"] if c["cell_type"] == "code"]
    return [
        call.args[0].value
        for cell in cells
        for call in ast.walk(ast.parse("".join(cell["source"])))
        if isinstance(call, ast.Call)
        and isinstance(call.func, ast.Attribute)
        and call.func.attr == "section"
        and isinstance(call.args[0], ast.Constant)
    ]


@pytest.mark.parametrize(("notebook", "single"), [("audit_report", True), ("summary_report", False)])
def test_a_report_notebook_shows_every_section_in_order(notebook: str, single: bool) -> None:
    assert shown(notebook) == list(names(single)), f"notebooks/reports/{notebook}.ipynb: one cell per section"
