"""Numbers, amounts and dates as the readers of a language write them; rounded here and nowhere else."""

from __future__ import annotations

import datetime as dt
import math

from readiness.language.entries import Entries
from readiness.units import round_half_up


class Numbers(Entries):
    """How one language writes numbers, shares, hours and days: the entries below ``format`` of its texts."""

    __slots__ = ()

    def number(self, value: float | None, digits: int = 0) -> str:
        """A number as people write it: 1.234,5 in German, 1,234.5 in English; a dash when there is none."""
        if value is None or (isinstance(value, float) and math.isnan(value)):
            return "–"
        rounded = round_half_up(float(value), digits) + 0.0  # no minus before a zero
        plain = f"{rounded:,.{digits}f}"
        form = self.lookup("format")
        return plain.translate(str.maketrans({",": form["group"], ".": form["decimal"]}))

    def short(self, value: float | None, digits: int = 1) -> str:
        """As `number`, without zeros after the decimal sign."""
        if value is not None and not math.isnan(value):
            digits = next(d for d in range(digits + 1) if round_half_up(value, d) == round_half_up(value, digits))
        return self.number(value, digits)

    def percent(self, share: float | None, digits: int = 0) -> str:
        """A share (0 to 1) in percent."""
        value = None if share is None else share * 100
        return self._form("percent", value=self.number(value, digits))

    def hours(self, minutes: float | None) -> str:
        """Minutes as hours and minutes, such as 10:30 Std."""
        if minutes is None or math.isnan(minutes):
            return "–"
        whole = int(round_half_up(minutes))
        sign = "-" if whole < 0 else ""
        return self._form("hours", value=f"{sign}{abs(whole) // 60}:{abs(whole) % 60:02d}")

    def amount(self, value: float | None, unit: str = "") -> str:
        """A measured value with its unit; minutes from one hour on as hours and minutes."""
        if unit == "minutes":
            far = value is not None and not math.isnan(value) and abs(round_half_up(value)) >= 60
            return self.hours(value) if far else self._form("minutes", value=self.number(value))
        if unit == "share":
            return self.percent(value)
        if unit in ("percent", "%"):
            return self._form("percent", value=self.short(value))
        if unit and self.has(f"labels.units.{unit}"):
            single = value is not None and round_half_up(value, 1) == 1
            form = self.lookup(f"labels.units.{unit}.{'one' if single else 'many'}")
            return str(form).format(value=self.short(value))
        return f"{self.short(value)} {unit}".strip()

    def date(self, day: dt.date | str | None) -> str:
        """A day written out: 31. März 2026, 31 March 2026; a month alone when no day is known."""
        if day is None or day == "":
            return "–"
        if isinstance(day, str):
            parts = day[:10].split("-")
            if not all(p.isdigit() for p in parts) or len(parts) > 3:
                return day
            year, month, number = [*(int(p) for p in parts), 0, 0][:3]
        else:
            year, month, number = day.year, day.month, day.day
        if not 1 <= month <= 12:
            return str(year)
        name = self.lookup("format.months")[month - 1]
        return self._form("date" if number else "month", day=str(number), month=name, year=str(year))

    def period(self, first: dt.date | str | None, last: dt.date | str | None) -> str:
        """From one day to another; a single day only once."""
        start, end = self.date(first), self.date(last)
        return start if start == end else self._form("period", start=start, end=end)

    def _form(self, name: str, **fields: str) -> str:
        return str(self.lookup(f"format.{name}")).format(**fields)
