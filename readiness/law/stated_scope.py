"""What is stated of a firm and its persons, typed and checked before anything is computed.

A key or a word that nothing reads would change nothing, in silence: a hospital would be accused of what the law allows
it. So whatever is not known is refused, with the nearest words.
"""

from __future__ import annotations

import datetime as dt
import math
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

import numpy as np

from readiness import catalog
from readiness.errors import UnknownName, UsageError
from readiness.law.model import Law, Text

_NUMBER = re.compile(r"[+-]?\d{1,9}([.,]\d{1,9})?", re.ASCII)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
#: What may follow a word with numbers, as in s10_1_4.
_PARAGRAPH = re.compile(r"(_\d+[a-z]?)+", re.ASCII)
#: Longer findings are cut off in a message.
_SHOWN = 60


@dataclass(frozen=True, slots=True)
class ScopeKey:
    """One fact that may be stated: its type, its words with their titles, and what people also call these words."""

    id: str
    type: str
    title: Text
    laws: tuple[str, ...] = ()
    low: float = -math.inf
    high: float = math.inf
    whole: bool = False
    words_of: str | tuple[str, ...] = ()
    numbered: bool = False
    words: Mapping[str, Text] | None = None
    names: Mapping[str, str] | None = None

    def known_words(self, law: Law) -> dict[str, Text]:
        """The words it takes under a law, with their titles."""
        if self.words_of == "regions":
            named = catalog.load(f"laws/{law.country}/law.yaml").get("regions", {})
            return {code: named.get(code, {}) for code in law.regions()}
        found = dict(self.words or {})
        for effect in self.words_of:
            for scope in law.scopes:
                if scope.effect == effect:
                    found |= {claim: scope.title for claim in scope.claims if claim not in found}
        return found

    def counts_under(self, law: Law) -> bool:
        """Whether a law knows the key; one that takes its words from the law needs some."""
        if self.laws and law.country not in self.laws:
            return False
        return self.type != "word" or self.words_of == "regions" or bool(self.known_words(law))


def scope_keys() -> tuple[ScopeKey, ...]:
    """All facts that may be stated, in the order of the catalogue."""
    return tuple(_key(entry) for entry in catalog.load("common/scope.yaml")["keys"])


def _key(entry: Mapping[str, Any]) -> ScopeKey:
    low, high = entry.get("range", (-math.inf, math.inf))
    words, origin = entry.get("words", ()), entry.get("words_of", ())
    return ScopeKey(
        id=entry["id"],
        type=entry["type"],
        title=entry["title"],
        laws=tuple(entry.get("laws", ())),
        low=low,
        high=high,
        whole=entry.get("whole", False),
        words_of=origin if isinstance(origin, str) else tuple(origin),
        numbered=entry.get("numbered", False),
        words={w["id"]: w["title"] for w in words},
        names={name: w["id"] for w in words for name in w.get("names", ())},
    )


def checked_scope(stated: Mapping[str, Any] | None, law: Law) -> dict[str, Any]:
    """What is stated, each value in its type: text, yes or no, number, date (ISO) or list of dates.

    Parameters
    ----------
    stated : mapping, optional
        Values as they are or as text, such as from the command line; what is None or empty is not stated.
    law : Law
        Says which words there are, and to which keys it pays heed.

    Raises
    ------
    UnknownName
        ``unknown_scope_key``, ``unknown_scope_word`` or ``unknown_region``, with the nearest words.
    UsageError
        ``scope_wrong_value`` for a value that is not of its type.
    """
    if not isinstance(stated, Mapping | None):
        raise UsageError("bad_scope_option", found=_short(stated))
    if not stated:
        return {}
    keys = {key.id: key for key in scope_keys()}
    found = {}
    for name, value in stated.items():
        if name not in keys or not keys[name].counts_under(law):
            known = sorted(key.id for key in keys.values() if key.counts_under(law))
            near = _nearest(_short(name), {key: {} for key in known})
            raise UnknownName("unknown_scope_key", _short(name), known, nearest=near, country=law.country)
        if value is not None and not (isinstance(value, str) and not value):
            found[name] = _TYPES[keys[name].type](keys[name], value, law)
    return found


def _word(key: ScopeKey, value: object, law: Law) -> str:
    if not isinstance(value, str):
        raise _wrong(key, value)
    word, known = str(value), key.known_words(law)
    if key.words_of == "regions":
        if law.holiday_code and word not in known:
            near = _nearest(_short(word), known)
            raise UnknownName("unknown_region", _short(word), list(known), nearest=near, country=law.holiday_code)
        return word
    if word in known or (key.numbered and _is_numbered(key, word, known, law)):
        return word
    near = _nearest(_short(word), known, key.names)
    raise UnknownName("unknown_scope_word", _short(word), list(known), nearest=near, key=key.id, country=law.country)


def _is_numbered(key: ScopeKey, word: str, known: Iterable[str], law: Law) -> bool:
    """Whether a word is a claim with the number of a paragraph, or the id of the scope itself."""
    ids = [scope.id for scope in law.scopes if scope.effect in key.words_of]
    return word in ids or any(
        word.startswith(own) and _PARAGRAPH.fullmatch(word.removeprefix(own)) is not None for own in known
    )


def _yes_no(key: ScopeKey, value: object, law: Law) -> bool:
    if isinstance(value, bool | np.bool_):
        return bool(value)
    answers: Mapping[str, list[str]] = catalog.load("common/scope.yaml")["answers"]
    for answer, words in answers.items():
        if (isinstance(value, str) or (isinstance(value, int) and value in (0, 1))) and str(value).lower() in words:
            return answer == "yes"
    raise _wrong(key, value)


def _number(key: ScopeKey, value: object, law: Law) -> int | float:
    if isinstance(value, str) and _NUMBER.fullmatch(value):
        value = float(value.replace(",", "."))
    if isinstance(value, bool | np.bool_) or not isinstance(value, int | float | np.integer | np.floating):
        raise _wrong(key, value)
    if not key.low <= value <= key.high or (key.whole and value != int(value)):
        raise _wrong(key, value)
    return int(value) if value == int(value) else float(value)


def _date(key: ScopeKey, value: object, law: Law) -> str:
    if isinstance(value, dt.date | np.datetime64):  # a moment of pandas is one too
        value = str(value)[:10]
    try:
        if not isinstance(value, str) or not _DAY.fullmatch(value):
            raise ValueError
        return dt.date.fromisoformat(value).isoformat()
    except ValueError:
        raise _wrong(key, value) from None


def _dates(key: ScopeKey, value: object, law: Law) -> list[str]:
    if isinstance(value, str):
        return [_date(key, part.strip(), law) for part in value.split(",")]
    if isinstance(value, dt.date | np.datetime64):
        return [_date(key, value, law)]
    if not isinstance(value, Iterable) or isinstance(value, Mapping | bytes):
        raise _wrong(key, value)
    return [_date(key, each, law) for each in value]


_TYPES: Mapping[str, Callable[[ScopeKey, object, Law], Any]] = {
    "word": _word,
    "yes_no": _yes_no,
    "number": _number,
    "date": _date,
    "dates": _dates,
}


def _wrong(key: ScopeKey, value: object) -> UsageError:
    wanted = f"type_{'whole_number' if key.whole else key.type}"
    return UsageError(
        "scope_wrong_value", key=key.id, found=_short(value), wanted=wanted, low=f"{key.low:g}", high=f"{key.high:g}"
    )


def _short(value: object) -> str:
    try:
        return str(value)[:_SHOWN]
    except ValueError:  # a whole number of thousands of digits
        return type(value).__name__


def _nearest(word: str, known: Mapping[str, Text], names: Mapping[str, str] | None = None) -> list[str]:
    """Known words that look like a word or are called so, by their titles or by other names; at most three."""
    titles = {title: own for own, text in known.items() for title in text.values()}
    called = {_plain(name): own for name, own in {**titles, **(names or {}), **{own: own for own in known}}.items()}
    found = [*_parts(_plain(word), called), *get_close_matches(_plain(word), list(called), n=3, cutoff=0.6)]
    return list(dict.fromkeys(called[name] for name in found))[:3]


def _parts(word: str, called: Iterable[str]) -> Iterator[str]:
    """Names of some length that stand in a longer word, or the other way round."""
    long = [name for name in called if min(len(name), len(word)) > 3 and (name in word or word in name)]
    short = [name for name in called if len(name) <= 3 and word.startswith(name)]
    yield from sorted(long, key=lambda name: abs(len(name) - len(word)))
    yield from short


def _plain(word: str) -> str:
    return re.sub(r"[\s_.-]", "", word.lower().replace("§", "s"))
