"""Tests mirror the modules: who changes a module knows at once which test speaks of it."""

from __future__ import annotations

import ast
from fnmatch import fnmatch
from functools import cache

import pytest
from mirror import ELSEWHERE, KIT, UNIT, own_test
from places import ROOT


@cache
def with_logic() -> list[str]:
    """Modules that compute something; those that only name things need no test."""
    found = []
    for path in sorted(KIT.rglob("*.py")):
        nodes = ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if any(isinstance(node, ast.FunctionDef) for node in nodes):
            found.append(path.relative_to(KIT).with_suffix("").as_posix())
    return found


def test_every_folder_of_tests_is_a_room_of_the_kit() -> None:
    folders = {p.parent.relative_to(UNIT) for p in UNIT.rglob("test_*.py")}
    assert [str(f) for f in sorted(folders) if not (KIT / f / "__init__.py").is_file()] == []


def test_every_module_with_logic_has_its_test() -> None:
    patterns = [pattern for several in ELSEWHERE.values() for pattern in several]
    missing = [m for m in with_logic() if not own_test(m).is_file() and not any(fnmatch(m, p) for p in patterns)]
    assert missing == []


@pytest.mark.parametrize("test", ELSEWHERE)
def test_what_is_tested_elsewhere_is_named_truly(test: str) -> None:
    assert (ROOT / test).is_file()
    alone = [m for m in with_logic() if not own_test(m).is_file()]
    assert [p for p in ELSEWHERE[test] if not any(fnmatch(m, p) for m in alone)] == [], "no longer needed"
