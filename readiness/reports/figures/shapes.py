"""Boxes, lines and labels of a picture; the template turns them into SVG, so that a report needs no drawing library."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from readiness.reports.blocks import Table

#: Width of every picture in its own units; on A4 one of them is about a quarter of a millimetre.
WIDTH = 720.0
#: Width of a character of a label, measured with a wide font so that nothing is clipped with a narrow one.
CHARACTER = 6.4


@dataclass(frozen=True, slots=True)
class Box:
    """A filled rectangle; `look` is a class of the style sheet, `tip` is read out and shown on pointing at it."""

    x: float
    y: float
    width: float
    height: float
    look: str
    tip: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A straight line."""

    x1: float
    y1: float
    x2: float
    y2: float
    look: str


@dataclass(frozen=True, slots=True)
class Label:
    """Text beside what it names; `anchor` is start, middle or end."""

    x: float
    y: float
    text: str
    look: str = ""
    anchor: str = "middle"


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture with the sentence that says what is seen, sentences beside it and, where it helps, its table."""

    name: str
    title: str
    about: tuple[str, ...]
    height: float
    boxes: tuple[Box, ...]
    lines: tuple[Line, ...] = ()
    labels: tuple[Label, ...] = ()
    table: Table | None = None
    width: float = WIDTH


def ticks(most: float, wanted: int = 4) -> list[float]:
    """Round numbers from zero to at least `most`, about as many as wanted."""
    if most <= 0:
        return [0.0, 1.0]
    rough = most / wanted
    power = 10.0 ** math.floor(math.log10(rough))
    step = max(next(f * power for f in (1, 2, 2.5, 5, 10) if f * power >= rough), 1.0)
    return [n * step for n in range(math.ceil(most / step) + 1)]


def legend(entries: Iterable[tuple[str, str]], y: float, x: float = 46.0) -> tuple[list[Box], list[Label], float]:
    """Swatches with their words, on as many lines as they need.

    Returns
    -------
    tuple
        Boxes, labels and the height at which the next thing may stand.
    """
    boxes, labels, left = [], [], x
    for look, words in entries:
        width = 20 + CHARACTER * len(words) + 14
        if left + width > WIDTH and left > x:
            left, y = x, y + 19
        boxes.append(Box(left, y, 14, 12, look))
        labels.append(Label(left + 20, y + 10, words, anchor="start"))
        left += width
    return boxes, labels, y + 22


def limit_label(x: float, row: int, text: str, left: float, right: float) -> Label:
    """The words at a limit's line: on its right where they fit before `right`, else on its left."""
    length = CHARACTER * len(text)
    y = 14.0 + 16 * row
    if x + 6 + length <= right or x - 6 - length < left:
        return Label(x + 6, y, text, "limit", "start")
    return Label(x - 6, y, text, "limit", "end")


def trimmed(counts: Sequence[int], must: Iterable[float], step: float) -> tuple[int, int]:
    """First and last bar worth drawing (last excluded): all that hold something, and one on each side of a limit."""
    used = [n for n, c in enumerate(counts) if c]
    near = [int(m // step) for m in must]
    first = min([*used, *(n - 1 for n in near)], default=0)
    last = max([*used, *near], default=0)
    return max(first, 0), last + 1
