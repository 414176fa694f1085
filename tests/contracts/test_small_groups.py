"""The smallest group is compared in one place, so that what is hidden can be read, and audited, on one page."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from places import ROOT

NAMES = {"min_group", "MIN_GROUP"}
MODULES = sorted(p for p in (ROOT / "readiness").rglob("*.py") if p.parent.name != "privacy")


def decisions(source: str) -> list[str]:
    """Lines that compare the smallest group with a number, or calculate with it."""
    found = []
    for node in ast.walk(ast.parse(source)):
        parts = []
        if isinstance(node, ast.Compare):
            parts = [node.left, *node.comparators]
        elif isinstance(node, ast.BinOp):
            parts = [node.left, node.right]
        names = {getattr(p, "id", getattr(p, "attr", "")) for p in parts}
        if names & NAMES:
            found.append(f"line {node.lineno}: {ast.unparse(node)}")
    return found


@pytest.mark.parametrize("path", MODULES, ids=lambda p: p.relative_to(ROOT).as_posix())
def test_only_privacy_decides_what_is_hidden(path: Path) -> None:
    assert decisions(path.read_text(encoding="utf-8")) == [], "use a function of readiness.privacy.suppression"


def test_the_search_finds_a_comparison() -> None:
    assert decisions("if people < min_group: pass") == ["line 1: people < min_group"]
    assert decisions("most = page.scheme.min_group - 1") == ["line 1: page.scheme.min_group - 1"]
