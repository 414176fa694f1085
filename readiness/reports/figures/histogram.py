"""How often each length occurs: a bar per step, with the legal limits as lines."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from readiness.reports.blocks import Box, Figure, Label, Line, Table, cell, table
from readiness.reports.context import Page
from readiness.reports.figures.shapes import LEFT, RIGHT, legend, limit_label, ticks, trimmed

#: Height of the bars.
PLOT = 150.0


@dataclass(frozen=True, slots=True)
class Limit:
    """A limit on the axis of lengths: where it lies (minutes), in words, and whether crossing it is a breach."""

    minutes: float
    words: str
    breach: bool


@dataclass(frozen=True, slots=True)
class Histogram:
    """What is drawn; its `name` is that of its texts.

    Attributes
    ----------
    counts : tuple of int
        How many lie in each step.
    step : int
        Length of a step in minutes.
    beyond : tuple of bool
        Which steps lie beyond the limit that decides about a possible breach.
    """

    name: str
    title: str
    about: tuple[str, ...]
    counts: tuple[int, ...]
    step: int
    beyond: tuple[bool, ...]
    limits: tuple[Limit, ...]


@dataclass(frozen=True, slots=True)
class _Plot:
    """Where things stand: steps from the first to the last (excluded), and numbers up to the top of the scale."""

    first: int
    last: int
    scale: tuple[float, ...]
    floor: float

    @property
    def wide(self) -> float:
        """Width of a step."""
        return (RIGHT - LEFT) / (self.last - self.first)

    def x(self, step: float) -> float:
        """Left edge of a step."""
        return LEFT + (step - self.first) * self.wide

    def tall(self, count: float) -> float:
        """Height of so many."""
        return PLOT * count / self.scale[-1]


def histogram(page: Page, what: Histogram) -> Figure:
    """The bars with their scale, the limits, the legend and, as a table, the numbers."""
    first, last = trimmed(what.counts, [m.minutes for m in what.limits], what.step)
    scale = tuple(ticks(max(what.counts[first:last], default=0)))
    plot = _Plot(first, last, scale, 24.0 + 16 * len(what.limits) + PLOT)
    filled = [n for n in range(first, min(last, len(what.counts))) if what.counts[n]]
    over = [n for n in filled if what.beyond[n]]
    keys = [("bar", page.t(f"pictures.{what.name}.within")), ("over", page.t(f"pictures.{what.name}.over"))]
    key = legend(keys if any(what.beyond) else keys[:1], plot.floor + 44)
    limits = list(_limits(what, plot))
    return Figure(
        what.name,
        what.title,
        what.about,
        key.bottom,
        (*(_bar(page, what, plot, n) for n in filled), *key.boxes),
        (*_grid(plot), *(line for line, _ in limits)),
        (
            *(Label(LEFT - 6, plot.floor - plot.tall(s) + 4, page.texts.number(s), "axis", "end") for s in scale),
            *(_number(page, what, plot, n) for n in over),
            *_hours(what, plot),
            *(label for _, label in limits),
            Label((LEFT + RIGHT) / 2, plot.floor + 33, page.t(f"pictures.{what.name}.axis"), "axis"),
            *key.labels,
        ),
        _numbers(page, what, filled),
    )


def _height(what: Histogram, plot: _Plot, n: int) -> float:
    """Height of a bar; what is beyond a limit has to be seen however little it is."""
    return max(plot.tall(what.counts[n]), 5.0 if what.beyond[n] else 1.5)


def _bar(page: Page, what: Histogram, plot: _Plot, n: int) -> Box:
    tall = _height(what, plot, n)
    tip = f"{_range(page, what, n)}: {page.texts.number(what.counts[n])}"
    return Box(plot.x(n) + 1, plot.floor - tall, plot.wide - 2, tall, "over" if what.beyond[n] else "bar", tip)


def _number(page: Page, what: Histogram, plot: _Plot, n: int) -> Label:
    y = plot.floor - _height(what, plot, n) - 4
    return Label(plot.x(n) + plot.wide / 2, y, page.texts.number(what.counts[n]), "strong")


def _grid(plot: _Plot) -> Iterator[Line]:
    for number in plot.scale:
        y = plot.floor - plot.tall(number)
        yield Line(LEFT, y, RIGHT, y, "grid" if number else "base")


def _hours(what: Histogram, plot: _Plot) -> Iterator[Label]:
    for n in range(plot.first, plot.last + 1):
        if n * what.step % 60 == 0:
            yield Label(plot.x(n), plot.floor + 16, str(n * what.step // 60), "axis")


def _limits(what: Histogram, plot: _Plot) -> Iterator[tuple[Line, Label]]:
    """Lines with their words; the rightmost has the topmost words, so that none cross the line of another limit."""
    end = RIGHT
    for row, limit in enumerate(sorted(what.limits, key=lambda m: -m.minutes)):
        x = plot.x(limit.minutes / what.step)
        line = Line(x, 4 + 16 * row, x, plot.floor, "limit" if limit.breach else "limit soft")
        yield line, limit_label(x, row, limit.words, LEFT, end)
        end = x - 4


def _range(page: Page, what: Histogram, n: int) -> str:
    """A step in words: from when to when."""
    low, high = page.texts.hours(n * what.step), page.texts.hours((n + 1) * what.step)
    return page.t(f"pictures.{what.name}.step", low=low, high=high)


def _numbers(page: Page, what: Histogram, filled: list[int]) -> Table | None:
    rows = [[cell(_range(page, what, n)), cell(page.texts.number(what.counts[n]))] for n in filled]
    heads = [page.t("pictures.length"), page.t("pictures.count")]
    return table(page.t(f"pictures.{what.name}.caption"), heads, rows, "numbers")
