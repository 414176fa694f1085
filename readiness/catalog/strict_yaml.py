"""Strict YAML: every scalar means what its author typed, keys are unique, every value knows its line."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from readiness.errors import CatalogError, ReadinessError, cause_of

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
#: Where the parser begins a new line.
_BREAK = re.compile("\r\n|[\n\r\x85\u2028\u2029]")
#: A key whose colon has no space behind it, such as ``WT-01:3``.
_CLOSE = re.compile(r"^\s*(?:- +)?[^\s:#'\"\[{]+:[^\s:/]")
#: So much of a line is shown in a message.
_SHOWN = 60


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
        raise error("file_missing", file=path.name, **cause_of(problem)) from None
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
        data = None if node is None else _value(node, (), lines, text, path, error)
    except yaml.YAMLError as problem:
        cause, line, column = _cause(problem, text)
        raise _unclear(error, path, text, line, cause, column) from None
    except (ValueError, RecursionError):
        raise _unclear(error, path, text, 1) from None
    finally:
        loader.dispose()
    return Document(path, data, lines)


def _value(node: Any, where: Path_, lines: dict[Path_, int], text: str, path: Path, error: type[ReadinessError]) -> Any:
    line = lines.setdefault(where, node.start_mark.line + 1)
    if node.tag.rsplit(":", 1)[-1] not in ("map", "seq", "str", "int", "float", "bool", "null"):
        raise _unclear(error, path, text, node.start_mark.line + 1, "sign", node.start_mark.column + 1)
    if isinstance(node, yaml.MappingNode):
        result: dict[str, Any] = {}
        for key_node, value_node in node.value:
            key, line = key_node.value, key_node.start_mark.line + 1
            if not isinstance(key, str):
                raise _unclear(error, path, text, line, "key", key_node.start_mark.column + 1)
            if key in result:
                raise error("yaml_duplicate_key", file=path.name, line=line, key=key, first=lines[(*where, key)])
            lines[(*where, key)] = line
            result[key] = _value(value_node, (*where, key), lines, text, path, error)
        return result
    if isinstance(node, yaml.SequenceNode):
        return [_value(child, (*where, i), lines, text, path, error) for i, child in enumerate(node.value)]
    kind = node.tag.rsplit(":", 1)[-1]
    if kind == "str":
        return node.value
    if kind == "int":
        try:
            return int(node.value)
        except ValueError:  # thousands of digits
            raise _unclear(error, path, text, line, "number", node.start_mark.column + 1) from None
    if kind == "float":
        return float(node.value)
    if kind == "bool":
        return node.value == "true"
    return None


def _unclear(
    error: type[ReadinessError], path: Path, text: str, line: int, cause: str = "general", column: int | None = None
) -> ReadinessError:
    """The error for a place that cannot be read: line, column, what stands there, and the likely cause."""
    lines = _BREAK.split(text)
    while line > 1 and not _at(lines, line).strip():  # the end of the file says nothing to anybody
        line, column = line - 1, None
    shown = _at(lines, line).strip()
    shown = shown if len(shown) <= _SHOWN else shown[: _SHOWN - 1] + "…"
    return error("yaml_syntax", file=path.name, line=line, column=column, text=shown, found=cause)


def _at(lines: list[str], line: int) -> str:
    return lines[line - 1] if 0 < line <= len(lines) else ""


def _cause(problem: yaml.YAMLError, text: str) -> tuple[str, int, int | None]:
    """The likely cause of what the parser met, in our words, and the line and column where a person mends it.

    The parser's own sentences are English and speak of tokens; only their kind is used.
    """
    lines = _BREAK.split(text)
    if isinstance(problem, yaml.reader.ReaderError):
        before = text.partition(chr(problem.character))[0]
        return "control_character", len(_BREAK.split(before)), None
    here, start = getattr(problem, "problem_mark", None), getattr(problem, "context_mark", None)
    if here is None:
        return "general", 1, None
    said, context = str(getattr(problem, "problem", "")), str(getattr(problem, "context", ""))
    line, column = here.line + 1, here.column + 1
    sign = _at(lines, line)[here.column : here.column + 1]
    if sign == "\t" or "tab character" in said:
        return "tab", line, column
    if "mapping values are not allowed" in said:
        return _colon(lines, line, column)
    if "expected ':'" in said and start is not None:
        line = start.line + 1
        return ("no_space" if _CLOSE.match(_at(lines, line)) else "no_colon"), line, start.column + 1
    if "quoted scalar" in context or "double-quoted" in context:
        open_end = "end of stream" in said or "document" in said
        where = start if open_end and start is not None else here
        return ("open_quote" if open_end else "backslash"), where.line + 1, where.column + 1
    if sign in ("]", "}") and "flow" not in context:
        return "extra_bracket", line, column
    if "flow" in context:
        opened = start if start is not None and ("sequence" in context or "mapping" in context) else here
        return "open_bracket", opened.line + 1, opened.column + 1
    if "another document" in said:
        return "second_document", line, None
    if "block mapping" in context or "block collection" in context or "document start" in said:
        if _at(lines, line)[: here.column].rstrip().endswith(("'", '"')):
            return "quotes", line, column
        return _above(lines, line) or ("indentation", line, column)
    if start is not None and any(word in context for word in ("block scalar", "anchor", "tag", "directive")):
        return "sign", start.line + 1, start.column + 1
    if sign and not sign.isalnum() and not sign.isspace():
        return "sign", line, column
    return "general", line, column


def _colon(lines: list[str], line: int, column: int) -> tuple[str, int, int | None]:
    """What is behind a colon that the parser did not expect: often the line before is the one to mend."""
    own = _at(lines, line)
    if ": " in own[: column - 1]:
        return "colon_in_text", line, column
    return _above(lines, line) or ("indentation", line, _indent(own) + 1)


def _above(lines: list[str], line: int) -> tuple[str, int, int | None] | None:
    """A missing colon or space in the last line before this one that is no comment; None when that line is sound."""
    above = next((n for n in range(line - 1, 0, -1) if _at(lines, n).strip() and _at(lines, n).lstrip()[0] != "#"), 0)
    earlier = _at(lines, above)
    if _CLOSE.match(earlier):
        return "no_space", above, earlier.index(":") + 1
    beside = _indent(earlier) == _indent(_at(lines, line))  # what is further in may be a text of several lines
    if above and beside and ":" not in earlier and not earlier.lstrip().startswith("- "):
        return "no_colon", above, None
    return None


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())
