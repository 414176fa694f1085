"""What several verbs print: tables, JSON, how far a reading is, what holds a score down."""

from __future__ import annotations

import json
import shutil
import sys
import textwrap
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from readiness.language.texts import Texts

#: Seconds of reading before anything is shown, and between two lines.
_PATIENCE, _PAUSE = 2.0, 0.25


def print_json(data: Any) -> None:
    """Print data as JSON that other programs read."""
    print(json.dumps(data, ensure_ascii=False, indent=1, default=str))


@contextmanager
def reading_line(
    file: str | Path, texts: Texts, clock: Callable[[], float] = time.monotonic
) -> Iterator[Callable[[int], None] | None]:
    """One line on the terminal while a large file is read: how many rows so far; it is gone when the work is done.

    Parameters
    ----------
    file : str or Path
        The file, named in the line.
    texts : Texts
        Language of the line.
    clock : callable
        Seconds of a clock that never goes back.

    Yields
    ------
    callable or None
        To be called with the number of rows; None when nobody looks at a terminal (a file, a pipe, a service).
    """
    screen = sys.stderr
    if not screen.isatty():
        yield None
        return
    due, width = clock() + _PATIENCE, 0

    def show(rows: int) -> None:
        nonlocal due, width
        now = clock()
        if now < due:
            return
        due = now + _PAUSE
        room = shutil.get_terminal_size((110, 24)).columns - 1  # a line that wraps cannot be taken back
        line = texts.t("cli.check.reading", file=Path(file).name, rows=texts.number(rows))[:room]
        screen.write("\r" + line.ljust(width))
        screen.flush()
        width = len(line)

    try:
        yield show
    finally:
        if width:
            screen.write("\r" + " " * width + "\r")
            screen.flush()


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


def print_caps(result: Any, texts: Texts) -> None:
    """Print why the score is held down, one question per line."""
    from readiness.explanation import explain

    for cap in explain(result, language=texts.language).caps():
        print(texts.t("cli.explain.capped", question=cap))


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    return "  ".join([*(c.ljust(w) for c, w in zip(cells, widths, strict=False)), cells[-1]]).rstrip()


def _cell(value: Any) -> str:
    return " ".join(str("" if value is None else value).split())
