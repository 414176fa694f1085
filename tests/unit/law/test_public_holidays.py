"""Public holidays depend on country and region."""

from __future__ import annotations

import numpy as np
import pytest

from readiness.errors import UnknownName
from readiness.law import load_law


@pytest.fixture(scope="module")
def law():
    return load_law("de")


def test_holidays_depend_on_the_state(law):
    corpus_christi = np.datetime64("2026-06-04")
    assert corpus_christi in law.holidays("NW", [2026])
    assert corpus_christi not in law.holidays("BE", [2026])
    assert len(law.holidays("", [2026])) == 9


def test_an_unknown_state_names_the_known_ones(law):
    with pytest.raises(UnknownName) as error:
        law.holidays("NRW", [2026])
    assert "NW" in error.value.fields["known"]


def test_european_law_has_rules_but_no_holidays_and_no_clock_of_its_own():
    law = load_law("eu")
    assert {rule.kind for rule in law.rules()} == {"min_gap", "break_steps", "weekly_rest", "max_week_average"}
    assert len(law.holidays("", [2026])) == 0 and law.zone == ""


@pytest.mark.parametrize(
    ("country", "zone", "day"), [("at", "Europe/Vienna", "2026-10-26"), ("ch", "Europe/Zurich", "2026-08-01")]
)
def test_neighbours_have_their_own_holidays_and_clock(country, zone, day):
    law = load_law(country)
    assert law.zone == zone and np.datetime64(day) in law.holidays("", [2026])
