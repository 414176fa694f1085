"""Stretches of work: the records of each person united, and cut into segments where the place changes."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from readiness.analysis.working_time.timeline.grouping import added, ends_of, every, some
from readiness.analysis.working_time.timeline.records import Records
from readiness.arrays import Amounts, Codes, Ints, Mask, Minutes
from readiness.loops import loop, run

#: The calendar day of instants, each on the clock of its zone.
DayOf = Callable[[Minutes, Codes], Ints]


class Stretches(NamedTuple):
    """Work without a break that counts, one after another; dates are days of the calendar at the place of work."""

    person: Codes
    start: Minutes
    end: Minutes
    zone: Codes  # place where it begins
    region: Codes
    zone_after: Codes  # place where it ends; free time after it has the clock of that place
    region_after: Codes
    first: Ints  # local dates of its first and of its last minute
    last: Ints
    unplaced: Minutes  # breaks inside whose position is not known
    maybe_covered: Minutes  # part of them that another record of the same person may cover
    known: Mask  # the records carry break information
    called: Mask  # call-outs from stand-by and nothing else


class Segments(NamedTuple):
    """Stretches in one place each, in their order; for nearly everybody each stretch is one segment.

    What several records cover lies where the earlier one does; an interruption too short for a break lies where the
    work before it was.
    """

    stretch: Codes  # position of the stretch
    person: Codes
    start: Minutes
    end: Minutes
    zone: Codes
    region: Codes
    first: Ints
    last: Ints


@loop
def united(person: Codes, start: Minutes, end: Minutes, part: Amounts) -> tuple[Mask, Minutes, Mask]:
    """Hours at several employers are added up (§ 2 (1) ArbZG), and less than 15 minutes are no break (§ 4 sentence 2).

    For each record whether it opens a stretch of work, how far the work of the person has reached with it, and whether
    another record covers some of it. `part` is the shortest interruption that is a break.

    >>> opens, reached, covered = united([0, 0, 0], [480, 700, 730], [705, 720, 900], [15.0] * 3)
    >>> opens.tolist(), reached.tolist(), covered.tolist()
    ([True, False, False], [705, 720, 900], [True, True, False])
    """
    opens = np.ones(len(person), np.bool_)
    reached = np.zeros(len(person), np.int64)
    covered = np.zeros(len(person), np.bool_)
    reach = 0
    for n in range(len(person)):
        if n > 0 and person[n] == person[n - 1]:
            opens[n] = start[n] - reach >= part[n - 1]
            if start[n] < reach:
                covered[n] = True
                covered[n - 1] = True
            reach = max(reach, end[n])
        else:
            reach = end[n]
        reached[n] = reach
    return opens, reached, covered


@loop
def places_of(
    opens: Mask, start: Minutes, reached: Minutes, zone: Codes, region: Codes
) -> tuple[Codes, Codes, Minutes]:
    """Records with which a segment begins, of which stretch, and when: where work goes on in another place, too.

    A record inside others does not change the place.

    >>> record, stretch, begin = places_of([True, False], [480, 600], [600, 900], [0, 1], [0, 0])
    >>> record.tolist(), stretch.tolist(), begin.tolist()
    ([0, 1], [0, 0], [480, 600])
    """
    record, stretch, begin = np.zeros((3, len(opens)), np.int64)
    count = 0
    here = 0
    number = -1
    for n in range(len(opens)):
        number += int(opens[n])
        goes_on = not opens[n] and reached[n] > reached[n - 1]
        if opens[n] or (goes_on and (zone[n] != zone[here] or region[n] != region[here])):
            here = n
            record[count], stretch[count] = n, number
            begin[count] = start[n] if opens[n] else max(start[n], reached[n - 1])
            count += 1
    return record[:count], stretch[:count], begin[:count]


def stretches_of(records: Records, date: Ints, part: Amounts, day_of: DayOf) -> tuple[Stretches, Segments]:
    """Stretches and segments of sorted records.

    Parameters
    ----------
    date : array of int
        Day of the calendar on which each record begins.
    part : array of float
        Shortest interruption that is a break, for each record; a break total below it is work, too.
    day_of : callable
        The calendar day of instants on the clock of their zones.
    """
    opens, reached, covered = run(united, records.person, records.start, records.end, part)
    first = np.flatnonzero(opens)
    person, start, end = (
        some(records.person, opens),
        some(records.start, opens),
        reached[ends_of(first, len(opens)) - 1],
    )
    record, stretch, begin = run(places_of, opens, records.start, reached, records.zone, records.region)
    final = np.ones(len(stretch), bool)  # the last segment of its stretch
    final[:-1] = stretch[1:] != stretch[:-1]
    finish = np.zeros(len(begin), np.int64)
    finish[:-1] = begin[1:]
    finish[final] = end
    zone, region = records.zone[record], records.region[record]
    today = date[record]
    later = np.flatnonzero(begin != records.start[record])  # an earlier record covers the beginning
    today[later] = day_of(begin[later], zone[later])
    whose = person if len(person) == len(stretch) else person[stretch]
    segments = Segments(stretch, whose, begin, finish, zone, region, today, day_of(finish - 1, zone))
    opening = np.ones(len(stretch), bool)
    opening[1:] = final[:-1]
    unplaced = np.minimum(np.where(records.unplaced >= part, records.unplaced, 0), records.end - records.start)
    return Stretches(
        person=person,
        start=start,
        end=end,
        zone=some(zone, opening),
        region=some(region, opening),
        zone_after=some(zone, final),
        region_after=some(region, final),
        first=some(segments.first, opening),
        last=some(segments.last, final),
        unplaced=np.minimum(added(unplaced, first), end - start),
        maybe_covered=np.minimum(added(np.where(covered, unplaced, 0), first), end - start),
        known=run(every, records.known, first),
        called=run(every, records.called, first),
    ), segments
