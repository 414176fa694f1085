"""Measures that drawings share: scales, shades, legends and words beside a line; a format turns them into its own."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from readiness.reports.blocks import WIDTH, Box, Label

#: Left and right edge of what is drawn; beside it stand the numbers and words of the axis.
LEFT, RIGHT = 46.0, 712.0
#: Width of a character of a label, measured with a wide font so that nothing is clipped with a narrow one.
CHARACTER = 6.4
#: Shades on which a number has to be light.
DARK = ("s4", "s5")


@dataclass(frozen=True, slots=True)
class Legend:
    """Swatches with their words, and the height at which the next thing may stand."""

    boxes: tuple[Box, ...]
    labels: tuple[Label, ...]
    bottom: float


def ticks(most: float, wanted: int = 4) -> list[float]:
    """Round numbers from zero to at least `most`, about as many as wanted."""
    if most <= 0:
        return [0.0, 1.0]
    rough = most / wanted
    power = 10.0 ** math.floor(math.log10(rough))
    step = max(next(f * power for f in (1, 2, 2.5, 5, 10) if f * power >= rough), 1.0)
    return [n * step for n in range(math.ceil(most / step) + 1)]


def shade(value: float | None, starts: Sequence[float]) -> str:
    """The shade of a field, s1 to s5 by where the next one begins; a field without a value is empty or hidden."""
    if value is None:
        return "hidden-field"
    return "empty" if not value else f"s{sum(value > s for s in starts) or 1}"


def legend(entries: Iterable[tuple[str, str]], y: float, x: float = LEFT) -> Legend:
    """Swatches with their words (look, words), on as many lines as they need."""
    boxes, labels, left = [], [], x
    for look, words in entries:
        width = 20 + CHARACTER * len(words) + 14
        if left + width > WIDTH and left > x:
            left, y = x, y + 19
        boxes.append(Box(left, y, 14, 12, look))
        labels.append(Label(left + 20, y + 10, words, anchor="start"))
        left += width
    return Legend(tuple(boxes), tuple(labels), y + 22)


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
