"""Records of one person in plain Python: united, cut into working days, counted by week, slowly and obviously."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import cache, lru_cache
from zoneinfo import ZoneInfo

import numpy as np
import pandas as pd
from reference import SPAN, SPLIT
from week_reference import monday

DAY = dt.timedelta(1)


@dataclass(frozen=True)
class Record:
    """One interval of work in minutes since 1970."""

    start: int
    end: int
    known: bool = True  # carries its breaks
    duty: str = "work"
    made: dt.date | None = None
    unplaced: int = 0  # minutes of break somewhere inside
    zone: str = ""  # of the place of work; empty: that of the log


@dataclass(frozen=True)
class Log:
    """Everything known about one person."""

    records: tuple[Record, ...]
    zone: str = "Europe/Berlin"
    absences: tuple[tuple[dt.date, str], ...] = ()
    facts: tuple[tuple[str, object], ...] = ()  # a row of the table of persons; empty: none

    @property
    def singles(self) -> list[Record]:
        """Records in the order of time, each interval once.

        The same interval twice knows its breaks if one of the two does, and only what both call a break or a call-out
        can be one.
        """
        found: dict[tuple[int, int], Record] = {}
        for r in self.records:
            if r.end <= r.start:
                continue
            r = replace(r, zone=r.zone or self.zone)
            if other := found.get((r.start, r.end)):
                told = [o.unplaced for o in (other, r) if o.known]
                made = [o.made for o in (other, r) if o.made]
                r = replace(
                    other,
                    known=bool(told),
                    unplaced=min(told, default=0),
                    duty="call_out" if other.duty == r.duty == "call_out" else "work",
                    made=min(made, default=None),
                )
            found[r.start, r.end] = r
        return [found[key] for key in sorted(found)]


@dataclass(frozen=True)
class Run:
    """A stretch of work without a break that counts."""

    start: int
    end: int
    known: bool
    called: bool
    unplaced: int  # minutes of break somewhere inside
    masked: int  # those of them that another record may cover
    legs: tuple[tuple[int, int, str], ...]  # from, until, time zone

    @property
    def work(self) -> int:
        return self.end - self.start - self.unplaced

    @property
    def first(self) -> dt.date:
        """Local date of the first minute."""
        return wall(self.start, self.legs[0][2]).date()

    @property
    def last(self) -> dt.date:
        """Local date of the last minute."""
        return wall(self.end - 1, self.zone_after).date()

    @property
    def dates(self) -> list[dt.date]:
        """All local dates it touches, in order; a journey can turn the calendar back."""
        return sorted({clock.date() for clock, _ in self.hours()})

    @property
    def zone_after(self) -> str:
        """Time zone of the place where it ends."""
        return self.legs[-1][2]

    def hours(self) -> Iterator[tuple[dt.datetime, int]]:
        """Its minutes by quarters of an hour: what the local clock shows, and how many."""
        for begin, until, zone in self.legs:
            for minute, length in quarters(begin, until):
                yield wall(minute, zone), length


@dataclass
class Day:
    """A working day."""

    date: dt.date
    runs: list[Run] = field(default_factory=list)

    @property
    def start(self) -> int:
        return self.runs[0].start

    @property
    def end(self) -> int:
        return self.runs[-1].end

    @property
    def net(self) -> int:
        return sum(r.work for r in self.runs)

    @property
    def most(self) -> int:
        """Minutes of work if other records cover what may be covered of the breaks."""
        return self.net + self.masked

    @property
    def masked(self) -> int:
        return sum(r.masked for r in self.runs)

    @property
    def unplaced(self) -> int:
        return sum(r.unplaced for r in self.runs)

    @property
    def gaps(self) -> list[int]:
        return [b.start - a.end for a, b in zip(self.runs, self.runs[1:], strict=False)]

    @property
    def sure(self) -> bool:
        """Breaks can be judged: recorded, or visible as an interruption."""
        return len(self.runs) > 1 or self.runs[0].known

    def least(self, unknown_break: int) -> int:
        """Minutes that are certainly work."""
        return self.net if self.sure else max(self.net - unknown_break, 0)


@dataclass
class Found:
    """What one rule says about one person: units judged, failing ones as (day, measured), open ones.

    Claimed ones fail only if an exemption that the firm claims does not hold.
    """

    checked: int = 0
    failed: list[tuple[dt.date, float]] = field(default_factory=list)
    open: int = 0
    claimed: list[tuple[dt.date, float]] = field(default_factory=list)

    def judge(self, day: dt.date, measured: float, failed: bool, open_: bool = False) -> None:
        """Take in one unit; a failing one is never open."""
        self.checked += failed or not open_
        self.open += open_ and not failed
        if failed:
            self.failed.append((day, round(float(measured), 6)))


@lru_cache(maxsize=64)
def runs_of(log: Log, part: int) -> tuple[Run, ...]:
    """Records united: those that overlap, touch or leave less than a break between them."""
    groups: list[list[Record]] = []
    for r in log.singles:
        if groups and r.start - max(o.end for o in groups[-1]) < part:
            groups[-1].append(r)
        else:
            groups.append([r])
    return tuple(united(group, part) for group in groups)


def united(records: list[Record], part: int) -> Run:
    """One stretch of work from records that belong together; they are in the order of time."""
    start, end = records[0].start, max(r.end for r in records)
    unplaced = masked = 0
    legs: list[tuple[int, int, str]] = []
    for r in records:
        taken = min(r.unplaced, r.end - r.start) if r.unplaced >= part else 0
        unplaced += taken
        if any(o is not r and o.start < r.end and r.start < o.end for o in records):
            masked += taken
        # What several records cover lies where the earlier one does; a short gap lies where the work before it was.
        if not legs:
            legs.append((r.start, r.end, r.zone))
        elif r.end > legs[-1][1]:
            begin, reached, zone = legs.pop()
            if r.zone == zone:
                legs.append((begin, r.end, zone))
            else:
                legs += [
                    (begin, max(reached, r.start), zone),
                    (max(reached, r.start), r.end, r.zone),
                ]
    length = end - start
    return Run(
        start,
        end,
        all(r.known for r in records),
        all(r.duty == "call_out" for r in records),
        min(unplaced, length),
        min(masked, length),
        tuple(legs),
    )


def days_of(log: Log, rest: int = 660, part: int = 15) -> list[Day]:
    """Working days: cut by a full rest, 24 hours after the start, and by four hours across the date."""
    days: list[Day] = []
    for run in runs_of(log, part):
        if days:
            gap = run.start - days[-1].end
            across = run.first > days[-1].date and gap >= SPLIT
            if gap < rest and run.start < days[-1].start + SPAN and not across:
                days[-1].runs.append(run)
                continue
        days.append(Day(run.first, [run]))
    return days


def by_week(days: Iterable[Day]) -> dict[dt.date, list[Day]]:
    """Working days by the Monday of the week in which they start."""
    found: dict[dt.date, list[Day]] = defaultdict(list)
    for day in days:
        found[monday(day.date)].append(day)
    return dict(sorted(found.items()))


@lru_cache(maxsize=64)
def minutes_by_day(runs: tuple[Run, ...], later: int = 0) -> dict[dt.date, int]:
    """Minutes that are certainly work by local date, the date taken to begin that many minutes after midnight.

    Breaks of unknown position are taken to lie on each date that the stretch touches, so dates may have none.
    """
    found: dict[dt.date, int] = defaultdict(int)
    for run in runs:
        touched: dict[dt.date, int] = defaultdict(int)
        for clock, length in run.hours():
            touched[(clock - dt.timedelta(minutes=later)).date()] += length
        for date, minutes in touched.items():
            found[date] += max(minutes - run.unplaced, 0)
    return dict(sorted(found.items()))


def quarters(start: int, end: int) -> Iterator[tuple[int, int]]:
    """A stretch cut at full quarters of an hour: (first minute, length); clocks change at these only."""
    while start < end:
        stop = min(end, (start // 15 + 1) * 15)
        yield start, stop - start
        start = stop


def wall(minute: int, zone: str) -> dt.datetime:
    """What the local clock shows, to the quarter of an hour; clocks change at full quarters only."""
    return _clock(minute // 15, zone)


@cache
def _clock(number: int, zone: str) -> dt.datetime:
    return dt.datetime.fromtimestamp(number * 900, dt.UTC).astimezone(ZoneInfo(zone)).replace(tzinfo=None)


@cache
def midnight(day: dt.date, zone: str) -> int:
    """First minute of a local date."""
    minute = int(dt.datetime.combine(day, dt.time(), dt.UTC).timestamp()) // 60 - 1440
    while wall(minute, zone).date() < day:
        minute += 15
    return minute


def frame_of(logs: list[Log]) -> tuple[pd.DataFrame, pd.DataFrame | None]:
    """Shifts and absences of several persons as the checks take them, named P-0, P-1 and so on."""
    rows = [(f"P-{n}", r.zone or log.zone, r) for n, log in enumerate(logs) for r in log.records]
    size = len(rows)
    frame = pd.DataFrame(
        {
            "subject": pd.Categorical([r[0] for r in rows], sorted({r[0] for r in rows})),
            "start": pd.DatetimeIndex(np.array([r[2].start * 60 for r in rows], "datetime64[s]"), tz="UTC"),
            "end": pd.DatetimeIndex(np.array([r[2].end * 60 for r in rows], "datetime64[s]"), tz="UTC"),
            "zone": pd.Categorical([r[1] for r in rows]),
            "unplaced_break": [float(r[2].unplaced) for r in rows],
            "break_known": [r[2].known for r in rows],
            "employer": pd.Categorical([""] * size),
            "duty": pd.Categorical([r[2].duty for r in rows]),
            "region": pd.Categorical([""] * size),
            "recorded_on": pd.to_datetime(pd.Series([r[2].made for r in rows])).astype("datetime64[s]"),
            "row": np.arange(size) + 2,
        }
    ).sort_values(["subject", "start", "end"], kind="stable", ignore_index=True)
    off = [(f"P-{n}", pd.Timestamp(day), kind) for n, log in enumerate(logs) for day, kind in log.absences]
    if not off:
        return frame, None
    absences = pd.DataFrame(off, columns=["subject", "day", "kind"]).assign(half=False)
    return frame, absences.astype({"day": "datetime64[s]"})


def people_of(logs: list[Log]) -> pd.DataFrame | None:
    """The table of persons as the checks take it; a person without facts has no row."""
    rows = [{"subject": f"P-{n}", **dict(log.facts)} for n, log in enumerate(logs) if log.facts]
    if not rows:
        return None
    known = pd.DataFrame(rows)
    return known.astype({"age": "Int64"} if "age" in known else {})
