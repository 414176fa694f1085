"""Lists in JSON: every list of records in the file becomes a table, however deep it lies."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

from readiness.errors import EvidenceError
from readiness.evidence.files.cell_text import plain_number
from readiness.evidence.files.source import Source
from readiness.evidence.files.table import Head

#: Different keys that a list may have; what comes later is not read.
_MOST_KEYS = 200
_DEEPEST = 20
Record = Mapping[str, Any]


def json_heads(source: Source) -> list[Head]:
    """One table for each name under which the file holds records, the largest first.

    Nested values are named with a dot (``data.status``); the values around a list, such as those of the device that
    the events belong to, are named with ``../`` before them. Rows count the records from 1.

    Raises
    ------
    EvidenceError
        ``json_unreadable`` with the line, or ``file_not_table`` when there is no list of records.
    """
    try:
        data = json.loads(source.text.lstrip("\ufeff"))
        lists: dict[str, list[tuple[Record, Record]]] = {}
        _collect(data, "", {}, lists, 0)
    except json.JSONDecodeError as problem:
        raise EvidenceError("json_unreadable", file=source.file, line=problem.lineno) from None
    except (ValueError, RecursionError):
        raise EvidenceError("json_unreadable", file=source.file, line=1) from None
    heads = []
    for name, found in sorted(lists.items(), key=lambda entry: -len(entry[1])):
        header = _keys(found)
        if header:
            heads.append(Head("", header, 0, records=partial(_records, found, header), sheet=name))
    if not heads:
        raise EvidenceError("file_not_table", file=source.file, found="JSON")
    return heads


def _collect(value: Any, name: str, around: Record, lists: dict[str, list[tuple[Record, Record]]], depth: int) -> None:
    if depth > _DEEPEST:
        return
    if isinstance(value, list):
        members = [entry for entry in value if isinstance(entry, dict)]
        if members:
            lists.setdefault(name, []).extend((entry, around) for entry in members)
        for entry in members:
            _inside(entry, name, lists, depth)
    elif isinstance(value, dict):
        _inside(value, name, lists, depth)


def _inside(value: dict[str, Any], name: str, lists: dict[str, list[tuple[Record, Record]]], depth: int) -> None:
    parts = {key: part for key, part in value.items() if isinstance(part, dict | list)}
    if not parts:
        return
    plain = {f"../{key}": part for key, part in value.items() if not isinstance(part, dict | list)}
    for key, part in parts.items():
        _collect(part, key, plain, lists, depth + 1)


def _flat(record: Record, before: str = "", depth: int = 0) -> Iterator[tuple[str, str]]:
    for key, value in record.items():
        if isinstance(value, dict):
            if depth < _DEEPEST:
                yield from _flat(value, f"{before}{key}.", depth + 1)
        elif not isinstance(value, list):
            yield before + key, _text(value)


def _keys(found: list[tuple[Record, Record]]) -> tuple[str, ...]:
    keys: dict[str, None] = {}
    for record, around in found:
        for part in (record, around):
            keys.update((key, None) for key, _ in _flat(part))
        if len(keys) >= _MOST_KEYS:
            break
    return tuple(keys)[:_MOST_KEYS]


def _records(found: list[tuple[Record, Record]], header: tuple[str, ...]) -> Iterator[tuple[int, list[str]]]:
    for number, (record, around) in enumerate(found, start=1):
        cells = dict(_flat(record)) | dict(_flat(around))
        yield number, [cells.get(key, "") for key in header]


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return plain_number(value) if isinstance(value, float) else str(value)
