import datetime as dt

import pytest

from readiness.errors import UsageError
from readiness.units import add_months, parse_day, round_half_up


def test_rounding_is_half_up_as_on_paper():
    assert [round_half_up(v) for v in (0.5, 1.5, 2.5, 68.333, -0.5)] == [1, 2, 3, 68, -1]
    assert round_half_up(2.675, 2) == 2.68


def test_months_end_on_the_last_day():
    assert add_months(dt.date(2026, 1, 31), 1) == dt.date(2026, 2, 28)
    assert add_months(dt.date(2026, 12, 31), 6) == dt.date(2027, 6, 30)
    assert add_months(dt.date(2026, 11, 15), 1) == dt.date(2026, 12, 15)


def test_a_bad_day_is_named():
    with pytest.raises(UsageError) as caught:
        parse_day("31.03.2026")
    assert caught.value.fields["found"] == "31.03.2026"
