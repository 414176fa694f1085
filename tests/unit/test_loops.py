"""Loops give the same to the bit as plain Python and compiled; what is compiled is never out of date."""

from __future__ import annotations

import pkgutil
import sys
from importlib import import_module
from types import FunctionType
from typing import NamedTuple

import numpy as np
import pytest

from readiness import loops
from readiness.analysis import working_time
from readiness.loops import COMPILED_FROM, SWITCH, can_compile, loop, run, uses_compiled

needs_numba = pytest.mark.skipif(not can_compile(), reason="Numba is not installed")


class Shifts(NamedTuple):
    start: object
    end: object


@loop
def length(start, end):
    return end - start


@loop
def total(shifts, table, row):
    found = np.zeros(len(shifts.start), np.int64)
    for n in range(len(shifts.start)):
        found[n] = length(shifts.start[n], shifts.end[n]) + table[row, n % 2]
    return found


@loop
def kind_of_input(values):
    return isinstance(values, list)


SHIFTS, TABLE = Shifts(np.array([480, 900]), np.array([720, 960])), np.array([[0, 0], [1, 2]])


@pytest.fixture
def _plain(monkeypatch):
    monkeypatch.setenv(SWITCH, "never")


@pytest.fixture
def _compiled(monkeypatch):
    monkeypatch.setenv(SWITCH, "always")


def every_loop():
    for module in pkgutil.walk_packages(working_time.__path__, working_time.__name__ + "."):
        import_module(module.name)
    return [found for found in loops._loops if found.__module__.startswith("readiness.")]


def test_every_loop_says_what_it_computes_and_shows_it_on_a_few_records():
    found = every_loop()
    assert len(found) > 30
    assert [f"{one.__module__}.{one.__name__}" for one in found if ">>> " not in (one.__doc__ or "")] == []


def test_a_marked_function_stays_the_function_it_is():
    assert isinstance(total, FunctionType) and length(480, 720) == 240


@pytest.mark.usefixtures("_plain")
def test_plain_python_reads_lists():
    assert kind_of_input(np.zeros(3, np.int64)) is False and run(kind_of_input, np.zeros(3, np.int64)) is True
    assert run(total, SHIFTS, TABLE, 1).tolist() == [241, 62]


@needs_numba
@pytest.mark.usefixtures("_compiled")
def test_compiled_loops_call_one_another():
    found = run(total, SHIFTS, TABLE, 1)
    assert found.tolist() == [241, 62] and found.dtype == np.int64


@needs_numba
def test_many_entries_are_compiled_and_few_are_not(monkeypatch):
    monkeypatch.delenv(SWITCH, raising=False)
    assert uses_compiled(COMPILED_FROM) and not uses_compiled(COMPILED_FROM - 1)
    monkeypatch.setenv(SWITCH, "never")
    assert not uses_compiled(COMPILED_FROM)


def test_without_numba_everything_is_plain(monkeypatch):
    monkeypatch.setitem(sys.modules, "numba", None)
    monkeypatch.setenv(SWITCH, "always")
    can_compile.cache_clear()
    try:
        assert not uses_compiled(10**9)
        assert run(total, SHIFTS, TABLE, 0).tolist() == [240, 60]
    finally:
        can_compile.cache_clear()


def test_a_change_of_a_called_loop_is_another_folder(monkeypatch):
    """Numba compares only a function's own text; what it calls may have changed."""
    before = loops._folder(total)
    assert before == loops._folder(total)

    def longer(start, end):
        return end - start + 1

    loop(longer)
    monkeypatch.setitem(total.__globals__, "length", longer)
    assert loops._folder(total) not in (before, None)


def test_a_folder_that_cannot_be_written_means_no_cache(monkeypatch, tmp_path):
    (tmp_path / "file").write_text("")
    monkeypatch.setattr(loops, "__file__", str(tmp_path / "file" / "loops.py"))
    monkeypatch.setattr("pathlib.Path.home", lambda: tmp_path / "file")
    assert loops._folder(total) is None
