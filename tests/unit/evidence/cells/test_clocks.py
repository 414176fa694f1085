from __future__ import annotations

import pytest

from readiness.evidence.cells.clocks import parse_clocks, parse_instants
from readiness.evidence.cells.states import EMPTY, READ, UNREADABLE


@pytest.mark.parametrize(
    ("cell", "seconds"),
    [
        ("8:00", 28800),
        ("08:00:52", 28852),
        ("08:00:52.123", 28852),
        ("8.30 Uhr", 30600),
        ("0830", 30600),
        ("12:00 AM", 0),
        ("12:30 pm", 45000),
        ("10:23:52 PM", 80632),
        ("1:05 p.m.", 47100),
        ("24:00", 86400),
        ("'08:00", 28800),
    ],
)
def test_a_time_of_day_may_be_written_in_many_ways(cell, seconds):
    found = parse_clocks([cell])
    assert found.state.tolist() == [READ] and found.seconds.tolist() == [seconds]


@pytest.mark.parametrize("cell", ["8", "25:00", "24:01", "8:60", "8:00:60", "13:00 PM", "0:30 AM", "acht", "8-00"])
def test_what_is_no_time_of_day_says_so(cell):
    assert parse_clocks([cell]).state.tolist() == [UNREADABLE]


@pytest.mark.parametrize(
    "cell",
    [
        "2026-03-23T08:00:00+01:00",
        "2026-03-23 08:00+0100",
        "20260323T070000Z",
        "2026-03-23T07:00:00.123456Z",
        "2026-03-23 07:00 UTC",
        "23.03.2026 08:00+01",
        "23/03/2026 8:00 AM +01:00",
    ],
)
def test_an_instant_with_offset_may_be_written_in_many_ways(cell):
    found = parse_instants([cell], "dmy")
    assert found.state.tolist() == [READ] and found.fixed.tolist() == [True]
    assert (found.wall - found.offset).tolist() == [1774249200]


def test_an_instant_without_offset_stays_open():
    found = parse_instants(["2026-03-23 08:00", "", "2026-03-23"], "dmy")
    assert found.fixed.tolist() == [False] * 3 and found.state.tolist() == [READ, EMPTY, UNREADABLE]
