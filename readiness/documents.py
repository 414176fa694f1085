"""Strict YAML: every scalar means what its author typed, keys are unique, every value knows its line."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from readiness.errors import CatalogError, ReadinessError

_BASE: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _Loader(_BASE):
    """YAML without surprises: yes/no, clock times and dates stay text, unlike true/false, plain numbers and null."""


# A fresh table: PyYAML's own would turn No into false, 11:00 into 660 and 012 into 10.
_Loader.yaml_implicit_resolvers = {}
for _tag, _pattern, _first in (
    ("bool", r"^(true|false)$", "tf"),
    ("int", r"^-?(0|[1-9][0-9]*)$", "-0123456789"),
    ("float", r"^-?(0|[1-9][0-9]*)\.[0-9]+$", "-0123456789"),
    ("null", r"^(null|~|)$", ["n", "~", ""]),
):
    _Loader.add_implicit_resolver(f"tag:yaml.org,2002:{_tag}", re.compile(_pattern), list(_first))

Path_ = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """A YAML file as data, with the line of every key and entry."""

    path: Path
    data: Any
    lines: dict[Path_, int]

    def line(self, where: Iterable[str | int]) -> int:
        """Line (from 1) of the value at `where`, or of its nearest parent."""
        place = tuple(where)
        while place and place not in self.lines:
            place = place[:-1]
        return self.lines.get(place, 1)


def read_document(path: Path | str, error: type[ReadinessError] = CatalogError) -> Document:
    """Read one YAML file strictly.

    Parameters
    ----------
    path : Path or str
        A UTF-8 file with one YAML document.
    error : type
        Which error to raise: `CatalogError` for our own files, `AnswerError` for a user's.

    Raises
    ------
    ReadinessError
        ``file_missing``, ``file_not_text``, ``yaml_syntax`` or ``yaml_duplicate_key``, each with file and line.
    """
    path = Path(path)
    try:
        raw = path.read_bytes()
    except OSError as problem:
        raise error("file_missing", file=path.name, reason=problem.strerror or "unreadable") from None
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        line = raw[: problem.start].count(b"\n") + 1
        raise error("file_not_utf8", file=path.name, line=line) from None
    return parse_document(text, path, error)


def parse_document(text: str, path: Path | str, error: type[ReadinessError] = CatalogError) -> Document:
    """Parse YAML text strictly; `path` only names it in messages."""
    path = Path(path)
    loader = _Loader(text)
    lines: dict[Path_, int] = {}
    try:
        node = loader.get_single_node()
        data = None if node is None else _value(node, (), lines, loader, path, error)
    except yaml.YAMLError as problem:
        mark = getattr(problem, "problem_mark", None)
        line = mark.line + 1 if mark else 1
        reason = getattr(problem, "problem", None) or "unreadable"
        raise error("yaml_syntax", file=path.name, line=line, reason=str(reason)) from None
    except (ValueError, RecursionError) as problem:
        raise error("yaml_syntax", file=path.name, line=1, reason=type(problem).__name__) from None
    finally:
        loader.dispose()
    return Document(path, data, lines)


def _value(
    node: Any, where: Path_, lines: dict[Path_, int], loader: Any, path: Path, error: type[ReadinessError]
) -> Any:
    lines.setdefault(where, node.start_mark.line + 1)
    if node.tag.rsplit(":", 1)[-1] not in ("map", "seq", "str", "int", "float", "bool", "null"):
        reason = f"the tag {node.tag} is not used here"
        raise error("yaml_syntax", file=path.name, line=node.start_mark.line + 1, reason=reason)
    if isinstance(node, yaml.MappingNode):
        result: dict[str, Any] = {}
        for key_node, value_node in node.value:
            key, line = key_node.value, key_node.start_mark.line + 1
            if not isinstance(key, str):
                raise error("yaml_syntax", file=path.name, line=line, reason="a key must be plain text")
            if key in result:
                raise error("yaml_duplicate_key", file=path.name, line=line, key=key, first=lines[(*where, key)])
            lines[(*where, key)] = line
            result[key] = _value(value_node, (*where, key), lines, loader, path, error)
        return result
    if isinstance(node, yaml.SequenceNode):
        return [_value(child, (*where, i), lines, loader, path, error) for i, child in enumerate(node.value)]
    kind = node.tag.rsplit(":", 1)[-1]
    if kind == "str":
        return node.value
    if kind == "int":
        return int(node.value)
    if kind == "float":
        return float(node.value)
    if kind == "bool":
        return node.value == "true"
    return None
