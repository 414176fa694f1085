"""Local clocks by table agree with every single conversion, in all zones and on both sides of every change."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from property_runs import examples

from readiness.analysis.working_time.timeline.local_time import local_clock, local_day, midnight, minutes

# Half hours, three quarters, changes at midnight, by half an hour, over the date line, odd seconds before 1972.
ZONES = ("Europe/Berlin", "Asia/Kathmandu", "Asia/Beirut", "Australia/Lord_Howe", "Pacific/Apia", "Africa/Monrovia")
EPOCH = dt.datetime(1970, 1, 1)


def by_hand(instant, zone):
    aware = (EPOCH + dt.timedelta(minutes=instant)).replace(tzinfo=dt.UTC).astimezone(ZoneInfo(zone))
    return (aware.replace(tzinfo=None) - EPOCH) // dt.timedelta(minutes=1)


MOMENTS = st.one_of(
    st.integers(-200_000, 2_000_000),
    st.builds(
        lambda text, off: int(pd.Timestamp(text).timestamp()) // 60 + off,
        st.sampled_from(
            ["2026-03-29T01:00", "2026-10-25T01:00", "2026-03-28T22:00", "2011-12-30T10:00", "2026-04-04T15:00"]
        ),
        st.integers(-180, 180),
    ),
)


@examples(300)
@given(st.lists(st.tuples(MOMENTS, st.integers(0, len(ZONES) - 1)), min_size=1, max_size=20))
def test_clock_and_date_agree_with_single_conversions(moments):
    instants, zone = (np.array(column, np.int64) for column in zip(*moments, strict=True))
    wanted = [by_hand(i, ZONES[z]) for i, z in moments]
    assert local_clock(instants, zone, ZONES).tolist() == wanted
    days = local_day(instants, zone, ZONES)
    assert days.astype(np.int64).tolist() == [w // 1440 for w in wanted]


@pytest.mark.parametrize("zone", [z for z in ZONES if z != "Pacific/Apia"])  # which once left out a day
def test_every_day_begins_at_its_first_instant(zone):
    days = np.arange(np.datetime64("2009-01-01"), np.datetime64("2027-01-01"))
    found = midnight(days, np.zeros(len(days), np.int64), (zone,))
    one_by_one = [midnight(days[n : n + 1], np.zeros(1, np.int64), (zone,))[0] for n in range(0, len(days), 97)]
    assert found[::97].tolist() == one_by_one
    dates = local_day(found, np.zeros(len(days), np.int64), (zone,))
    assert (dates == days).all()
    before = local_day(found - 1, np.zeros(len(days), np.int64), (zone,))
    assert (before < days).all()


@pytest.mark.parametrize("unit", ["s", "ms", "us", "ns"])
def test_minutes_do_not_depend_on_the_unit_or_the_zone(unit):
    column = pd.Series(pd.DatetimeIndex(["1969-12-31T23:59:30", "2026-03-02T06:00:59"], tz="UTC").as_unit(unit))
    assert minutes(column).tolist() == [-1, int(pd.Timestamp("2026-03-02T06:00").timestamp()) // 60]
    assert minutes(column.dt.tz_convert("Asia/Tokyo")).tolist() == minutes(column).tolist()
