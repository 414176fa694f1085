"""Who may import which library: one table, against every module there is."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from places import ROOT

#: Library: packages and modules of the kit that may import it. Whatever a new package imports of these is found here.
MAY_IMPORT = {
    "matplotlib": ["reports.figures"],
    "jinja2": ["reports.formats", "forms", "workshops"],
    "markupsafe": ["reports.formats", "forms", "workshops"],
    "ipywidgets": ["forms.notebook", "workshops.notebook"],
    "anywidget": ["forms.notebook", "workshops.notebook"],
    "starlette": ["web", "forms.page", "workshops"],
    "uvicorn": ["web", "forms.page", "workshops"],
    "papermill": ["batch", "teaching"],
    "nbformat": ["batch", "teaching"],
    "nbclient": ["batch", "teaching"],
    "jupyter_client": ["batch", "teaching"],
    "dask": ["batch"],
    "sqlalchemy": ["workshops"],
    "docx": ["reports.formats"],
    "pptx": ["reports.formats"],
    "xlsxwriter": ["reports.formats"],
    "weasyprint": ["reports.formats"],
    "numba": ["loops"],
    "pyarrow": ["evidence.files", "analysis.working_time.large_files"],
    "openpyxl": ["evidence"],
    "icalendar": ["evidence.files"],
    "holidays": ["law.public_holidays"],
    "yaml": ["catalog"],
    "jsonschema": ["catalog"],
    "referencing": ["catalog"],
    "filelock": ["forms"],
}
MODULES = sorted((ROOT / "readiness").rglob("*.py"))


def imported(path: Path) -> Iterator[tuple[str, int]]:
    """Top-level names of every import of a module, wherever in the file it stands."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from ((alias.name.split(".")[0], node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module.split(".")[0], node.lineno


@pytest.mark.parametrize("path", MODULES, ids=lambda p: p.relative_to(ROOT).as_posix())
def test_only_the_room_made_for_a_library_imports_it(path: Path) -> None:
    here = ".".join(path.relative_to(ROOT / "readiness").with_suffix("").parts)
    strangers = [
        f"line {line}: {library} belongs to {', '.join(MAY_IMPORT[library])}"
        for library, line in imported(path)
        if library in MAY_IMPORT and not any(f"{here}.".startswith(f"{room}.") for room in MAY_IMPORT[library])
    ]
    assert not strangers
