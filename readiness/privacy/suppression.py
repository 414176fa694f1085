"""Suppression: no number may point at a person, alone or by subtraction.

Everything that a report, a picture or a figure hides is hidden by a function of this module; nothing else compares a
number of persons with the smallest group. Whoever wants to know what is hidden, and why, reads this page.

References
----------
Personal data, also by way of means reasonably likely to be used: Art. 4 no. 1 and recital 26 GDPR. Technical
observation of employees: § 87 (1) no. 6 BetrVG. Smallest group and complement: cell suppression, primary and secondary.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np
import pandas as pd

from readiness.arrays import Ints, Mask

#: Smallest group of persons or messages for which a figure is given.
MIN_GROUP = 5
#: Reason code of a figure that is not given because its group is too small.
GROUP_TOO_SMALL = "group_too_small"


def too_small(size: int, min_group: int = MIN_GROUP) -> bool:
    """Whether a group is so small that no figure may be given about it.

    A mean or a share of two people tells each of them the value of the other, and everybody else nearly as much.

    Parameters
    ----------
    size : int
        Persons (or, where no persons are known, messages) the figure is about.
    min_group : int
        Smallest group for which a figure is given.

    Examples
    --------
    >>> [too_small(size, 5) for size in (1, 4, 5)]
    [True, True, False]
    """
    return size < min_group


def most_hidden(min_group: int = MIN_GROUP) -> int:
    """The largest group that is not shown: what a reader who sees "fewer than 5" has to reckon with.

    Examples
    --------
    >>> most_hidden(5)
    4
    """
    return min_group - 1


def hidden_cells(persons: Ints, min_group: int = MIN_GROUP) -> Mask:
    """Cells of a picture, such as hours of a week, that show nothing because too few persons stand behind them.

    A cell without anybody stays: that nobody works on Sundays points at nobody. Only for cells whose totals are printed
    nowhere; see `hidden_parts` for those that add up.

    Parameters
    ----------
    persons : array of int
        Different persons behind each cell.
    min_group : int
        Smallest group for which a number is given.

    Examples
    --------
    >>> hidden_cells(np.array([0, 1, 4, 5]), 5).tolist()
    [False, True, True, False]
    """
    return (persons > 0) & (persons < min_group)


def hidden_parts(persons: Ints, min_group: int = MIN_GROUP) -> Mask:
    """Parts of a group whose size is known that show nothing: the small ones, and one more if they could be worked out.

    All parts add up to the group. If fewer than `min_group` persons stand behind all hidden parts together, the reader
    who subtracts the shown ones from the total knows that few; then the smallest part shown is hidden with them.

    Parameters
    ----------
    persons : array of int
        Persons in each part.
    min_group : int
        Smallest group for which a number is given.

    Examples
    --------
    >>> hidden_parts(np.array([20, 2, 0, 6]), 5).tolist()
    [False, True, False, True]
    >>> hidden_parts(np.array([20, 3, 3, 6]), 5).tolist()  # 6 persons in two parts: nobody can tell them apart
    [False, True, True, False]
    """
    hidden = hidden_cells(persons, min_group)
    if hidden.any() and persons[hidden].sum() < min_group:
        shown = np.flatnonzero(~hidden & (persons > 0))
        if len(shown):
            hidden[shown[persons[shown].argmin()]] = True
    return hidden


def suppress(tally: pd.DataFrame, min_group: int = MIN_GROUP) -> pd.DataFrame:
    """The tally without numbers of persons so small that they point at somebody.

    How many persons a rule affects is hidden where they are fewer than `min_group`, and also where so few have *no*
    failure: "18 of 20" would say the same about the other two. Nobody affected and everybody affected are shown; they
    set nobody apart.

    Parameters
    ----------
    tally : DataFrame
        One row per rule, with ``subjects`` and ``subjects_failed``.
    min_group : int
        Smallest group for which a number is given.

    Returns
    -------
    DataFrame
        The same with ``subjects_failed`` missing where it is hidden.

    Examples
    --------
    >>> rules = pd.DataFrame({"subjects": 20, "subjects_failed": pd.array([0, 2, 9, 18, 20], "Int64")})
    >>> suppress(rules, 5)["subjects_failed"].tolist()
    [0, <NA>, 9, <NA>, 20]
    """
    failed, rest = tally["subjects_failed"], tally["subjects"] - tally["subjects_failed"]
    small = failed.between(1, min_group - 1) | ((failed > 0) & rest.between(1, min_group - 1))
    return tally.assign(subjects_failed=failed.mask(small.fillna(False).astype(bool)))


def shown(values: Iterable[Any], hidden: Mask) -> list[Any]:
    """The values as a list, None where they are hidden.

    Examples
    --------
    >>> shown([7, 2, 9], np.array([False, True, False]))
    [7, None, 9]
    """
    return [None if h else v for v, h in zip(values, hidden.tolist(), strict=True)]
