"""Free time that has to be long: once a week, around the Sunday, on public holidays."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from readiness.analysis.working_time.judging.kind import Figure, Kind, Option
from readiness.analysis.working_time.judging.units import Units
from readiness.analysis.working_time.timeline.local_time import is_sunday, local_day, midnight
from readiness.analysis.working_time.timeline.model import WorkTime
from readiness.analysis.working_time.timeline.weeks import monday_of
from readiness.arrays import Codes, Days, Mask, Minutes
from readiness.law import Law, Rule

_DAY = np.timedelta64(1, "D")


@dataclass(frozen=True, slots=True)
class _Weeks:
    """Every week of every person from the first to the last record; persons follow one another."""

    subject: Codes
    monday: Days
    last: Mask  # week of the person's last record: what comes after it is not known
    begin: npt.NDArray[np.int64]  # position of the first week, by subject code
    count: npt.NDArray[np.int64]  # number of weeks, by subject code

    def places(self, subject: Codes, first: Days, last: Days) -> tuple[npt.NDArray[np.intp], npt.NDArray[np.int64]]:
        """Every week from `first` to `last` of each entry: position of the entry, position of the week."""
        base = self.monday[self.begin[subject]].astype(np.int64)
        most = self.count[subject] - 1
        # A journey can put an instant on a date outside the weeks counted by the clocks of start and end.
        low = np.clip((monday_of(first).astype(np.int64) - base) // 7, 0, most)
        high = np.clip((monday_of(last).astype(np.int64) - base) // 7, low, most)
        times = high - low + 1
        entry = np.repeat(np.arange(len(subject)), times)
        step = np.arange(len(entry)) - np.repeat(np.cumsum(times) - times, times)
        return entry, (self.begin[subject] + low)[entry] + step


@dataclass(frozen=True, slots=True)
class _Free:
    """Free stretches between the runs of one person."""

    subject: Codes
    start: Minutes
    end: Minutes
    zone: Codes  # place of the work before
    last: Days  # local date of the last minute of work before
    first: Days  # local date of the first minute of work after; on a journey read on another clock


def weekly_rest(rule: Rule, law: Law, work: WorkTime, scope: Mapping[str, Any]) -> Units:
    """Calendar weeks without one free stretch that is long enough (Art. 5 Directive 2003/88/EC).

    A stretch counts in full for the week in which it begins, and for later weeks with the part inside them. Free time
    before the first record counts inside its week; the week of the last record is judged only if it holds enough,
    and is open where it is the only one.

    Options: ``days: sunday`` asks for a stretch around the whole Sunday, with its full length (a Sunday with work has
    none); ``weeks: sunday_worked`` looks only at weeks with work on Sunday.
    """
    if not len(work.days.date):
        none = np.zeros(0)
        nobody = np.zeros(0, bool)
        return Units(work.days.subject, work.days.start, work.days.date, none, none, nobody, nobody, 0, False)
    weeks = _weeks(work)
    worked = _sunday_worked(work, weeks)
    found = _around_sunday(work, weeks, worked) if rule.options.get("days") == "sunday" else _longest(work, weeks)
    limit = law.values(rule.parameters["limit"], weeks.monday)
    asked = worked | (rule.options.get("weeks") != "sunday_worked")
    unknown = weeks.last & (found < limit)
    if rule.options.get("days") == "sunday":
        unknown &= ~worked
    judged = np.bincount(weeks.subject[asked & ~unknown], minlength=len(work.subjects)) > 0
    open_ = asked & unknown & ~judged[weeks.subject]  # otherwise the week without an end is no news
    seen = np.flatnonzero((asked & ~unknown) | open_)
    zone = work.runs.zone[np.searchsorted(work.runs.subject, weeks.subject[seen])]
    return Units(
        subject=weeks.subject[seen],
        at=midnight(weeks.monday[seen], zone, work.zones),
        day=weeks.monday[seen],
        measured=found[seen],
        limit=limit[seen],
        failed=((found < limit) & ~open_)[seen],
        open=open_[seen],
        checked=int((~np.isnan(limit) & ~open_)[seen].sum()),
        more_is_worse=False,
        open_reason="no_full_week",
    )


def holiday_rest(rule: Rule, law: Law, work: WorkTime, scope: Mapping[str, Any]) -> Units:
    """Public holidays without enough free time that begins early on the day (§ 7 (1) ARG).

    Parameters of the rule: ``limit``, and ``latest``, minutes after midnight by which the free time has begun. Holidays
    on a Sunday are left to the rest of the weekend. After the last record nothing is known and nothing judged.
    """
    legs = work.legs
    parts = []
    if len(legs.start):
        first, last = legs.first.min(), legs.last.max() + _DAY
        years = range(int(str(first)[:4]), int(str(last)[:4]) + 1)
        extra = np.array(sorted(map(str, scope.get("extra_holidays", ()))), "datetime64[D]")
        listed = np.union1d(law.holidays(str(scope.get("region") or ""), years), extra)
        listed = listed[(listed >= first) & (listed <= last) & ~is_sunday(listed)]
        parts = [_holiday(rule, law, work, day) for day in listed]
    code, day, at, found, limit = (
        np.concatenate([np.asarray(p[n]) for p in parts]) if parts else empty
        for n, empty in enumerate((work.days.subject[:0], work.days.date[:0], work.days.start[:0], *np.zeros((2, 0))))
    )
    order = np.lexsort((at, code))
    failed = (found < limit)[order]
    return Units(
        subject=code[order],
        at=at[order],
        day=day[order],
        measured=found[order],
        limit=limit[order],
        failed=failed,
        open=np.zeros(len(order), bool),
        checked=int((~np.isnan(limit)).sum()),
        more_is_worse=False,
    )


def _holiday(rule: Rule, law: Law, work: WorkTime, day: np.datetime64) -> tuple[Any, ...]:
    """Free minutes of each person on one holiday: subject, day, its beginning, minutes, limit."""
    free, people = _free(work), np.unique(work.runs.subject)
    here = np.array([day])
    limit, latest = (law.values(rule.parameters[name], here)[0] for name in ("limit", "latest"))
    opens = midnight(np.repeat(here, len(work.zones)), np.arange(len(work.zones)), work.zones)
    ahead = np.searchsorted(work.runs.subject, people)
    behind = np.searchsorted(work.runs.subject, people, "right") - 1
    begin = opens[work.runs.zone[ahead]]
    at = opens[free.zone]
    starts = np.maximum(free.start, at)
    counts = (starts <= at + latest) & (free.end > at)
    minutes = np.zeros(len(people))
    np.maximum.at(minutes, np.searchsorted(people, free.subject[counts]), (free.end - starts)[counts])
    first = work.runs.start[ahead]
    # Free time before somebody's first record counts from midnight.
    minutes = np.maximum(minutes, np.where(first > begin, first - begin, 0))
    inside = (first < begin + 1440) & ((work.runs.end[behind] > begin + latest) | (minutes >= limit))
    inside &= work.runs.end[behind] > begin
    kept = np.flatnonzero(inside)
    return people[kept], np.repeat(here, len(kept)), begin[kept], minutes[kept], np.full(len(kept), limit)


def _free(work: WorkTime) -> _Free:
    runs = work.runs
    before = np.flatnonzero(runs.subject[1:] == runs.subject[:-1])
    return _Free(
        runs.subject[before],
        runs.end[before],
        runs.start[before + 1],
        runs.zone_after[before],
        runs.last[before],
        runs.first[before + 1],
    )


def _weeks(work: WorkTime) -> _Weeks:
    legs = work.legs
    ahead = np.flatnonzero(np.append(True, np.diff(legs.subject) != 0))
    # A journey can put a later record on an earlier date.
    low = monday_of(np.minimum.reduceat(legs.first, ahead)).astype(np.int64)
    high = monday_of(np.maximum.reduceat(legs.last, ahead)).astype(np.int64)
    number = (high - low) // 7 + 1
    begin, count = np.zeros((2, len(work.subjects)), np.int64)
    people = legs.subject[ahead]
    begin[people], count[people] = np.cumsum(number) - number, number
    who = np.repeat(np.arange(len(ahead)), number)
    step = np.arange(len(who)) - begin[people[who]]
    monday = (low[who] + 7 * step).astype("datetime64[D]")
    return _Weeks(people[who], monday, step == number[who] - 1, begin, count)


def _longest(work: WorkTime, weeks: _Weeks) -> npt.NDArray[np.float64]:
    """Longest free stretch per week, in minutes."""
    runs, free = work.runs, _free(work)
    dates = (local_day(free.start, free.zone, work.zones), local_day(free.end, free.zone, work.zones))
    entry, week = weeks.places(free.subject, *dates)
    opens = midnight(weeks.monday[week], free.zone[entry], work.zones)
    closes = midnight(weeks.monday[week] + 7 * _DAY, free.zone[entry], work.zones)
    begins_here = np.append(True, entry[1:] != entry[:-1]) if len(entry) else np.zeros(0, bool)
    inside = np.minimum(free.end[entry], closes) - np.maximum(free.start[entry], opens)
    found = np.zeros(len(weeks.monday))
    np.maximum.at(found, week, np.where(begins_here, (free.end - free.start)[entry], np.maximum(inside, 0)))
    ahead = np.flatnonzero(np.append(True, np.diff(runs.subject) != 0))
    behind = np.append(ahead[1:], len(runs.subject)) - 1
    people = runs.subject[ahead]
    one, other = weeks.begin[people], weeks.begin[people] + weeks.count[people] - 1
    before = runs.start[ahead] - midnight(weeks.monday[one], runs.zone[ahead], work.zones)
    after = midnight(weeks.monday[other] + 7 * _DAY, runs.zone_after[behind], work.zones) - runs.end[behind]
    found[one] = np.maximum(found[one], before)
    found[other] = np.maximum(found[other], after)
    return found


def _around_sunday(work: WorkTime, weeks: _Weeks, worked: Mask) -> npt.NDArray[np.float64]:
    """Length of the free stretch around each week's Sunday, 0 where that Sunday is not wholly free."""
    free = _free(work)
    entry, week = weeks.places(free.subject, free.last, free.first)
    sunday = weeks.monday[week] + 6 * _DAY
    whole = (free.last[entry] < sunday) & (free.first[entry] > sunday)
    found = np.zeros(len(weeks.monday))
    np.maximum.at(found, week[whole], (free.end - free.start)[entry[whole]])
    found[worked] = 0  # where a clock turned back shows the same Sunday twice
    return found


def _sunday_worked(work: WorkTime, weeks: _Weeks) -> Mask:
    legs = work.legs
    entry, week = weeks.places(legs.subject, legs.first, legs.last)
    sunday = weeks.monday[week] + 6 * _DAY
    found = np.zeros(len(weeks.monday), bool)
    found[week[(legs.first[entry] <= sunday) & (legs.last[entry] >= sunday)]] = True
    return found


#: Kinds of check in this module.
KINDS = (
    Kind(
        "weekly_rest",
        weekly_rest,
        ("day", "elapsed", "rest", "leave"),
        one_day=False,
        required=("limit",),
        options={"days": Option(("sunday",)), "weeks": Option(("sunday_worked",))},
        figures=(
            Figure("longest_rest_hours", per=60, days=""),
            Figure("free_span_hours", per=60, days="sunday"),
        ),
    ),
    Kind(
        "holiday_rest",
        holiday_rest,
        ("elapsed", "calendar"),
        one_day=False,
        required=("limit", "latest"),
        figures=(Figure("longest_rest_hours", per=60),),
    ),
)
