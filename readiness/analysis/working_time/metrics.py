"""Figures from records of working time."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pandas as pd

from readiness.analysis.measured import Measured
from readiness.analysis.working_time.timeline.local_time import local_day, midnight, minutes
from readiness.findings import Findings
from readiness.privacy.suppression import GROUP_TOO_SMALL, MIN_GROUP, too_small

#: Days that count for figures "per quarter", and days of records below which there is no such figure.
QUARTER, ENOUGH = 91, 28
#: A day is split by an interruption this long and work after this time of day (minutes).
SPLIT, EVENING = 180, 20 * 60


def _rule_days(frame: pd.DataFrame, findings: Findings, topic: str, min_group: int) -> Measured:
    """Failing units of a topic in the last quarter of the records, per person in the evidence."""
    rules, cases = _rules(findings, topic), findings.cases
    checked, reason = int(rules["checked"].sum()), _why_none(frame, rules, min_group, ENOUGH)
    if reason:
        return Measured(None, "count_per_person", checked, reason)
    recent = cases["at"] > frame["end"].max() - pd.Timedelta(days=QUARTER)
    failing = float((recent & cases["rule"].isin(rules["rule"])).sum())
    return Measured(failing / frame["subject"].nunique(), "count_per_person", checked)


def _rules(findings: Findings, *topics: str) -> pd.DataFrame:
    return findings.tally[findings.tally["topic"].isin(topics)]


def _why_none(frame: pd.DataFrame, rules: pd.DataFrame, min_group: int, least_days: int = 0) -> str:
    """Why rules give no figure, as a code; empty if they do."""
    if frame.empty or rules.empty:
        return "no_records"
    if (rules["verdict"] == "not_applicable").all():
        return "not_applicable"
    if not rules["checked"].any() and not rules["failed"].any():
        return str(rules["reason"].iloc[0]) or "no_records"
    if frame["end"].max() - frame["start"].min() < pd.Timedelta(days=least_days):
        return "too_few_days"
    return GROUP_TOO_SMALL if too_small(frame["subject"].nunique(), min_group) else ""


def days_over_daily_max(frame: pd.DataFrame, findings: Findings, on: dt.date, min_group: int = MIN_GROUP) -> Measured:
    """Working days above the daily maximum in the last 91 days of the records, per person."""
    return _rule_days(frame, findings, "daily_max", min_group)


def short_rests(frame: pd.DataFrame, findings: Findings, on: dt.date, min_group: int = MIN_GROUP) -> Measured:
    """Rests that are too short in the last 91 days of the records, per person."""
    return _rule_days(frame, findings, "daily_rest", min_group)


def breaks_missing_share(frame: pd.DataFrame, findings: Findings, on: dt.date, min_group: int = MIN_GROUP) -> Measured:
    """Percentage of working days that require a break and have too little of it."""
    rules = _rules(findings, "break_length")
    checked, reason = int(rules["checked"].sum()), _why_none(frame, rules, min_group)
    if reason:
        return Measured(None, "percent", checked, reason)
    return Measured(100.0 * float(rules["failed"].sum()) / checked, "percent", checked)


def sunday_holiday_days(frame: pd.DataFrame, findings: Findings, on: dt.date, min_group: int = MIN_GROUP) -> Measured:
    """Number of Sundays and public holidays worked, each person's days counted singly, exempt ones included."""
    rules = _rules(findings, "sunday_rest", "holiday_rest")
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
    zone = frame["zone"].astype("category").cat
    code, zones = zone.codes.to_numpy(np.int64), list(zone.categories)
    start, end = minutes(frame["start"]), minutes(frame["end"])
    date = local_day(start, code, zones)
    evening = midnight(date, code, zones, shift=EVENING)
    rows = pd.DataFrame({"subject": frame["subject"], "date": date, "start": start, "end": end, "evening": evening})
    rows, day = rows.sort_values(["subject", "start"]), ["subject", "date"]
    rows["reached"] = rows.groupby(day, observed=True)["end"].cummax()
    rows["gap"] = rows["start"] - rows.groupby(day, observed=True)["reached"].shift()
    days = rows.groupby(day, observed=True)[["gap", "end", "evening"]].max()
    if too_small(frame["subject"].nunique(), min_group):
        return Measured.hidden("percent", len(days))
    split = (days["gap"] >= SPLIT) & (days["end"] > days["evening"])
    return Measured(100.0 * float(split.sum()) / len(days), "percent", len(days))
