from __future__ import annotations

import pytest

from readiness.evidence.cells.amounts import parse_minutes
from readiness.evidence.cells.states import EMPTY, READ, UNREADABLE


@pytest.mark.parametrize(
    ("cells", "unit", "minutes"),
    [
        (["8:00", "0:06", "08:00:30", "-0:15"], "hours", [480, 6, 480.5, -15]),
        (["8.00", "0.25"], "hours", [480, 15]),
        (["8,00", "0,25"], "hours", [480, 15]),
        (["8,000"], "hours", [480]),
        (["2.000,0", "0,5", "1.000"], "minutes", [2000, 0.5, 1000]),
        (["2,000.0", "0.5", "1,000"], "minutes", [2000, 0.5, 1000]),
        (["1,234", "2,000"], "minutes", [1234, 2000]),
        (["1,5", "2,000"], "minutes", [1.5, 2]),
        (["3.67", "3,67"], "hours", [220.2, 220.2]),
        (["45"], "minutes", [45]),
        (["3600"], "seconds", [60]),
    ],
)
def test_durations_are_read_per_column(cells, unit, minutes):
    found = parse_minutes(cells, unit)
    assert found.minutes.tolist() == pytest.approx(minutes)
    assert set(found.state.tolist()) == {READ}


def test_what_is_no_duration_says_so():
    found = parse_minutes(["", "viel", "8:75", "1e9", "--3", "9" * 13], "hours")
    assert found.state.tolist() == [EMPTY] + [UNREADABLE] * 5
