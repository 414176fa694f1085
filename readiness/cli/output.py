"""Tables and JSON on the terminal."""

from __future__ import annotations

import json
import shutil
import textwrap
from collections.abc import Mapping, Sequence
from typing import Any


def print_json(data: Any) -> None:
    """Print data as JSON that other programs read."""
    print(json.dumps(data, ensure_ascii=False, indent=1, default=str))


def print_table(rows: Sequence[Mapping[str, Any]], headings: Mapping[str, str]) -> None:
    """Print rows as a table; the last column is wrapped to the width of the terminal."""
    if not rows:
        return
    keys = list(headings)
    cells = [[_cell(row.get(k)) for k in keys] for row in rows]
    widths = [max(len(headings[k]), *(len(line[n]) for line in cells)) for n, k in enumerate(keys[:-1])]
    room = max(24, shutil.get_terminal_size((110, 24)).columns - sum(widths) - 2 * len(widths))
    print(_line([headings[k] for k in keys], widths))
    last = max(len(headings[keys[-1]]), *(len(line[-1]) for line in cells))
    print(_line([*("-" * w for w in widths), "-" * min(room, last)], widths))
    for line in cells:
        wrapped = textwrap.wrap(line[-1], room) or [""]
        print(_line([*line[:-1], wrapped[0]], widths))
        for more in wrapped[1:]:
            print(_line([*("" for _ in widths), more], widths))


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    return "  ".join([*(c.ljust(w) for c, w in zip(cells, widths, strict=False)), cells[-1]]).rstrip()


def _cell(value: Any) -> str:
    return " ".join(str("" if value is None else value).split())
