"""Figures from records of working time."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pandas as pd

from readiness.analysis.measured import Measured
from readiness.analysis.working_time.timeline.local_time import local_day, midnight, minutes
from readiness.findings import Findings
from readiness.privacy.suppression import MIN_GROUP, too_small

#: Days that count for figures "per quarter", and days of records below which there is no such figure.
QUARTER, ENOUGH = 91, 28
#: A day is split by an interruption this long and work after this time of day (minutes).
SPLIT, EVENING = 180, 20 * 60


def _rule_days(frame: pd.DataFrame, findings: Findings, topic: str, min_group: int) -> Measured:
    """Failing units of a topic in the last quarter of the records, per person in the evidence."""
    rules = findings.tally[findings.tally["topic"] == topic]
    people = frame["subject"].nunique()
    checked = int(rules["checked"].sum())
    if frame.empty or rules.empty:
        return Measured(None, "count_per_person", 0, "no_records")
    if (rules["verdict"] == "not_applicable").all():
        return Measured(None, "count_per_person", checked, "not_applicable")
    if not checked and not rules["failed"].sum():
        return Measured(None, "count_per_person", 0, str(rules["reason"].iloc[0]) or "no_records")
    last = frame["end"].max()
    if last - frame["start"].min() < pd.Timedelta(days=ENOUGH):
        return Measured(None, "count_per_person", checked, "too_few_days")
    if too_small(people, min_group):
        return Measured.hidden("count_per_person", checked)
    cases = findings.cases
    recent = cases["rule"].isin(rules["rule"]) & (cases["at"] > last - pd.Timedelta(days=QUARTER))
    return Measured(float(recent.sum()) / people, "count_per_person", checked)


def days_over_daily_max(frame: pd.DataFrame, findings: Findings, on: dt.date, min_group: int = MIN_GROUP) -> Measured:
    """Working days above the daily maximum in the last 91 days of the records, per person."""
    return _rule_days(frame, findings, "daily_max", min_group)


def short_rests(frame: pd.DataFrame, findings: Findings, on: dt.date, min_group: int = MIN_GROUP) -> Measured:
    """Rests that are too short in the last 91 days of the records, per person."""
    return _rule_days(frame, findings, "daily_rest", min_group)


def breaks_missing_share(frame: pd.DataFrame, findings: Findings, on: dt.date, min_group: int = MIN_GROUP) -> Measured:
    """Percentage of working days that require a break and have too little of it."""
    rules = findings.tally[findings.tally["topic"] == "break_length"]
    checked = int(rules["checked"].sum())
    if frame.empty or rules.empty:
        return Measured(None, "percent", 0, "no_records")
    if (rules["verdict"] == "not_applicable").all():
        return Measured(None, "percent", checked, "not_applicable")
    if not checked:
        return Measured(None, "percent", 0, str(rules["reason"].iloc[0]) or "no_records")
    if too_small(frame["subject"].nunique(), min_group):
        return Measured.hidden("percent", checked)
    return Measured(100.0 * float(rules["failed"].sum()) / checked, "percent", checked)


def sunday_holiday_days(frame: pd.DataFrame, findings: Findings, on: dt.date, min_group: int = MIN_GROUP) -> Measured:
    """Number of Sundays and public holidays worked, each person's days counted singly, exempt ones included."""
    rules = findings.tally[findings.tally["topic"].isin(["sunday_rest", "holiday_rest"])]
    if frame.empty or rules.empty:
        return Measured(None, "count", 0, "no_records")
    if too_small(frame["subject"].nunique(), min_group):
        return Measured.hidden("count", int(rules["checked"].sum()))
    worked = findings.cases["rule"].isin(rules["rule"]).sum()
    return Measured(float(worked), "count", int(rules["checked"].sum()))


def split_days(frame: pd.DataFrame, findings: Findings, on: dt.date, min_group: int = MIN_GROUP) -> Measured:
    """Percentage of calendar days with work that are split: at least three hours free in between, and work after 20:00.

    Work that runs past midnight counts for the date on which it began.
    """
    if frame.empty:
        return Measured(None, "percent", 0, "no_records")
    zone = frame["zone"].astype("category")
    zones, code = [str(z) for z in zone.cat.categories], np.asarray(zone.cat.codes, np.int64)
    start = minutes(frame["start"])
    rows = pd.DataFrame({"subject": frame["subject"].to_numpy(), "start": start, "end": minutes(frame["end"])})
    rows["date"] = local_day(start, code, zones).astype("datetime64[s]")
    rows["evening"] = midnight(local_day(start, code, zones), code, zones, shift=EVENING)
    by_day = rows.sort_values(["subject", "start"]).groupby(["subject", "date"], observed=True, sort=False)
    reached = by_day["end"].cummax().groupby([rows["subject"], rows["date"]], observed=True).shift()
    gap = (rows["start"] - reached).groupby([rows["subject"], rows["date"]], observed=True).max()
    late = (by_day["end"].max() > by_day["evening"].max()).reindex(gap.index)
    if too_small(frame["subject"].nunique(), min_group):
        return Measured.hidden("percent", len(gap))
    return Measured(100.0 * float(((gap >= SPLIT) & late).sum()) / len(gap), "percent", len(gap))
