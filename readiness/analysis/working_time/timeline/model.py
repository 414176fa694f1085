"""The time line of everybody in the evidence: stretches of work, working days, local days, absences.

The conventions, in short: times are instants, so clock changes count as they happen; records of all employers are
united, so no minute counts twice; an interruption below 15 minutes is work (§ 4 sentence 2 ArbZG); a working day ends
at a full rest, 24 hours after its start, or at a long interruption across the change of date.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import wraps
from typing import Any, NamedTuple, ParamSpec, TypeVar, cast

import numpy as np
import pandas as pd

from readiness.analysis.working_time.timeline.calendar import Calendar, calendar_of
from readiness.analysis.working_time.timeline.local_time import local_clock
from readiness.analysis.working_time.timeline.records import records_of
from readiness.analysis.working_time.timeline.stretches import Segments, Stretches, stretches_of
from readiness.analysis.working_time.timeline.working_days import WorkingDays, working_days
from readiness.arrays import Amounts, Codes, Ints, Mask, Minutes
from readiness.errors import NoLawInForce
from readiness.law import Law

P = ParamSpec("P")
T = TypeVar("T")


class Absent(NamedTuple):
    """Full days of absence, sorted by person and day, each once."""

    person: Codes
    day: Ints
    neutral: Mask  # leave, sickness, holiday: left out of averages; time off in lieu is not


class Recorded(NamedTuple):
    """When records were made: one entry per record that says so, with the local day on which it begins."""

    person: Codes
    day: Ints
    start: Minutes
    made: Ints


@dataclass(frozen=True, slots=True)
class Timeline:
    """Work of everybody in the evidence, with the law and what is known of firm and persons.

    `known` keeps figures that several rules ask for (see `view`).
    """

    law: Law
    scope: Mapping[str, Any]
    stretches: Stretches
    segments: Segments
    days: WorkingDays
    absent: Absent
    recorded: Recorded
    calendar: Calendar
    subjects: pd.Index
    regions: tuple[str, ...]
    people: pd.DataFrame  # what is known about persons, one row per entry of `subjects`; perhaps without columns
    known: dict[Any, Any] = field(default_factory=dict, compare=False, repr=False)

    def number(self, name: str) -> Amounts:
        """A number of the law on every day of the calendar; not a number where it was repealed.

        Raises
        ------
        NoLawInForce
            ``no_law_in_force`` when records are older than the first row of the number.
        """
        if name not in self.known:
            self.known[name] = _in_force(self.law, name, self.calendar, self.stretches.first)
        return cast(Amounts, self.known[name])


def _in_force(law: Law, name: str, calendar: Calendar, worked: Ints) -> Amounts:
    starts = np.datetime64(law.parameter(name).starts[0], "D")
    days = calendar.dates(np.arange(len(calendar)))
    if len(worked) and (oldest := calendar.dates(worked.min(keepdims=True))[0]) < starts:
        raise NoLawInForce("no_law_in_force", parameter=name, day=str(oldest), first=str(starts))
    return np.ascontiguousarray(law.values(name, np.maximum(days, starts)))


def view(compute: Callable[P, T]) -> Callable[P, T]:
    """A figure of a time line that several rules ask for; it is worked out the first time it is asked for.

    The time line comes first; whatever else is given are words and numbers, by position and without defaults, so that
    the same question is never asked in two ways.
    """

    @wraps(compute)
    def known(*given: P.args, **named: P.kwargs) -> T:
        work, *others = given
        key = (compute, *others)
        if key not in work.known:  # type: ignore[attr-defined]
            work.known[key] = compute(*given, **named)  # type: ignore[attr-defined]
        return cast(T, work.known[key])  # type: ignore[attr-defined]

    return known


#: Kinds of absence that say nothing about how much a person works.
_NEUTRAL = ("leave", "sick", "holiday")


def build(
    frame: pd.DataFrame,
    law: Law,
    scope: Mapping[str, Any],
    absences: pd.DataFrame | None = None,
    people: pd.DataFrame | None = None,
) -> Timeline:
    """Unite the records of each person and cut them into working days.

    Parameters
    ----------
    frame : DataFrame
        Shifts evidence, one row per interval of work: subject, start, end, zone, unplaced_break, break_known, region.
    law : Law
        Gives the numbers in force on each day.
    scope : mapping
        What is known about the firm.
    absences : DataFrame, optional
        One row per person and day: subject, day, kind, half. Half days and persons without records are left out.
    people : DataFrame, optional
        One row per person: subject and whatever else is known.
    """
    subject, zone, region = (_category(frame[name]) for name in ("subject", "zone", "region"))
    names, zones = subject.categories, tuple(map(str, zone.categories))
    about = known_people(people, names)
    region = filled_regions(region, subject, about)
    regions = tuple(map(str, region.categories))
    records, made = records_of(frame, subject, zone, region)
    person, away, neutral = _absences(absences, names)
    ends = [np.array([records.start.min(), records.end.max()])] if len(records.start) else []
    days = [(e // 1440 + [-1, 1]).astype("datetime64[D]") for e in ends]
    calendar = calendar_of(law, scope, [*days, away], zones, regions)
    first = int(calendar.first.astype(np.int64))

    def day_of(instants: Minutes, zone: Codes) -> Ints:
        return local_clock(instants, zone, zones) // 1440 - first

    date = day_of(records.start, records.zone)

    def number(name: str) -> Amounts:
        return _in_force(law, name, calendar, date)

    stretches, segments = stretches_of(records, date, number(law.working_day["break_part"])[date], day_of)
    told = np.flatnonzero(~np.isnat(made))
    return Timeline(
        law=law,
        scope=scope,
        stretches=stretches,
        segments=segments,
        days=working_days(
            stretches,
            number(_day_rest(law, scope)),
            number(law.working_day["split_gap"]),
            number(law.working_day["span"]),
        ),
        absent=Absent(person, calendar.numbers(away), neutral),
        recorded=Recorded(records.person[told], date[told], records.start[told], calendar.numbers(made[told])),
        calendar=calendar,
        subjects=names,
        regions=regions,
        people=about,
    )


def _day_rest(law: Law, scope: Mapping[str, Any]) -> str:
    """Which rest ends a working day: the shortened one only for firms of a sector that may shorten it."""
    reduced = any(s.effect == "reduced_rest" and scope.get("sector") in s.sectors for s in law.scopes)
    return law.working_day["reduced_rest" if reduced else "rest"]


def known_people(people: pd.DataFrame | None, subjects: pd.Index) -> pd.DataFrame:
    """What is known about persons, one row per entry of `subjects`; of two rows about one person the first counts."""
    if people is None:
        return pd.DataFrame(index=subjects)
    single = people.drop_duplicates("subject").drop(columns="row", errors="ignore")
    return single.set_index(single["subject"].astype(object)).drop(columns="subject").reindex(subjects.astype(object))


def filled_regions(regions: pd.Categorical, subject: pd.Categorical, people: pd.DataFrame) -> pd.Categorical:
    """The region of every record; of records that name none, that of the place of work stated for the person."""
    if "region" not in people or "" not in regions.categories:
        return regions
    stated = people["region"].astype(object).where(people["region"].notna(), "").astype(str)
    names = regions.categories.union(pd.Index(stated.unique()), sort=False)
    place = names.get_indexer(regions.categories)[regions.codes]
    empty = place == names.get_loc("")
    place[empty] = names.get_indexer(pd.Index(stated))[subject.codes[empty]]
    return pd.Categorical.from_codes(place, names)


def _absences(absences: pd.DataFrame | None, subjects: pd.Index) -> tuple[Codes, Any, Mask]:
    """Full days of absence of known persons: person, local date, and whether it is left out of averages."""
    if absences is None or not len(absences):
        return np.zeros(0, np.int64), np.zeros(0, "datetime64[D]"), np.zeros(0, bool)
    who = _category(absences["subject"])
    person = subjects.astype(object).get_indexer(who.categories.astype(object)).astype(np.int64)[who.codes]
    day = absences["day"].to_numpy("datetime64[s]").astype("datetime64[D]")
    neutral = absences["kind"].isin(_NEUTRAL).to_numpy()
    kept = (person >= 0) & ~absences["half"].to_numpy(bool)
    person, day, neutral = person[kept], day[kept], neutral[kept]
    order = np.lexsort((~neutral, day, person))  # of two kinds on one day the neutral one counts
    person, day, neutral = person[order], day[order], neutral[order]
    fresh = np.ones(len(day), bool)
    fresh[1:] = (person[1:] != person[:-1]) | (day[1:] != day[:-1])
    return person[fresh], day[fresh], neutral[fresh]


def _category(column: pd.Series) -> pd.Categorical:
    return pd.Categorical(column if isinstance(column.dtype, pd.CategoricalDtype) else column.astype(str))
