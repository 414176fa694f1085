"""Language maps: one wording in several languages, wherever it stands in a file of the catalogue."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from readiness.catalog.languages import CODE, COMPLETE

#: A wording that may get further languages: the keys that lead to it, and its texts by language.
Added = Callable[[tuple[str, ...], Mapping[str, str]], Mapping[str, str]]


def is_language_map(data: Mapping[str, Any]) -> bool:
    """Whether keys are languages, at least one of them complete ones, and values texts."""
    return (
        any(language in data for language in COMPLETE)
        and all(CODE.fullmatch(key) for key in data)
        and all(isinstance(text, str) for text in data.values())
    )


def language_maps(
    data: Any, where: tuple[str | int, ...] = (), keys: tuple[str, ...] = ()
) -> Iterator[tuple[tuple[str | int, ...], tuple[str, ...], Mapping[str, str]]]:
    """Language maps of one file: position, keys as a person reads them, texts."""
    if isinstance(data, Mapping):
        if is_language_map(data):
            yield where, keys, data
            return
        for key, value in data.items():
            yield from language_maps(value, (*where, key), (*keys, key))
    elif isinstance(data, list):
        for n, value in enumerate(data):
            yield from language_maps(value, (*where, n), (*keys, name_of(value, n)))


def with_languages(data: Any, added: Added, keys: tuple[str, ...] = ()) -> Any:
    """The data with further languages in its language maps; what a map has already stays."""
    if isinstance(data, Mapping):
        if is_language_map(data):
            return {**data, **{name: text for name, text in added(keys, data).items() if name not in data}}
        return {key: with_languages(value, added, (*keys, key)) for key, value in data.items()}
    if isinstance(data, list):
        return [with_languages(value, added, (*keys, name_of(value, n))) for n, value in enumerate(data)]
    return data


def leaves(data: Any, where: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], str]]:
    """All texts of a file that is in one language, with the keys that lead to them; "" where an entry is no text."""
    if isinstance(data, Mapping):
        for key, value in data.items():
            yield from leaves(value, (*where, key))
    elif isinstance(data, list):
        for n, value in enumerate(data):
            yield from leaves(value, (*where, str(n)))
    else:
        yield where, data if isinstance(data, str) else ""


def with_leaves(data: Any, text: Callable[[tuple[str, ...]], str], where: tuple[str, ...] = ()) -> Any:
    """The same tree with other texts."""
    if isinstance(data, Mapping):
        return {key: with_leaves(value, text, (*where, key)) for key, value in data.items()}
    if isinstance(data, list):
        return [with_leaves(value, text, (*where, str(n))) for n, value in enumerate(data)]
    return text(where)


def name_of(entry: Any, position: int) -> str:
    """How an entry of a list is named in a key: by its ``id`` where it has one, otherwise by its position."""
    return entry["id"] if isinstance(entry, Mapping) and isinstance(entry.get("id"), str) else str(position)
