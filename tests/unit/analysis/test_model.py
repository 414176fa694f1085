"""An analysis: what it reads, what it refuses, and what it does without evidence."""

from __future__ import annotations

import datetime as dt

import pandas as pd
import pytest

from readiness.analysis.measured import Measured
from readiness.analysis.model import QUESTIONS_ONLY, Analysis, Check, Link, Setting, Views
from readiness.findings import Findings
from readiness.law import load_law

SETTING = Setting(load_law(), {}, dt.date(2026, 3, 31), 5)


def rows(frame, findings, on, min_group):
    return Measured(float(len(frame)), "count", len(frame))


def people(*names):
    return pd.DataFrame({"subject": list(names)})


def test_a_figure_is_asked_for_by_the_name_of_its_function():
    analysis = Analysis("logs", kinds=("log", "diary"), metrics={"log": (rows,)})
    frames = {"log": people("A", "B")}
    wanted = [("log", "rows"), ("diary", "rows")]
    assert analysis.measure(wanted, frames, Findings.empty(), SETTING) == {("log", "rows"): Measured(2.0, "count", 2)}


@pytest.mark.parametrize(
    "parts",
    [
        {"metrics": {"diary": (rows,)}},
        {"check": Check("diary", lambda frames, setting: Findings.empty())},
        {"views": Views("diary", lambda frames, setting, findings: {})},
        {"links": (Link("diary", to="log"),)},
        {"links": (Link("log", to="diary"),)},
    ],
)
def test_work_on_a_kind_that_is_not_read_is_refused(parts):
    with pytest.raises(ValueError, match=r"analysis logs: works on \['diary'\], but reads only \['log'\]"):
        Analysis("logs", kinds=("log",), **parts)


def test_two_figures_of_one_name_are_refused():
    with pytest.raises(ValueError, match="two figures of log have one name"):
        Analysis("logs", kinds=("log",), metrics={"log": (rows, rows)})


def test_without_evidence_nothing_is_checked_and_nothing_drawn():
    def fail(*given):
        raise AssertionError("there is nothing to read")

    analysis = Analysis("logs", kinds=("log", "diary"), check=Check("log", fail), views=Views("log", fail))
    for one in (analysis, QUESTIONS_ONLY):
        found = one.findings({"diary": people("A")}, SETTING)
        assert found.tally.empty
        assert one.pictured({"diary": people("A")}, SETTING, found) == {}


@pytest.mark.parametrize(
    ("absent", "broken"), [(("B", "C"), False), (("C",), True), ((), False)], ids=["one shared", "nobody", "empty"]
)
def test_a_link_needs_one_person_in_common(absent, broken):
    assert Link("absences", to="shifts").broken({"absences": people(*absent), "shifts": people("A", "B")}) is broken


def test_a_link_waits_for_both_tables():
    assert not Link("absences", to="shifts").broken({"absences": people("C")})
