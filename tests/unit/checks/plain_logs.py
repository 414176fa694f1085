"""Records of one person in plain Python: united, cut into working days, counted by week, slowly and obviously."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from zoneinfo import ZoneInfo

import numpy as np
import pandas as pd
from reference import SPAN, SPLIT, local_date
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


@dataclass(frozen=True)
class Log:
    """Everything known about one person."""

    records: tuple[Record, ...]
    zone: str = "Europe/Berlin"
    absences: tuple[tuple[dt.date, str], ...] = ()


@dataclass(frozen=True)
class Run:
    """A stretch of work without a break that counts."""

    start: int
    end: int
    known: bool
    called: bool


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
        return sum(r.end - r.start for r in self.runs)

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
    """What one rule says about one person: units judged, failing ones as (day, measured), open ones."""

    checked: int = 0
    failed: list[tuple[dt.date, float]] = field(default_factory=list)
    open: int = 0

    def judge(self, day: dt.date, measured: float, failed: bool, open_: bool = False) -> None:
        """Take in one unit; a failing one is never open."""
        self.checked += failed or not open_
        self.open += open_ and not failed
        if failed:
            self.failed.append((day, round(float(measured), 6)))


def runs_of(log: Log, part: int) -> list[Run]:
    """Records united; the same interval twice knows its breaks if one of the two does."""
    single: dict[tuple[int, int], tuple[bool, bool]] = {}
    for r in log.records:
        if r.end > r.start:
            known, called = single.get((r.start, r.end), (False, True))
            single[r.start, r.end] = known or r.known, called and r.duty == "call_out"
    found: list[Run] = []
    for (start, end), (known, called) in sorted(single.items()):
        if found and start - found[-1].end < part:
            last = found[-1]
            found[-1] = Run(last.start, max(last.end, end), last.known and known, last.called and called)
        else:
            found.append(Run(start, end, known, called))
    return found


def days_of(log: Log, rest: int = 660, part: int = 15) -> list[Day]:
    """Working days: cut by a full rest, 24 hours after the start, and by four hours across the date."""
    days: list[Day] = []
    for run in runs_of(log, part):
        date = local_date(run.start, log.zone)
        if days:
            gap = run.start - days[-1].end
            across = date > days[-1].date and gap >= SPLIT
            if gap < rest and run.start < days[-1].start + SPAN and not across:
                days[-1].runs.append(run)
                continue
        days.append(Day(date, [run]))
    return days


def by_week(days: Iterable[Day]) -> dict[dt.date, list[Day]]:
    """Working days by the Monday of the week in which they start."""
    found: dict[dt.date, list[Day]] = defaultdict(list)
    for day in days:
        found[monday(day.date)].append(day)
    return dict(sorted(found.items()))


def minutes_by_day(runs: Iterable[Run], zone: str, later: int = 0) -> dict[dt.date, int]:
    """Worked minutes by local date, the date taken to begin that many minutes after midnight; quarter by quarter."""
    found: dict[dt.date, int] = defaultdict(int)
    for run in runs:
        for minute, length in quarters(run.start, run.end):
            found[wall(minute, zone, -later).date()] += length
    return dict(sorted(found.items()))


def quarters(start: int, end: int) -> Iterator[tuple[int, int]]:
    """A stretch cut at full quarters of an hour: (first minute, length); clocks change at these only."""
    while start < end:
        stop = min(end, (start // 15 + 1) * 15)
        yield start, stop - start
        start = stop


def wall(minute: int, zone: str, ahead: int = 0) -> dt.datetime:
    """What the local clock shows, some minutes set ahead."""
    return _clock(minute // 15, zone) + dt.timedelta(minutes=ahead)


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
    rows = [(f"P-{n}", log.zone, r) for n, log in enumerate(logs) for r in log.records]
    size = len(rows)
    frame = pd.DataFrame(
        {
            "subject": pd.Categorical([r[0] for r in rows], sorted({r[0] for r in rows})),
            "start": pd.DatetimeIndex(np.array([r[2].start * 60 for r in rows], "datetime64[s]"), tz="UTC"),
            "end": pd.DatetimeIndex(np.array([r[2].end * 60 for r in rows], "datetime64[s]"), tz="UTC"),
            "zone": pd.Categorical([r[1] for r in rows]),
            "unplaced_break": 0.0,
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
