"""The kit's wording in one language, the one object everybody uses.

Language enters here; nothing below this floor puts anything into words. Content (questions, rules, recommendations)
carries its own wording as a language map, from which `Texts.pick` takes one.
"""

from __future__ import annotations

from collections.abc import Mapping

from readiness import catalog
from readiness.language.sentences import Sentences


class Texts(Sentences):
    """Wording, numbers and dates of one language: ``Texts("en").number(1234.5, 1)`` is ``1,234.5``."""

    __slots__ = ()

    def pick(self, wording: Mapping[str, str] | str | None) -> str:
        """The text of this language from a language map; the fallback language where it is missing."""
        if wording is None or isinstance(wording, str):
            return wording or ""
        return wording.get(self.language) or wording.get(catalog.FALLBACK) or next(iter(wording.values()), "")

    def subjects(self, kind: str, number: int) -> str:
        """How many persons or other units a file is about, in the word of its kind of evidence."""
        known = kind if self.has(f"labels.subjects.{kind}") else "other"
        return self.counted(f"labels.subjects.{known}", number)
