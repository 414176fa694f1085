"""Units that everything shares: whole minutes, percent, half-open date ranges."""

from __future__ import annotations

import datetime as dt
import math

from readiness.errors import UsageError

#: Sums of decimals are not exact in binary; nine digits are far below what is printed and make 50.0 be 50.0.
SCORE_DIGITS = 9


def parse_day(text: str | dt.date, name: str = "on") -> dt.date:
    """Read a day written as 2026-03-31.

    Raises
    ------
    UsageError
        ``bad_date`` names what was found and the form that is wanted.
    """
    if isinstance(text, dt.datetime):
        return text.date()
    if isinstance(text, dt.date):
        return text
    try:
        return dt.date.fromisoformat(str(text))
    except ValueError:
        raise UsageError("bad_date", name=name, found=str(text)) from None


def round_half_up(value: float, digits: int = 0) -> float:
    """Round once, for print, halves away from zero as people do on paper (2.5 becomes 3).

    A value whose decimals end in 5 on paper lies a little beside it in binary (2.675 is 2.67499…); what is nearer than
    a billionth of the last digit counts as that half. Not a number stays so.

    Parameters
    ----------
    value : float
        The unrounded value; a rounded one must not be rounded again.
    digits : int
        Digits behind the point.

    References
    ----------
    DIN 1333:1992, rounding; Python's own `round` takes halves to the even digit.

    Examples
    --------
    >>> [round_half_up(value) for value in (0.5, 1.5, 2.5, -0.5)], [round(value) for value in (0.5, 1.5, 2.5)]
    ([1.0, 2.0, 3.0, -1.0], [0, 2, 2])
    >>> round_half_up(2.675, 2), round(2.675, 2)
    (2.68, 2.67)
    """
    if math.isnan(value):
        return value
    scale = 10**digits
    return math.copysign(math.floor(abs(value) * scale + 0.5 + 1e-9), value) / scale


def add_months(day: dt.date, months: int) -> dt.date:
    """The same day some months later, or the last day of that month (31 January + 1 month = 28 February).

    References
    ----------
    As periods by months end under § 188 (3) BGB where the month has no such day.

    Examples
    --------
    >>> add_months(dt.date(2026, 1, 31), 1).isoformat(), add_months(dt.date(2026, 11, 15), 1).isoformat()
    ('2026-02-28', '2026-12-15')
    """
    year, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + year, month + 1
    last = (dt.date(year + month // 12, month % 12 + 1, 1) - dt.timedelta(days=1)).day
    return dt.date(year, month, min(day.day, last))
