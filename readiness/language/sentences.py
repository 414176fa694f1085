"""Sentences: texts with their fields filled in, and the codes of errors and issues as sentences."""

from __future__ import annotations

import datetime as dt
import unicodedata
from collections.abc import Iterable, Mapping
from string import Formatter
from typing import Any

from readiness import catalog
from readiness.errors import CatalogError, ReadinessError
from readiness.language.numbers import Numbers

#: Fields of an error that together say where it is.
_PLACE = ("file", "line", "row", "column")
#: Fields of an error that say how many; all other numbers in it are looked up as they stand, such as a line or a port.
_COUNTS = ("count", "kept", "megabytes", "rows")


class Sentences(Numbers):
    """Sentences of one language."""

    __slots__ = ()

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

    def evidence_kind(self, kind: str) -> str:
        """What a kind of evidence is called, such as working times; its id where the catalogue does not have it."""
        if kind not in catalog.ids("evidence"):
            return visible(kind)
        return self.pick(catalog.load(f"evidence/{kind}/kind.yaml")["title"])

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
