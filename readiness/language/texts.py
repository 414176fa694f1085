"""The kit's wording in one language: sentences by key, numbers, dates and hours as its readers write them.

Language enters here; nothing below this floor can see it. Content (questions, rules, recommendations) carries its own
wording as a language map, from which `Texts.pick` takes one.
"""

from __future__ import annotations

import datetime as dt
import math
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from string import Formatter
from typing import Any

from readiness import catalog
from readiness.errors import CatalogError, ReadinessError, UnknownName
from readiness.units import round_half_up

#: Used where a language has no text of its own.
FALLBACK = "en"
#: Fields of an error that together say where it is.
_PLACE = ("file", "line", "row", "column")
#: Fields of an error that say how many; all other numbers in it are looked up as they stand, such as a line or a port.
_COUNTS = ("count", "kept", "megabytes", "rows")


def languages() -> list[str]:
    """Languages that have a file ``texts/<language>.yaml``."""
    return sorted({p.stem for root in catalog.roots() for p in (root / "texts").glob("*.yaml")})


@dataclass(frozen=True, slots=True)
class Texts:
    """Wording, numbers and dates of one language.

    Raises
    ------
    UnknownName
        ``unknown_language`` when there is no file for it.
    """

    language: str = "de"
    #: All texts of the language, as read from its file.
    data: Mapping[str, Any] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        if self.language not in (known := languages()):
            raise UnknownName("unknown_language", self.language, known)
        object.__setattr__(self, "data", catalog.load(f"texts/{self.language}.yaml"))

    def lookup(self, key: str) -> Any:
        """The entry at a dotted key, a text or a group of texts.

        Raises
        ------
        CatalogError
            ``text_missing`` with file and key.
        """
        entry: Any = self.data
        for part in key.split("."):
            if not isinstance(entry, Mapping) or part not in entry:
                raise CatalogError("text_missing", file=f"texts/{self.language}.yaml", key=key)
            entry = entry[part]
        return entry

    def has(self, key: str) -> bool:
        """Whether there is an entry at a dotted key."""
        entry: Any = self.data
        for part in key.split("."):
            if not isinstance(entry, Mapping) or part not in entry:
                return False
            entry = entry[part]
        return True

    def t(self, key: str, **fields: Any) -> str:
        """One text, its fields filled in.

        Raises
        ------
        CatalogError
            ``text_missing`` for an unknown key or a missing field.
        """
        entry = self.lookup(key)
        if not isinstance(entry, str):
            raise CatalogError("text_missing", file=f"texts/{self.language}.yaml", key=key)
        missing = [name for _, name, _, _ in Formatter().parse(entry) if name is not None and name not in fields]
        if missing:
            raise CatalogError("text_missing", file=f"texts/{self.language}.yaml", key=f"{key} {{{missing[0]}}}")
        return entry.format_map({name: self.value(v) for name, v in fields.items()})

    def counted(self, key: str, count: int, **fields: Any) -> str:
        """One text in the singular or plural: the entry at `key` holds ``one`` and ``many``."""
        return self.t(f"{key}.{'one' if count == 1 else 'many'}", count=self.number(count), **fields)

    def pick(self, wording: Mapping[str, str] | str | None) -> str:
        """The text of this language from a language map; the fallback language where it is missing."""
        if wording is None or isinstance(wording, str):
            return wording or ""
        return wording.get(self.language) or wording.get(FALLBACK) or next(iter(wording.values()), "")

    # Numbers: rounded here and nowhere else.

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
        return self.t("format.percent", value=self.number(value, digits))

    def hours(self, minutes: float | None) -> str:
        """Minutes as hours and minutes, such as 10:30 Std."""
        if minutes is None or math.isnan(minutes):
            return "–"
        whole = int(round_half_up(minutes))
        sign = "-" if whole < 0 else ""
        return self.t("format.hours", value=f"{sign}{abs(whole) // 60}:{abs(whole) % 60:02d}")

    def amount(self, value: float | None, unit: str = "") -> str:
        """A measured value with its unit; minutes from one hour on as hours and minutes."""
        if unit == "minutes":
            far = value is not None and not math.isnan(value) and abs(round_half_up(value)) >= 60
            return self.hours(value) if far else self.t("format.minutes", value=self.number(value))
        if unit == "share":
            return self.percent(value)
        if unit in ("percent", "%"):
            return self.t("format.percent", value=self.short(value))
        if unit and self.has(f"labels.units.{unit}"):
            single = value is not None and round_half_up(value, 1) == 1
            return self.t(f"labels.units.{unit}.{'one' if single else 'many'}", value=self.short(value))
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
        form = "format.date" if number else "format.month"
        return self.t(form, day=str(number), month=name, year=str(year))

    def period(self, first: dt.date | str | None, last: dt.date | str | None) -> str:
        """From one day to another; a single day only once."""
        start, end = self.date(first), self.date(last)
        return start if start == end else self.t("format.period", start=start, end=end)

    def subjects(self, kind: str, number: int) -> str:
        """How many persons or other units a file is about, in the word of its kind of evidence."""
        if kind not in catalog.ids("evidence"):
            return self.counted("labels.entries", number)
        words = catalog.load(f"evidence/{kind}/kind.yaml")["subjects"]
        return self.pick(words["one" if number == 1 else "many"]).format(count=self.number(number))

    def evidence_kind(self, kind: str) -> str:
        """What a kind of evidence is called, such as working times; its id where the catalogue does not have it."""
        if kind not in catalog.ids("evidence"):
            return visible(kind)
        return self.pick(catalog.load(f"evidence/{kind}/kind.yaml")["title"])

    # Errors and issues: code and fields become a sentence.

    def error(self, code: str, fields: Mapping[str, Any] | None = None) -> str:
        """The sentence for an error: what was found, where, why it matters, what to do next.

        A code without a sentence still gives a readable line, because an error must never hide another one.
        """
        facts = dict(fields or {})
        text = self._sentence(code)
        if text is None:
            listed = ", ".join(f"{name}: {self.value(v)}" for name, v in facts.items())
            return self.t("error_parts.unlisted", code=code, facts=listed or "–")
        counts = {name for name in _COUNTS if isinstance(facts.get(name), int)}
        shown = _Facts({name: self.number(v) if name in counts else self.value(v) for name, v in facts.items()})
        if "cause" in facts:  # why the system refused, and what helps against that
            shown |= self._cause(str(facts["cause"]), shown)
        for name in ("found", "wanted"):  # what a file is or a field takes, in words
            if self.has(f"error_parts.{code}.{facts.get(name)}"):
                shown[name] = str(self.lookup(f"error_parts.{code}.{facts[name]}")).format_map(shown)
        for name in ("kind", "other_kind"):  # what kinds of evidence are called
            shown[f"{name}_title"] = self.evidence_kind(str(facts.get(name, "")))
        shown["place"] = self._place(facts)
        shown["hint_nearest"] = (
            self.t("error_parts.hint_nearest", nearest=facts["nearest"]) if facts.get("nearest") else ""
        )
        if not facts.get("nearest"):
            shown["nearest"] = self.t("error_parts.nothing_near")
        if "faults" in facts:
            shown["faults"] = "\n" + "\n".join(f"• {self.fault(f)}" for f in facts["faults"])
        return " ".join(word for word in text.format_map(shown).split(" ") if word).strip()

    def _cause(self, cause: str, shown: Mapping[str, str]) -> dict[str, str]:
        parts = self.lookup("error_parts.system")
        found = {name: entry.get(cause, entry["other"]) for name, entry in parts.items()}
        return {name: text.format_map(shown) for name, text in found.items()}

    def _sentence(self, code: str) -> str | None:
        """The sentence of an error; an issue of a row that became an error keeps its own, after the place."""
        if self.has(f"errors.{code}"):
            return str(self.lookup(f"errors.{code}"))
        return "{place}" + str(self.lookup(f"issues.{code}")) if self.has(f"issues.{code}") else None

    def fault(self, fault: Any) -> str:
        """One of several faults, itself an error."""
        return self.error(fault.code, fault.fields) if isinstance(fault, ReadinessError) else self.value(fault)

    def issue(self, code: str, count: int = 0) -> str:
        """The sentence for an issue of an evidence file; where the issue stands for many rows, with their number.

        Raises
        ------
        CatalogError
            ``text_missing`` when the code has no sentence.
        """
        text = self.t(f"issues.{code}")
        return self.t("labels.concerned", text=text, count=self.number(count)) if count else text

    def value(self, value: Any) -> str:
        """A field of a sentence as text: lists joined, dates written out, control characters made visible."""
        if isinstance(value, bool):
            return self.t("labels.yes") if value else self.t("labels.no")
        if isinstance(value, dt.date):
            return self.date(value)
        if isinstance(value, float):
            return f"{value:g}" if abs(value) < 1e15 else str(value)
        if isinstance(value, str):
            return visible(value)
        if isinstance(value, Iterable) and not isinstance(value, Mapping):
            return ", ".join(self.value(v) for v in value) or "–"
        return visible(str(value))

    def _place(self, facts: Mapping[str, Any]) -> str:
        found = [self.t(f"error_parts.{name}", value=self.value(facts[name])) for name in _PLACE if facts.get(name)]
        return ", ".join(found) + ": " if found else ""


class _Facts(dict[str, str]):
    """Fields of an error; one that is missing shows as a dash instead of breaking the message."""

    def __missing__(self, key: str) -> str:
        return "–"


def visible(text: str) -> str:
    """The text with control and direction characters made visible and harmless (line breaks and tabs become spaces).

    A company name may hide characters that turn the reading direction or steer a terminal.
    """
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() or c in "\u00ad\u00a0\u202f" else _shown(c) for c in text)


def _shown(character: str) -> str:
    if character in "\n\r\t\u2028\u2029" or unicodedata.category(character) == "Zs":
        return " "
    return f"[U+{ord(character):04X}]"
