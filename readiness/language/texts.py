"""The kit's wording in one language, the one object everybody uses.

Language enters here; nothing below this floor puts anything into words. Content (questions, rules, recommendations)
carries its own wording as a language map, from which `Texts.pick` takes one.
"""

from __future__ import annotations

from readiness import catalog
from readiness.language.sentences import Sentences


class Texts(Sentences):
    """Wording, numbers and dates of one language: ``Texts("en").number(1234.5, 1)`` is ``1,234.5``."""

    __slots__ = ()

    def subjects(self, kind: str, number: int) -> str:
        """How many persons or other units a file is about, in the word of its kind of evidence."""
        if kind not in catalog.ids("evidence"):
            return self.counted("labels.entries", number)
        words = catalog.load(f"evidence/{kind}/kind.yaml")["subjects"]
        return self.pick(words["one" if number == 1 else "many"]).format(count=self.number(number))
