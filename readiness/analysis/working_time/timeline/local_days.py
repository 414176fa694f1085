"""Work by local day: every segment cut at midnight, and minutes added up per person and day."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from readiness.analysis.working_time.timeline.calendar import SUNDAY, WEEK, Table
from readiness.analysis.working_time.timeline.grouping import person_day
from readiness.analysis.working_time.timeline.model import Timeline, view
from readiness.analysis.working_time.timeline.stretches import Segments
from readiness.arrays import Codes, Ints, Mask, Minutes
from readiness.loops import loop, run


class Pieces(NamedTuple):
    """Work inside one local day each, sorted by person, day and start."""

    person: Codes
    day: Ints
    stretch: Codes
    zone: Codes
    region: Codes
    start: Minutes
    end: Minutes

    def take(self, places: Codes | Mask) -> Pieces:
        """Some of the pieces."""
        return Pieces(*(column[places] for column in self))


class DayWork(NamedTuple):
    """Work of one person on one local day each, sorted; `certain` leaves out minutes that may have been a break."""

    person: Codes
    day: Ints
    at: Minutes
    certain: Minutes
    piece: Codes  # position of its first piece

    @property
    def each(self) -> tuple[Codes, Minutes, Ints]:
        """Whose, when and which day."""
        return self.person, self.at, self.day

    @property
    def key(self) -> Ints:
        """Person and day as one number."""
        return person_day(self.person, self.day)

    def take(self, places: Codes | Mask) -> DayWork:
        """Some of the days."""
        return DayWork(*(column[places] for column in self))


@loop
def cut_at_midnight(segments: Segments, midnights: Minutes, moved: int) -> tuple[Codes, Ints, Minutes, Minutes]:
    """Segments cut where a local day ends; a day lasts from 0 to 24 hours, or as `midnights` say (§ 9 (2) ArbZG).

    Position of the segment, day, start and end of each piece. With `moved` 1, days begin at another time than midnight.

    >>> segments = Segments(*[[0]] * 8)._replace(start=[1320], end=[1800], last=[1])  # from 10 pm to 6 am
    >>> [column.tolist() for column in cut_at_midnight(segments, np.arange(3)[None] * 1440, 0)]
    [[0, 0], [0, 1], [1320, 1440], [1440, 1800]]
    """
    most = 0
    for n in range(len(segments.first)):
        most += segments.last[n] - segments.first[n] + 1 + 2 * moved
    segment, day, start, end = np.zeros((4, most), np.int64)
    count = 0
    for n in range(len(segments.first)):
        zone = segments.zone[n]
        for today in range(segments.first[n] - moved, segments.last[n] + moved + 1):
            begin = max(segments.start[n], midnights[zone, today])
            finish = min(segments.end[n], midnights[zone, today + 1])
            if finish > begin:
                segment[count], day[count], start[count], end[count] = n, today, begin, finish
                count += 1
    return segment[:count], day[:count], start[:count], end[:count]


@view
def pieces(work: Timeline, shift: int) -> Pieces:
    """All work, cut at local midnights, or at `shift` minutes after midnight (see `cut_at_midnight`)."""
    segments = work.segments
    at, day, start, end = run(cut_at_midnight, segments, work.calendar.midnights(shift), int(shift != 0))
    found = Pieces(segments.person[at], day, segments.stretch[at], segments.zone[at], segments.region[at], start, end)
    back = (found.person[1:] == found.person[:-1]) & (day[1:] < day[:-1])
    if back.any():  # a journey west can turn a person's calendar back
        found = found.take(np.lexsort((start, day, found.person)))
    return found


#: What a day is at the place of work: neither a Sunday nor a public holiday, one of them, or perhaps a public holiday.
WORKDAY, ON_SUNDAY, ON_HOLIDAY, MAYBE_HOLIDAY = 0, 1, 2, 3


@loop
def kinds_of_days(region: Codes, day: Ints, holiday: Table, maybe_holiday: Table) -> Codes:
    """Nobody works on Sundays and public holidays (§ 9 (1) ArbZG); a holiday on a Sunday is a Sunday.

    >>> kinds_of_days([0, 0], [5, 6], np.array([[False] * 5 + [True] * 2]), np.ones((1, 7), bool)).tolist()
    [2, 1]
    """
    found = np.zeros(len(day), np.int64)
    for n in range(len(day)):
        if day[n] % WEEK == SUNDAY:
            found[n] = ON_SUNDAY
        elif holiday[region[n], day[n]]:
            found[n] = ON_HOLIDAY
        elif maybe_holiday[region[n], day[n]]:
            found[n] = MAYBE_HOLIDAY
    return found


@view
def day_kinds(work: Timeline, shift: int) -> Codes:
    """Whether the day of each piece is a Sunday or a public holiday."""
    parts, calendar = pieces(work, shift), work.calendar
    return run(kinds_of_days, parts.region, parts.day, calendar.holiday, calendar.maybe_holiday)


@loop
def per_day(pieces: Pieces, unplaced: Minutes, places: Codes) -> tuple[Codes, Minutes, Minutes]:
    """Of pieces in some places: the first of each person and day, when work began, and the minutes that are certain.

    A break whose position is not known may lie in any of the pieces of its stretch, once a day.

    >>> pieces = Pieces(*[[0, 0]] * 7)._replace(stretch=[0, 1], start=[480, 780], end=[720, 1020])
    >>> [column.tolist() for column in per_day(pieces, [30, 0], [0, 1])]
    [[0], [480], [450]]
    """
    first, at, certain = np.zeros((3, len(places)), np.int64)
    count = 0
    before = -1  # the last piece that counted
    minutes = 0  # of its stretch, on that day
    for n in places:
        same_day = before >= 0 and pieces.person[n] == pieces.person[before] and pieces.day[n] == pieces.day[before]
        if before >= 0 and not (same_day and pieces.stretch[n] == pieces.stretch[before]):
            certain[count - 1] += max(minutes - unplaced[pieces.stretch[before]], 0)
            minutes = 0
        if not same_day:
            first[count], at[count] = n, pieces.start[n]
            count += 1
        minutes += pieces.end[n] - pieces.start[n]
        before = n
    if before >= 0:
        certain[count - 1] += max(minutes - unplaced[pieces.stretch[before]], 0)
    return first[:count], at[:count], certain[:count]


def day_work(work: Timeline, parts: Pieces, counted: Mask) -> DayWork:
    """Work per person and local day, of the pieces that count."""
    first, at, certain = run(per_day, parts, work.stretches.unplaced, np.flatnonzero(counted))
    return DayWork(parts.person[first], parts.day[first], at, certain, first)


@view
def local_days(work: Timeline) -> DayWork:
    """All work per person and local day, 0 to 24 hours."""
    parts = pieces(work, 0)
    return day_work(work, parts, np.ones(len(parts.day), bool))
