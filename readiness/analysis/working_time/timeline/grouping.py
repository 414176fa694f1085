"""Entries that belong together: sums of those that follow one another, and persons and days as one number."""

from __future__ import annotations

from typing import Any

import numpy as np

from readiness.arrays import Codes, Ints, Mask
from readiness.loops import loop, run

#: More days than any calendar has; keeps persons apart on one number line.
APART = 1 << 24


def person_day(person: Codes, day: Ints) -> Ints:
    """Person and day as one number, in the order of persons, then days."""
    return person * APART + day


def grouped(keys: Ints) -> tuple[Ints, Ints, Ints]:
    """Each different key once and in order, where it stands first, and for every entry the position of its key.

    Keys of records are nearly always in order already; only otherwise are they sorted.
    """
    if (keys[1:] < keys[:-1]).any():
        return np.unique(keys, return_index=True, return_inverse=True)
    first, place = run(groups, keys)
    return keys[first], first, place


@loop
def groups(keys: Ints) -> tuple[Codes, Codes]:
    """Where a new key begins, and for every entry the number of its key; equal keys follow one another.

    >>> first, place = groups([3, 3, 8])
    >>> first.tolist(), place.tolist()
    ([0, 2], [0, 0, 1])
    """
    first = np.zeros(len(keys), np.int64)
    place = np.zeros(len(keys), np.int64)
    count = 0
    for n in range(len(keys)):
        if n == 0 or keys[n] != keys[n - 1]:
            first[count] = n
            count += 1
        place[n] = count - 1
    return first[:count], place


def found_in(keys: Ints, known: Ints) -> Mask:
    """Which keys are among the known ones, which are sorted."""
    if not len(known):
        return np.zeros(len(keys), bool)
    place = np.searchsorted(known, keys)
    place[place == len(known)] = 0
    return np.asarray(known[place] == keys)


@loop
def sums(values: Ints, first: Codes) -> Ints:
    """Sum of each group of entries that follow one another; groups begin at the positions in `first`.

    >>> sums([1, 2, 3], [0, 2]).tolist()
    [3, 3]
    """
    found = np.zeros(len(first), np.int64)
    for group in range(len(first)):
        total = 0
        for n in range(first[group], first[group + 1] if group + 1 < len(first) else len(values)):
            total += values[n]
        found[group] = total
    return found


def added(values: Ints, first: Codes) -> Ints:
    """As `sums`, at once where each entry is a group of its own, or where there is nothing to add."""
    if len(first) == len(values):
        return values
    return run(sums, values, first) if values.any() else np.zeros(len(first), np.int64)


@loop
def every(values: Mask, first: Codes) -> Mask:
    """Whether all entries of each such group are true.

    >>> every([True, False, True], [0, 2]).tolist()
    [False, True]
    """
    found = np.ones(len(first), np.bool_)
    for group in range(len(first)):
        for n in range(first[group], first[group + 1] if group + 1 < len(first) else len(values)):
            if not values[n]:
                found[group] = False
    return found


def some(values: Any, chosen: Mask) -> Any:
    """The entries that are chosen; the same array where all are, which is the rule for most records."""
    return values if chosen.all() else values[chosen]


def ends_of(first: Codes, total: int) -> Codes:
    """Position after the last entry of each group; the next group begins there.

    >>> ends_of(np.array([0, 2]), 5).tolist()
    [2, 5]
    """
    return np.append(first[1:], total)[: len(first)]


def first_of_person(person: Codes, people: int) -> Ints:
    """Where the entries of each person begin, in a list sorted by person, and at last how many entries there are.

    >>> first_of_person(np.array([0, 0, 2]), 3).tolist()
    [0, 2, 2, 3]
    """
    return np.searchsorted(person, np.arange(people + 1))
