"""Worked cases of a law, run through the real checks: by the tests, and at the customer's to prove an installation."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np
import pandas as pd

from readiness import catalog
from readiness.analysis.working_time.applicability.context import RuleContext
from readiness.analysis.working_time.check import check_shifts
from readiness.analysis.working_time.timeline.model import build
from readiness.analysis.working_time.worked_case_figures import kind_figures, record_figures
from readiness.arrays import Ints
from readiness.evidence.cells.cutting import cut
from readiness.law import Law, load_law

#: Hours in a case are given with two to four decimals.
TOLERANCE = 0.006

_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one worked case: `problems` names every expectation that was not met, as (name, wanted, found)."""

    case: str
    about: str
    file: str
    passed: bool
    problems: tuple[tuple[str, Any, Any], ...]


class NonexistentTime(Exception):
    """A local time that the clock change skips: a data error, never guessed."""


def load_examples(country: str = "de") -> list[tuple[str, Mapping[str, Any]]]:
    """All worked cases of a country: (file, case), the case with ``about`` filled in."""
    folder = catalog.folder("laws", country)
    found: list[tuple[str, Mapping[str, Any]]] = []
    for file in sorted(folder.glob("*/examples/*.yaml")):
        relative = f"laws/{country}/{file.relative_to(folder).as_posix()}"
        data = catalog.load(relative)
        found += [(relative, {"about": data["about"], **case}) for case in data["cases"]]
    return found


def run_examples(country: str = "de") -> list[Outcome]:
    """Run every worked case of a country, in the order of the files."""
    law = load_law(country)
    return [run_example(case, law, file) for file, case in load_examples(country)]


def run_example(case: Mapping[str, Any], law: Law, file: str = "") -> Outcome:
    """Run one worked case and compare verdict, reason and figures."""
    expect, scope = case["expect"], case["given"].get("scope", {})
    wanted = {"verdict": expect["verdict"], "finding": expect["finding"], **expect.get("figures", {})}
    if "reason" in expect:
        wanted["reason"] = expect["reason"]
    try:
        frame = shifts_frame(case["given"], case["zone"])
    except NonexistentTime:
        found: dict[str, Any] = {"verdict": "data_error", "finding": False, "reason": "nonexistent_time"}
    else:
        absences, people = absences_frame(case["given"]), people_frame(case["given"])
        findings = check_shifts(frame, law, scope, absences, people)
        row = findings.tally.set_index("rule").loc[case["rule"]]
        found = {name: row[name] for name in ("verdict", "reason", "failed", "open", "checked", "worst", "limit")}
        found["finding"] = row["verdict"] != "not_applicable" and row["failed"] > 0
        measured = findings.cases.loc[findings.cases["rule"] == case["rule"], "measured"]
        rule = law.rule(case["rule"])
        work = build(frame, law.within(rule.area), scope, absences, people)
        found |= record_figures(work, rule.area)
        found |= kind_figures(RuleContext(rule, work), row, measured)
    problems = [(name, value, found.get(name)) for name, value in wanted.items() if not _same(value, found.get(name))]
    return Outcome(case["id"], case["about"], file, not problems, tuple(problems))


def _same(wanted: Any, found: Any) -> bool:
    if isinstance(wanted, (bool, str)) or found is None:
        return bool(wanted == found)
    return bool(abs(float(wanted) - float(found)) <= TOLERANCE)


def shifts_frame(given: Mapping[str, Any], zone: str) -> pd.DataFrame:
    """The shifts evidence that a case describes; each interval's breaks are cut out, as the reader does it.

    Raises
    ------
    NonexistentTime
        A local time that the clock change skips.
    """
    zones = given.get("zones") or [zone]
    placed = [(text, zones[min(n, len(zones) - 1)]) for n, text in enumerate(given["intervals"])]
    records = [(number, *record) for number, (text, own) in enumerate(placed) for record in _records(text, own)]
    breaks = [b for _, _, own in records for b in own] + [_interval(text, zone) for text in given.get("breaks", ())]
    pieces = cut(*_columns([interval for _, interval, _ in records]), *_columns(breaks))
    place = np.array([number for number, _, _ in records], np.int64)[pieces.origin]

    def column(name: str, default: Any) -> list[Any]:
        values = given.get(name) or [default]
        return [values[min(n, len(values) - 1)] for n in place.tolist()]

    frame = pd.DataFrame(
        {
            "subject": pd.Categorical(["P-1"] * len(place), ["P-1"]),
            "start": pd.DatetimeIndex(pieces.start.astype("datetime64[m]").astype("datetime64[s]"), tz="UTC"),
            "end": pd.DatetimeIndex(pieces.end.astype("datetime64[m]").astype("datetime64[s]"), tz="UTC"),
            "zone": pd.Categorical(column("zones", zone)),
            "unplaced_break": np.array(column("unplaced_break", 0.0), np.float64),
            "break_known": np.full(len(place), bool(given.get("break_known", True))),
            "employer": pd.Categorical(column("employers", "")),
            "duty": pd.Categorical(column("duties", "work")),
            "region": pd.Categorical(column("regions", given.get("scope", {}).get("region", ""))),
            "recorded_on": pd.Series(pd.to_datetime(column("recorded_on", None)), dtype="datetime64[s]"),
            "row": place + 2,
        }
    )
    return frame.sort_values(["subject", "start", "end"], kind="stable", ignore_index=True)


def absences_frame(given: Mapping[str, Any]) -> pd.DataFrame | None:
    """The days of absence that a case describes, each as ``first..last:kind``."""
    rows = []
    for text in given.get("absences", ()):
        days, kind = text.split(":")
        first, last = days.split("..")
        rows += [(day, kind) for day in pd.date_range(first, last, unit="s")]
    if not rows:
        return None
    frame = pd.DataFrame(rows, columns=["day", "kind"])
    return frame.assign(subject=pd.Categorical(["P-1"] * len(rows)), half=False, row=np.arange(len(rows)) + 2)


def people_frame(given: Mapping[str, Any]) -> pd.DataFrame | None:
    """What a case says about its person."""
    return pd.DataFrame([{"subject": "P-1", **given["people"]}]) if "people" in given else None


#: Start and end in minutes since 1970, UTC.
Interval = tuple[int, int]


def _records(text: str, zone: str) -> Iterator[tuple[Interval, list[Interval]]]:
    """One interval, or the shifts of ``rep(monday,weeks,days,HH:MM-HH:MM,breaks)`` with their own breaks."""
    pattern = re.fullmatch(r"rep\(([^,]+),(\d+),([^,]+),([^,]+),?([^,)]*)\)", text)
    if not pattern:
        yield _interval(text, zone), []
        return
    monday, weeks, names, hours, breaks = pattern.groups()
    for week in range(int(weeks)):
        for name in names.split():
            day = dt.date.fromisoformat(monday) + dt.timedelta(7 * week + _DAYS.index(name))
            # A break on the clock before the start of the shift lies on the next day.
            own = [(day + dt.timedelta(b < hours[:5]), b) for b in breaks.split("+") if b]
            yield _on(day, hours, zone), [_on(date, b, zone) for date, b in own]


def _on(day: dt.date, hours: str, zone: str) -> Interval:
    start, end = hours.split("-")
    after = day + dt.timedelta(1) if end <= start else day
    return _instant(f"{day}T{start}", zone), _instant(f"{after}T{end}", zone)


def _interval(text: str, zone: str) -> Interval:
    start, end = text.split("/")
    return _instant(start, zone), _instant(end, zone)


def _instant(text: str, zone: str) -> int:
    """The instant of a local time; of an ambiguous one the first, of one that does not exist an error."""
    moment = dt.datetime.fromisoformat(text)
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=ZoneInfo(zone))
        there_and_back = moment.astimezone(dt.UTC).astimezone(ZoneInfo(zone))
        if there_and_back.replace(tzinfo=None) != moment.replace(tzinfo=None):
            raise NonexistentTime(text)
    return int(moment.timestamp()) // 60


def _columns(intervals: list[Interval]) -> tuple[Ints, Ints, Ints]:
    """Starts and ends, and one and the same owner."""
    start, end = np.array(intervals, np.int64).reshape(-1, 2).T
    return start, end, np.zeros(len(intervals), np.int64)
