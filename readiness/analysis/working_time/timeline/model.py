"""From records to working days: one line of work per person, cut where a rest or a night lies between.

The conventions, in short: times are instants, so clock changes count as they happen; records of all employers are
united, so no minute counts twice; an interruption below 15 minutes is work (§ 4 sentence 2 ArbZG); a working day ends
at a full rest, 24 hours after its start, or at a long interruption across the change of date.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

import numpy as np
import numpy.typing as npt
import pandas as pd

from readiness.analysis.working_time.timeline.local_time import day_number, local_day, minutes
from readiness.analysis.working_time.timeline.places import Legs, cut_legs, filled_regions
from readiness.arrays import Codes, Days, Mask, Minutes
from readiness.law import Law

T = TypeVar("T")

#: Distance between two persons on one common number line; more minutes than from 1970 to any date we accept.
_APART = 1 << 32


@dataclass(frozen=True, slots=True)
class Runs:
    """Stretches of work without a break that counts, sorted by person and start; one entry per stretch."""

    subject: Codes
    start: Minutes
    end: Minutes
    zone: Codes  # place where it begins
    region: Codes
    zone_after: Codes  # place where it ends; free time after it has the clock of that place
    region_after: Codes
    first: Days  # local dates of its first and of its last minute
    last: Days
    unplaced: Minutes  # breaks inside whose position is not known
    masked: Minutes  # part of `unplaced` that another record of the same person may cover
    known: Mask  # the records carry break information
    called: Mask  # call-outs from stand-by and nothing else
    day: Codes  # position of the working day


@dataclass(frozen=True, slots=True)
class WorkDays:
    """Working days, sorted by person and start."""

    subject: Codes
    start: Minutes
    end: Minutes
    date: Days  # local date on which the working day starts; all its hours count for it
    net: Minutes  # work without breaks
    gaps: Minutes  # breaks whose position is known
    unplaced: Minutes
    masked: Minutes
    sure: Mask  # breaks can be judged: the records carry them, or an interruption shows them
    first_run: Codes  # position of the first run


@dataclass(frozen=True, slots=True)
class Absent:
    """Full days of absence, sorted by person and day, each once."""

    subject: Codes
    day: Days
    neutral: Mask  # leave, sickness, holiday: left out of averages; time off in lieu is not


@dataclass(frozen=True, slots=True)
class Recorded:
    """When records were made: one entry per record that says so, with the local date on which it begins."""

    subject: Codes
    day: Days
    start: Minutes
    made: Days


@dataclass(frozen=True, slots=True)
class WorkTime:
    """Runs and working days of everybody in the evidence; `known` keeps figures that several rules ask for."""

    runs: Runs
    legs: Legs
    days: WorkDays
    subjects: pd.Index
    zones: tuple[str, ...]
    regions: tuple[str, ...]
    absent: Absent
    recorded: Recorded
    people: pd.DataFrame  # what is known about persons, one row per entry of `subjects`; perhaps without columns
    known: dict[Any, tuple[Any, tuple[Any, ...]]] = field(default_factory=dict, compare=False)

    def once(self, compute: Callable[..., T], *given: Any) -> T:
        """What `compute` makes of this working time and what is given, worked out the first time it is asked for."""
        key = (compute, *(g if isinstance(g, str | int | tuple) else id(g) for g in given))
        if key not in self.known:
            self.known[key] = compute(self, *given), given  # what is given stays alive, so that no id is used twice
        found: T = self.known[key][0]
        return found


#: Kind of duty whose work interrupts a stand-by.
_CALL_OUT = "call_out"

#: Kinds of absence that say nothing about how much a person works.
_NEUTRAL = ("leave", "sick", "holiday")


def build(
    frame: pd.DataFrame,
    law: Law,
    rest: str,
    absences: pd.DataFrame | None = None,
    people: pd.DataFrame | None = None,
) -> WorkTime:
    """Unite the records of each person and cut them into working days.

    Parameters
    ----------
    frame : DataFrame
        Shifts evidence, one row per interval of work: subject, start, end, zone, unplaced_break, break_known, region.
    law : Law
        Gives the numbers in force on each day.
    rest : str
        Parameter whose rest always ends a working day: that of § 5 (1) ArbZG, or the shorter one of § 5 (2).
    absences : DataFrame, optional
        One row per person and day: subject, day, kind, half. Half days and persons without records are left out.
    people : DataFrame, optional
        One row per person: subject and whatever else is known.
    """
    subject, zones, regions = (_category(frame[name]) for name in ("subject", "zone", "region"))
    about = known_people(people, subject.categories)
    regions = filled_regions(regions, subject, about)
    rows = _sorted_rows(frame, subject, zones.codes.astype(np.int64), regions.codes.astype(np.int64))
    zone_names, region_names = tuple(map(str, zones.categories)), tuple(map(str, regions.categories))
    date = local_day(rows["start"], rows["zone"], zone_names)
    recorded = _recorded(rows, date)
    runs, legs = _united(rows, law.values(law.working_day["break_part"], date))
    date = date[runs.pop("first_row")]
    last = local_day(runs["end"] - 1, runs["zone_after"], zone_names)
    gap = np.zeros(len(date), np.int64)
    gap[1:] = runs["start"][1:] - runs["end"][:-1]
    head = _heads(runs["subject"], runs["start"], date, gap, law, rest)
    day = np.cumsum(head) - 1
    made = Runs(**runs, first=date, last=last, day=day)
    names = subject.categories
    return WorkTime(
        made,
        _legs(made, legs, zone_names),
        _days(made, date, gap, head),
        names,
        zone_names,
        region_names,
        _absent(absences, names),
        recorded,
        about,
    )


def _legs(runs: Runs, cut: dict[str, Any] | None, zones: tuple[str, ...]) -> Legs:
    if cut is None:
        every = np.arange(len(runs.start))
        return Legs(every, runs.subject, runs.start, runs.end, runs.zone, runs.region, runs.first, runs.last, runs.day)
    first, last = (local_day(when, cut["zone"], zones) for when in (cut["start"], cut["end"] - 1))
    return Legs(**cut, subject=runs.subject[cut["run"]], first=first, last=last, day=runs.day[cut["run"]])


def known_people(people: pd.DataFrame | None, subjects: pd.Index) -> pd.DataFrame:
    """What is known about persons, one row per entry of `subjects`; of two rows about one person the first counts."""
    if people is None:
        return pd.DataFrame(index=subjects)
    single = people.drop_duplicates("subject").drop(columns="row", errors="ignore")
    return single.set_index(single["subject"].astype(object)).drop(columns="subject").reindex(subjects.astype(object))


def _absent(absences: pd.DataFrame | None, subjects: pd.Index) -> Absent:
    if absences is None or not len(absences):
        return Absent(np.zeros(0, np.int64), np.zeros(0, "datetime64[D]"), np.zeros(0, bool))
    who = _category(absences["subject"])
    place = subjects.astype(object).get_indexer(who.categories.astype(object)).astype(np.int64)
    subject = place[who.codes]
    day = absences["day"].to_numpy("datetime64[s]").astype("datetime64[D]")
    neutral = absences["kind"].isin(_NEUTRAL).to_numpy()
    kept = (subject >= 0) & ~absences["half"].to_numpy(bool)
    subject, day, neutral = subject[kept], day[kept], neutral[kept]
    order = np.lexsort((~neutral, day, subject))  # of two kinds on one day the neutral one counts
    subject, day, neutral = subject[order], day[order], neutral[order]
    fresh = np.ones(len(day), bool)
    fresh[1:] = (subject[1:] != subject[:-1]) | (day[1:] != day[:-1])
    return Absent(subject[fresh], day[fresh], neutral[fresh])


def _recorded(rows: dict[str, Any], date: Days) -> Recorded:
    made = rows.pop("made")
    told = np.flatnonzero(~np.isnat(made))
    return Recorded(rows["subject"][told], date[told], rows["start"][told], made[told].astype("datetime64[D]"))


def _category(column: pd.Series) -> pd.Categorical:
    return pd.Categorical(column if isinstance(column.dtype, pd.CategoricalDtype) else column.astype(str))


def _sorted_rows(frame: pd.DataFrame, subject: pd.Categorical, zone: Codes, region: Codes) -> dict[str, Any]:
    """Rows as arrays: without empty ones, sorted, each interval once."""
    unplaced = np.rint(frame["unplaced_break"].fillna(0).to_numpy(np.float64)).astype(np.int64)
    rows: dict[str, Any] = {
        "subject": subject.codes.astype(np.int64),
        "start": minutes(frame["start"]),
        "end": minutes(frame["end"]),
        "zone": zone,
        "region": region,
        "unplaced": unplaced,
        "known": frame["break_known"].to_numpy(bool),
        "called": (frame["duty"] == _CALL_OUT).to_numpy(bool),
        "made": frame["recorded_on"].to_numpy("datetime64[s]"),
    }
    kept = rows["end"] > rows["start"]  # an empty interval must not bridge two short interruptions
    if not kept.all():
        rows = {name: column[kept] for name, column in rows.items()}
    s, a, e = rows["subject"], rows["start"], rows["end"]
    in_order = (s[1:] > s[:-1]) | ((s[1:] == s[:-1]) & ((a[1:] > a[:-1]) | ((a[1:] == a[:-1]) & (e[1:] >= e[:-1]))))
    if not in_order.all():
        order = np.lexsort((e, a, s))
        rows = {name: column[order] for name, column in rows.items()}
        s, a, e = rows["subject"], rows["start"], rows["end"]
    fresh = np.ones(len(s), bool)
    fresh[1:] = (s[1:] != s[:-1]) | (a[1:] != a[:-1]) | (e[1:] != e[:-1])
    if fresh.all():
        return rows
    # The same interval twice: only what both call a break or a call-out can be one, one record with breaks is enough to
    # know, and the earlier day of recording counts.
    first = np.flatnonzero(fresh)
    most = np.where(rows["known"], rows["unplaced"], np.iinfo(np.int64).max)
    known = np.logical_or.reduceat(rows["known"], first)
    least = np.minimum.reduceat(most, first)
    called = np.logical_and.reduceat(rows["called"], first)
    made = np.fmin.reduceat(rows["made"], first)
    rows = {name: column[first] for name, column in rows.items()}
    unplaced = np.where(known, least, rows["unplaced"])
    return rows | {"known": known, "unplaced": unplaced, "called": called, "made": made}


def _united(rows: dict[str, Any], part: npt.NDArray[np.float64]) -> tuple[dict[str, Any], dict[str, Any] | None]:
    """Merge intervals that overlap, touch or leave less than a break between them; also where the place changes."""
    subject, start, end = rows["subject"], rows["start"], rows["end"]
    n = len(start)
    if not n:
        places = {"zone_after": rows["zone"], "region_after": rows["region"]}
        return {**rows, **places, "masked": rows["unplaced"], "first_row": np.zeros(0, np.int64)}, None
    # One number line for all persons lets a running maximum find how far each person's work has reached so far.
    other = subject[1:] != subject[:-1]
    reached = end
    if (~other & (end[1:] < end[:-1])).any():  # mostly nobody's records lie inside another
        reached = np.maximum.accumulate(end + subject * _APART) - subject * _APART
    begins = np.ones(n, bool)
    begins[1:] = other | (start[1:] - reached[:-1] >= part[:-1])
    overlapped = np.zeros(n, bool)
    overlapped[1:] = ~other & (start[1:] < reached[:-1])
    covers = overlapped.copy()
    covers[:-1] |= overlapped[1:]
    # A break total below one portion is work, like any interruption that short.
    unplaced = np.minimum(np.where(rows["unplaced"] >= part, rows["unplaced"], 0), end - start)
    first = np.flatnonzero(begins)
    run_end = reached[np.append(first[1:], n) - 1]
    length = run_end - start[first]
    zone, region = rows["zone"][first], rows["region"][first]
    legs = cut_legs(rows, begins, reached)
    last_leg = slice(None) if legs is None else np.append(legs["run"][1:] != legs["run"][:-1], True)
    return {
        "subject": subject[first],
        "start": start[first],
        "end": run_end,
        "zone": zone,
        "region": region,
        "zone_after": zone if legs is None else legs["zone"][last_leg],
        "region_after": region if legs is None else legs["region"][last_leg],
        "unplaced": np.minimum(_sums(unplaced, first), length),
        "masked": np.minimum(_sums(np.where(covers, unplaced, 0), first), length),
        "known": _all(rows["known"], first),
        "called": _all(rows["called"], first),
        "first_row": first,
    }, legs


def _sums(values: Minutes, first: Codes) -> Minutes:
    """Sum of each stretch that begins at a position in `first`; a running total is quicker than one sum per stretch."""
    if len(first) == len(values):
        return values
    if not values.any():
        return np.zeros(len(first), np.int64)
    total = np.append(0, np.cumsum(values))
    return total[np.append(first[1:], len(values))] - total[first]


def _all(values: Mask, first: Codes) -> Mask:
    """Whether all of each stretch that begins at a position in `first` are true."""
    if values.all():
        return np.ones(len(first), bool)
    return np.logical_and.reduceat(values, first)


def _heads(subject: Codes, start: Minutes, date: Days, gap: Minutes, law: Law, rest: str) -> Mask:
    """Which runs open a new working day."""
    n = len(start)
    head = np.ones(n, bool)
    if n < 2:
        return head
    # A gap is judged by the law of the day before it. A repealed number (not a number) never cuts.
    cut = gap[1:] >= law.values(rest, date[:-1])
    long_gap = gap[1:] >= law.values(law.working_day["split_gap"], date[:-1])
    span = law.values(law.working_day["span"], date)
    head[1:] = (subject[1:] != subject[:-1]) | cut
    # Only where a whole span or a night may lie between two full rests is there anything to find.
    first = np.flatnonzero(head)
    final = np.append(first[1:], n) - 1
    with np.errstate(invalid="ignore"):
        doubtful = start[final] - start[first] >= np.nanmin(span, initial=_APART)
    night_at = np.flatnonzero(np.append(False, long_gap) & ~head)
    doubtful[np.searchsorted(first, night_at, "right") - 1] = True
    if doubtful.all():
        return _followed(start, date, span, np.append(False, long_gap), head)
    some = np.repeat(doubtful, final - first + 1)
    head[some] = _followed(start[some], date[some], span[some], np.append(False, long_gap)[some], head[some])
    return head


def _followed(start: Minutes, date: Days, span: npt.NDArray[np.float64], long_gap: Mask, head: Mask) -> Mask:
    """All openers of working days, where those after a full rest, and the first of each person, are known.

    For every run the next opener, had it opened a day itself, is found at once by binary search; then the openers are
    followed from one to the next, all persons in step. The work is one search over all runs plus one step per day.
    """
    n, head = len(start), head.copy()
    if not n:
        return head
    segment = np.cumsum(head) - 1
    last = np.append(np.flatnonzero(head)[1:], n)[segment]
    place = segment * _APART
    reach = np.where(np.isnan(span), _APART - 1 - start, span).astype(np.int64)
    late = np.searchsorted(place + start, place + np.minimum(start + reach, _APART - 1))
    number = place + day_number(date)
    back = np.flatnonzero(number[1:] < number[:-1])
    number = np.maximum.accumulate(number) if len(back) else number
    split = np.flatnonzero(long_gap & ~head)
    night = np.append(split, n)[np.searchsorted(number[split], number + 1)]
    following = np.minimum(late, night)
    current = np.flatnonzero(head)
    while current.size:
        step = following[current]
        current = step[step < last[current]]
        head[current] = True
    # A journey west can turn a person's calendar back; that is rare, so those stretches are walked through.
    opens = np.searchsorted(segment, np.unique(segment[back]))
    for opener in opens.tolist():
        for run in range(opener + 1, int(last[opener])):
            head[run] = run >= late[opener] or (long_gap[run] and date[run] > date[opener])
            opener = run if head[run] else opener
    return head


def _days(runs: Runs, date: Days, gap: Minutes, head: Mask) -> WorkDays:
    first = np.flatnonzero(head)
    if not len(first):
        none = np.zeros(0, np.int64)
        return WorkDays(none, none, none, date, none, none, none, none, np.zeros(0, bool), none)
    count = np.diff(np.append(first, len(head)))
    return WorkDays(
        subject=runs.subject[first],
        start=runs.start[first],
        end=runs.end[first + count - 1],
        date=date[first],
        net=_sums(runs.end - runs.start - runs.unplaced, first),
        gaps=_sums(np.where(head, 0, gap), first),
        unplaced=_sums(runs.unplaced, first),
        masked=_sums(runs.masked, first),
        sure=_all(runs.known, first) | (count > 1),
        first_run=first,
    )


def day_rest(law: Law, scope: Mapping[str, Any]) -> str:
    """Which rest ends a working day: the shortened one only for firms of a sector that may shorten it."""
    reduced = any(s.effect == "reduced_rest" and scope.get("sector") in s.sectors for s in law.scopes)
    return law.working_day["reduced_rest" if reduced else "rest"]
