"""What a user would notice about rest on public holidays beyond the worked cases."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest
from rule_units import rule_units
from shift_frames import minute, shifts

from readiness.law import load_law

#: Austria has the same public holidays everywhere; with the German ones they differ: Corpus Christi is one of Bavaria.
LAW = replace(load_law("at"), holiday_code="DE").within("working_time")
CORPUS_CHRISTI = "2026-06-04"
WORK = [(minute(f"2026-06-{day:02d}T06:00"), minute(f"2026-06-{day:02d}T14:00")) for day in (3, 4, 5)]


def failed(regions, scope):
    frame = shifts({"A": WORK}, "Europe/Vienna", region=pd.Categorical(regions))
    units, days = rule_units("at.arg.s7.holiday", LAW, frame, scope)
    return [str(day) for day in days[units.failed]]


@pytest.mark.parametrize("scope", [{}, {"region": "BE"}, {"region": "BY"}])
def test_holidays_are_those_of_the_place_in_the_records(scope):
    assert failed(["BY"] * 3, scope) == [CORPUS_CHRISTI]
    assert failed(["BE"] * 3, scope) == []


def test_records_without_a_place_are_judged_by_that_of_the_firm():
    assert failed([""] * 3, {"region": "BY"}) == [CORPUS_CHRISTI]
    assert failed([""] * 3, {}) == []


def test_whoever_travels_has_the_holidays_of_the_place_of_work():
    assert failed(["BE", "BY", "BE"], {"region": "BE"}) == [CORPUS_CHRISTI]
    assert failed(["BY", "BE", "BY"], {"region": "BY"}) == []


def test_holidays_of_the_municipality_count():
    assert failed(["BE"] * 3, {"extra_holidays": [CORPUS_CHRISTI]}) == [CORPUS_CHRISTI]
