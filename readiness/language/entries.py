"""Entries of a language: what stands at a key of its texts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from readiness import catalog
from readiness.errors import CatalogError, UnknownName


@dataclass(frozen=True, slots=True)
class Entries:
    """The texts of one language by key; what a further language lacks is there in the fallback language.

    Raises
    ------
    UnknownName
        ``unknown_language`` when there is neither a file nor a translation for it.
    """

    language: str = catalog.DEFAULT
    #: All texts of the language.
    data: Mapping[str, Any] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        if self.language not in (known := catalog.languages()):
            raise UnknownName("unknown_language", self.language, known)
        object.__setattr__(self, "data", catalog.load_texts(self.language))

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

    def pick(self, wording: Mapping[str, str] | str | None) -> str:
        """The text of this language from a language map; the fallback language where it is missing."""
        if wording is None or isinstance(wording, str):
            return wording or ""
        return wording.get(self.language) or wording.get(catalog.FALLBACK) or next(iter(wording.values()), "")
