"""Which duties can be met when each free day, or each long rest, may serve only one of them."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from readiness.analysis.working_time.timeline.grouping import APART, grouped, person_day
from readiness.analysis.working_time.timeline.local_time import day_number
from readiness.arrays import Codes, Days, Mask

_NEVER = np.iinfo(np.int64).max

Places = npt.NDArray[np.int64]


def served(who: Codes, opens: Days, closes: Days, queue: Codes, free_who: Codes, free_day: Days) -> Mask:
    """Whether each duty gets a free day when as many as possible do; free days are sorted by person and day.

    Most persons need no handing out, because a way to serve all their duties is seen at once (see `_all_are_served`).
    Only for the others the days are handed out (see `serve`).
    """
    free = person_day(free_who, free_day)
    first, last = person_day(who, opens), person_day(who, closes)
    choice = np.searchsorted(free, last, "right") - np.searchsorted(free, first)
    duties = np.bincount(who)
    least = np.full(len(duties), _NEVER)
    np.minimum.at(least, who, choice)
    plenty = least >= duties  # whatever the other duties take, one day is left
    found = plenty[who]
    rest = np.flatnonzero(~found)
    if len(rest):
        found[rest] = _all_are_served(who[rest], first[rest], last[rest], queue[rest], choice[rest], free)
        rest = np.flatnonzero(~found)
    found[rest] = serve(who[rest], opens[rest], closes[rest], queue[rest], free_who, free_day) >= 0
    return np.asarray(found)


def _all_are_served(who: Codes, first: Places, last: Places, queue: Codes, choice: Places, free: Places) -> Mask:
    """Duties of persons for whom this simple plan works.

    Duties of the first queue take a day between the end of the period before and the end of their own, which no other
    of them touches; every other duty still has as many days left as there are such duties.
    """
    one = np.flatnonzero(queue == queue.min())
    one = one[np.argsort(last[one], kind="stable")]
    end = last[one]
    before = np.full(len(one), -1)
    before[1:] = np.where(who[one[1:]] == who[one[:-1]], end[:-1], -1)
    own = np.searchsorted(free, end, "right") - np.searchsorted(free, np.maximum(first[one], before + 1))
    fails = np.zeros(int(who.max()) + 1, bool)
    fails[who[one[own < 1]]] = True

    others = np.flatnonzero(queue != queue.min())
    stop = np.searchsorted(end, (who[others] + 1) * APART)
    taken = np.minimum(np.searchsorted(end, last[others]) + 1, stop) - np.searchsorted(end, first[others])
    many = np.bincount(who[others], minlength=len(fails))[who[others]]
    fails[who[others[choice[others] - np.maximum(taken, 0) < many]]] = True
    return np.asarray(~fails[who])


def serve(who: Codes, opens: Days, closes: Days, queue: Codes, free_who: Codes, free_day: Days) -> Places:
    """Give each duty a free day of the same person from `opens` to `closes`, so that as many as possible get one.

    Free days are handed out in the order of time, each to the open duty that ends first. For periods on a line this
    serves the largest possible number: a duty that ends later can only have more choice left.

    Parameters
    ----------
    who : array of int
        Person of each duty.
    opens, closes : array of datetime64[D]
        First and last day that may serve it.
    queue : array of int
        Duties of one person in one queue must end in the order in which they open, as duties of equal length do.
    free_who, free_day : array
        Person and date of each free day; each serves once.

    Returns
    -------
    array of int
        Position of the free day for each duty, -1 if there is none.
    """
    served = np.full(len(who), -1, np.int64)
    first, last, day = (day_number(days) for days in (opens, closes, free_day))
    order = np.argsort(person_day(free_who, free_day), kind="stable")  # quick where they are in order
    asked = np.zeros(max(who.max(initial=-1), free_who.max(initial=-1)) + 1, bool)
    asked[who] = True
    order = order[asked[free_who[order]]]
    lines = [_Line(np.flatnonzero(queue == name), who, first, last) for name in np.unique(queue)]
    # Days outside every period need no step.
    order = order[_useful(lines, free_who[order], day[order])]
    person, day = free_who[order], day[order]
    _, begin, code = grouped(person)
    for line in lines:
        line.look_up(person, day)
    rank = np.arange(len(code)) - begin[code]
    turns = np.argsort(rank, kind="stable")
    for now in np.split(turns, np.cumsum(np.bincount(rank))[:-1]) if len(turns) else ():
        offers = np.array([line.offer(now, code[now], day[now]) for line in lines])
        chosen = offers.argmin(axis=0)
        for number, line in enumerate(lines):
            take = (chosen == number) & (offers[number] < _NEVER)
            served[line.take(code[now[take]])] = order[now[take]]
    return served


def serving_days(opens: Days, closes: Days, days: Days) -> Mask:
    """Which days of one person serve when as many duties as possible do, and earlier entries of `days` go first.

    A day serves if one more duty can be met with it, perhaps because the days before it are handed out otherwise.
    """
    holder, held = np.full(len(opens), -1), np.full(len(days), -1)  # day of each duty, duty of each day
    fits = (opens <= days[:, None]) & (days[:, None] <= closes)
    for day in range(len(days)):
        waiting, came, end = [day], dict[int, int](), -1
        for current in waiting:  # grows while it is walked
            for duty in np.flatnonzero(fits[current]).tolist():
                if end < 0 and duty not in came:
                    came[duty] = current
                    if holder[duty] < 0:
                        end = duty
                    else:
                        waiting.append(int(holder[duty]))
            if end >= 0:
                break
        while end >= 0:
            current = came[end]
            holder[end] = current
            end, held[current] = int(held[current]), end
    return np.asarray(held >= 0)


class _Line:
    """Duties in the order in which they end, and the first one of each person that is still waiting."""

    def __init__(self, members: Places, who: Codes, first: Places, last: Places) -> None:
        self.members = members[np.lexsort((first[members], last[members], who[members]))]
        self.who, self.first, self.last = who[self.members], first[self.members], last[self.members]
        self.key = self.who * APART + self.last

    def look_up(self, person: Codes, day: Places) -> None:
        """For every free day: the first duty that has not ended before it, and the end of the person's duties."""
        self.alive = np.searchsorted(self.key, person * APART + day)
        self.end = np.searchsorted(self.who, person, "right")
        self.head = np.zeros(len(grouped(person)[0]), np.int64)

    def offer(self, now: Places, code: Codes, day: Places) -> Places:
        """Last day of the duty each person would serve now; never if none is open."""
        head = np.maximum(self.head[code], self.alive[now])
        self.head[code] = head
        place = np.minimum(head, len(self.members) - 1)
        is_open = (head < self.end[now]) & (self.first[place] <= day)
        return np.where(is_open, self.last[place], _NEVER)

    def take(self, code: Codes) -> Places:
        """Serve the first waiting duty of these persons."""
        place = self.head[code]
        self.head[code] += 1
        return self.members[place]


def _useful(lines: list[_Line], person: Codes, day: Places) -> npt.NDArray[np.bool_]:
    useful = np.zeros(len(day), bool)
    for line in lines:
        line.look_up(person, day)
        place = np.minimum(line.alive, len(line.members) - 1)
        useful |= (line.alive < line.end) & (line.first[place] <= day)
    return useful
