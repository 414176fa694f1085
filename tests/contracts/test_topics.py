"""Who knows topics: which rooms may import the analysis of one audit; everybody else asks the registry."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from places import ROOT

AUDITS = sorted(p.parent.name for p in (ROOT / "readiness" / "analysis").glob("*/__init__.py"))
#: Package of an audit: the only rooms outside of it that may name it. A row more needs a reason.
MAY_KNOW = {
    "working_time": {
        "analysis.registry": "sees them all",
        "reports.sections": "pages that one audit alone has",
        "reports.from_evidence": "views made from the records, only for those who ask",
        "proofreading": "kinds of check that rules may name",
        "cli": "the worked cases of a law, run by `readiness doctor`",
    },
    "it_security": {"analysis.registry": "sees them all"},
    "social_maturity": {"analysis.registry": "sees them all"},
    "data_ownership": {},
    "homeoffice": {},
}
MODULES = sorted((ROOT / "readiness").rglob("*.py"))


def topics(path: Path) -> Iterator[tuple[str, int]]:
    """Audits whose analysis a module imports, wherever in the file it stands."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        names = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            names = [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
        for audit in AUDITS:
            room = f"readiness.analysis.{audit}"
            if any(f"{name}.".startswith(f"{room}.") for name in names):
                yield audit, node.lineno


@pytest.mark.parametrize("path", MODULES, ids=lambda p: p.relative_to(ROOT).as_posix())
def test_only_the_rooms_of_the_table_know_a_topic(path: Path) -> None:
    here = ".".join(path.relative_to(ROOT / "readiness").with_suffix("").parts)
    strangers = [
        f"line {line}: ask readiness.analysis.registry instead of {audit}"
        for audit, line in topics(path)
        if not any(f"{here}.".startswith(f"{room}.") for room in (f"analysis.{audit}", *MAY_KNOW[audit]))
    ]
    assert strangers == []


def test_every_analysis_stands_in_the_table() -> None:
    assert set(MAY_KNOW) >= set(AUDITS)


def test_every_row_of_the_table_is_needed() -> None:
    """A permission that nobody uses any more leaves the table."""
    for audit, rooms in MAY_KNOW.items():
        for room in rooms:
            inside = (ROOT / "readiness").joinpath(*room.split("."))
            files = [inside.with_suffix(".py")] if not inside.is_dir() else sorted(inside.rglob("*.py"))
            assert any(audit == found for file in files for found, _ in topics(file)), f"{room} knows no {audit}"
