"""How long it takes until something happens, when for some it has not happened yet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from readiness.arrays import Amounts, Mask

#: Products of many shares end with binary noise; a half is a half up to nine digits.
_NOISE = 1e-9


@dataclass(frozen=True, slots=True)
class SurvivalCurve:
    """The share of all that is still waiting, step by step.

    Attributes
    ----------
    times : array of float
        Moments at which something happened, ascending, each once.
    waiting : array of float
        Share still waiting right after each moment, between 1 and 0.
    """

    times: Amounts
    waiting: Amounts

    def median(self) -> float | None:
        """The first moment at which at most half are still waiting; None when more than half were to the end.

        Examples
        --------
        >>> kaplan_meier([10, 20, 30, 40], [True, True, False, False]).median()
        20.0
        >>> kaplan_meier([10, 20, 30], [True, False, False]).median() is None
        True
        """
        reached = np.flatnonzero(self.waiting <= 0.5 + _NOISE)
        return float(self.times[reached[0]]) if len(reached) else None


def kaplan_meier(waited: Sequence[float] | Amounts, happened: Sequence[bool] | Mask) -> SurvivalCurve:
    """The share that is still waiting after each moment, with those counted in for whom it has not happened yet.

    Whoever was watched up to a moment counts until then and neither as "happened" nor as "never" afterwards: at each
    moment the share still waiting is multiplied by one minus (how often it happened then / how many were still watched
    and waiting just before). Leaving the unfinished ones out would make every service look faster than it is.

    Parameters
    ----------
    waited : sequence of float
        How long each one waited: until it happened, or until it was last watched (infinite where nobody knows when).
    happened : sequence of bool
        Whether it happened at the end of that wait.

    Returns
    -------
    SurvivalCurve
        Empty when it never happened.

    References
    ----------
    Kaplan, E. L., Meier, P. (1958): Nonparametric Estimation from Incomplete Observations. Journal of the American
    Statistical Association 53(282), 457-481.

    Examples
    --------
    Five tickets; the second was last seen unanswered after 20 minutes, the last one is still open after an hour.

    >>> curve = kaplan_meier([10, 20, 30, 30, 60], [True, False, True, True, False])
    >>> [(float(t), round(float(s), 4)) for t, s in zip(curve.times, curve.waiting)]
    [(10.0, 0.8), (30.0, 0.2667)]
    """
    ends, seen = np.asarray(waited, np.float64), np.asarray(happened, bool)
    times, events = np.unique(ends[seen], return_counts=True)
    watched = len(ends) - np.searchsorted(np.sort(ends), times, side="left")
    return SurvivalCurve(times, np.cumprod(1 - events / watched).astype(np.float64))
