"""All texts under a group of keys, and the fields in a text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from string import Formatter
from typing import Any


def entries(group: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, Any]]:
    for key, value in group.items():
        if isinstance(value, Mapping):
            yield from entries(value, f"{prefix}{key}.")
        else:
            yield f"{prefix}{key}", value


def fields(text: Any) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name} if isinstance(text, str) else set()
