"""What a check looked at, and what it found of each: the units that verdicts are made of."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import Any

import numpy as np

from readiness.analysis.working_time.timeline.weeks import Hours, Weeks
from readiness.arrays import Amounts, Codes, Ints, Mask, Minutes

#: Whose each unit is, when it begins, and the day of the calendar that it counts for.
Each = tuple[Codes, Minutes, Ints]


@dataclass(frozen=True, slots=True)
class Units:
    """What a check looked at: working days, rests, Sundays; one entry each.

    `failed` and `open` exclude each other. `claimed` marks units that fail only if a claimed exemption does not hold.
    `checked` counts the units that could be judged; it may be larger than the number of entries, and it is never less
    than `least`. Both are added up over groups of persons before they are compared.
    """

    person: Codes
    at: Minutes
    day: Ints
    measured: Amounts
    limit: Amounts
    failed: Mask
    open: Mask
    checked: int
    more_is_worse: bool
    open_reason: str = ""
    note: str = ""  # reason code that goes with a failure: what the figures rest on
    wholly_open: bool = False  # a fact is missing without which even "no indication" would say too much
    claimed: Mask | None = None
    unit: str = "minutes"
    least: int = 0
    off: str = ""  # reason code why the rule concerns none of these persons
    open_alone: bool = False  # open units count only where nothing could be judged, of all persons together

    @classmethod
    def none(cls, off: str = "", open_reason: str = "", unit: str = "minutes") -> Units:
        """No unit at all: there are no records, nobody is concerned, or it is open whether anybody is."""
        nobody, no_amount, no_mask = np.zeros(0, np.int64), np.zeros(0), np.zeros(0, bool)
        found = cls(nobody, nobody, nobody, no_amount, no_amount, no_mask, no_mask, 0, True)
        return replace(found, open_reason=open_reason, wholly_open=bool(open_reason), off=off, unit=unit)

    @classmethod
    def judged(
        cls, each: Each, measured: Any, limit: Amounts, failed: Mask, open_: Mask | None = None, **others: Any
    ) -> Units:
        """Units of which is known which fail and which stay open; those with a limit count as judged."""
        open_ = np.zeros(len(failed), bool) if open_ is None else open_
        others = {"checked": int(np.count_nonzero(~open_ & ~np.isnan(limit))), "more_is_worse": True} | others
        return cls(*each, np.asarray(measured, np.float64), limit, failed, open_, **others)

    @classmethod
    def above(
        cls,
        each: Each,
        measured: Any,
        limit: Amounts,
        *,
        least: Any = None,
        most: Any = None,
        high: Amounts | None = None,
        breaks_known: Mask | None = None,
        because: tuple[Mask, str] | None = None,
        **others: Any,
    ) -> Units:
        """Units that fail above a limit: at the least they can be, and above the highest limit that may count.

        Parameters
        ----------
        least, most : array, optional
            Bounds of what was measured; where `most` is above the limit and `least` is not, a unit stays open.
        high : array, optional
            The highest limit that may count; `limit` is the lowest.
        breaks_known : array of bool, optional
            Units whose breaks can be judged: says why others are open, and what a failure rests on.
        because : (array of bool, str), optional
            Another reason, which holds if one of these units is open.
        """
        least, most = (measured if bound is None else bound for bound in (least, most))
        high = limit if high is None else high
        failed = least > high
        open_ = (most > limit) & ~failed
        reason = others.pop("open_reason", "")
        if breaks_known is not None:
            reason = reason or unsure_reason(open_, breaks_known)
            others = {"note": "no_break_data" if (failed & ~breaks_known).any() else ""} | others
        if because and (open_ & because[0]).any():
            reason = because[1]
        return cls.judged(each, measured, np.where(failed, high, limit), failed, open_, open_reason=reason, **others)

    @classmethod
    def too_long(cls, hours: Hours | Weeks, limit: Amounts, high: Amounts | None = None, **others: Any) -> Units:
        """Working days or weeks with more work than allowed; see `above`."""
        bounds = {"least": hours.least, "most": hours.most, "high": high, "breaks_known": hours.breaks_known}
        return cls.above(hours.each, hours.net, limit, **bounds | others)

    @classmethod
    def below(cls, each: Each, measured: Any, limit: Amounts, open_: Mask | None = None, **others: Any) -> Units:
        """Units that fail below a limit, unless they stay open."""
        failed = measured < limit if open_ is None else (measured < limit) & ~open_
        return cls.judged(each, measured, limit, failed, open_, more_is_worse=False, **others)

    def only(self, kept: Mask) -> Units:
        """Some of the units; what could be judged is counted anew."""
        names = [f.name for f in fields(Units) if isinstance(getattr(self, f.name), np.ndarray)]
        few = replace(self, **{name: getattr(self, name)[kept] for name in names})
        return replace(few, checked=int((~few.open & ~np.isnan(few.limit)).sum()))


def unsure_reason(open_: Mask, breaks_known: Mask) -> str:
    """Why hours do not decide: breaks are not recorded at all, or only their position is unknown."""
    return "no_break_data" if (open_ & ~breaks_known).any() else "break_position_unknown"
