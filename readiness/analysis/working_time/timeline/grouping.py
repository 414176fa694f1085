"""Persons and days as one number, and looking such numbers up without sorting what is already in order."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from readiness.analysis.working_time.timeline.local_time import day_number
from readiness.arrays import Codes, Days, Mask

Keys = npt.NDArray[np.int64]

#: More days than any calendar has; keeps persons apart on one number line.
APART = 1 << 24


def person_day(subject: Codes, day: Days) -> Keys:
    """Person and day as one number, in the order of persons, then days."""
    return subject * APART + day_number(day)


def grouped(keys: Keys) -> tuple[Keys, Keys, Keys]:
    """Each different key once and in order, where it stands first, and for every entry the position of its key.

    Keys of records are nearly always in order already; only otherwise are they sorted.
    """
    if len(keys) and (keys[1:] < keys[:-1]).any():
        return np.unique(keys, return_index=True, return_inverse=True)
    fresh = np.ones(len(keys), bool)
    np.not_equal(keys[1:], keys[:-1], out=fresh[1:])
    first = np.flatnonzero(fresh)
    return keys[first], first, np.cumsum(fresh) - 1


def found_in(keys: Keys, known: Keys) -> Mask:
    """Which keys are among the known ones, which are sorted; quick where the keys are nearly in order, too."""
    if not len(known):
        return np.zeros(len(keys), bool)
    place = np.searchsorted(known, keys)
    place[place == len(known)] = 0
    return np.asarray(known[place] == keys)


def spread(near: Codes, first: Days, last: Days) -> tuple[Codes, Days]:
    """Every local day that the entries `near` touch, with the entry it belongs to."""
    begin = first[near]
    count = (last[near] - begin).astype(np.int64) + 1
    if len(count) and count.max() == 1 == count.min():
        return near, begin
    entry = np.repeat(near, count)
    number = np.arange(len(entry)) - np.repeat(np.cumsum(count) - count, count)
    return entry, np.repeat(begin, count) + number.astype("timedelta64[D]")
