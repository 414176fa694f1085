"""What a check looked at, and what it found of each: the units that verdicts are made of."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace

import numpy as np
import numpy.typing as npt

from readiness.analysis.working_time.timeline.model import WorkTime
from readiness.arrays import Codes, Days, Mask, Minutes


@dataclass(frozen=True, slots=True)
class Units:
    """What a check looked at: working days, rests, Sundays; one entry each.

    `failed` and `open` exclude each other. `claimed` marks units that fail only if a claimed exemption does not hold.
    `checked` counts the units that could be judged; it may be larger than the number of entries, and it is never less
    than `least`. Both are added up over groups of persons before they are compared.
    """

    subject: Codes
    at: Minutes
    day: Days
    measured: npt.NDArray[np.float64]
    limit: npt.NDArray[np.float64]
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


def nothing(work: WorkTime, off: str = "", open_reason: str = "", unit: str = "minutes") -> Units:
    """No unit at all: because there are no records, nobody is concerned, or it is open whether anybody is."""
    none: npt.NDArray[np.float64] = np.zeros(0)
    codes, mask = np.zeros(0, np.int64), np.zeros(0, bool)
    days = np.zeros(0, "datetime64[D]")
    return Units(
        codes,
        codes,
        days,
        none,
        none,
        mask,
        mask,
        0,
        True,
        open_reason=open_reason,
        wholly_open=bool(open_reason),
        off=off,
        unit=unit,
    )


def only_units(units: Units, kept: Mask) -> Units:
    """Some of the units; what could be judged is counted anew."""
    names = [f.name for f in fields(Units) if isinstance(getattr(units, f.name), np.ndarray)]
    few = replace(units, **{name: getattr(units, name)[kept] for name in names})
    return replace(few, checked=int((~few.open & ~np.isnan(few.limit)).sum()))


def unsure_reason(open_: Mask, sure: Mask) -> str:
    """Why hours do not decide: breaks are not recorded at all, or only their position is unknown."""
    return "no_break_data" if (open_ & ~sure).any() else "break_position_unknown"
