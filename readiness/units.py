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
    """Round once, for print, halves away from zero as people do on paper (2.5 becomes 3)."""
    if math.isnan(value):
        return value
    scale = 10**digits
    return math.copysign(math.floor(abs(value) * scale + 0.5 + 1e-9), value) / scale


def add_months(day: dt.date, months: int) -> dt.date:
    """The same day some months later, or the last day of that month (31 January + 1 month = 28 February)."""
    year, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + year, month + 1
    last = (dt.date(year + month // 12, month % 12 + 1, 1) - dt.timedelta(days=1)).day
    return dt.date(year, month, min(day.day, last))
