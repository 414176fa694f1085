"""The days of the period as fields: the darker the longer people worked, with the possible breaches as numbers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from readiness.reports.blocks import Box, Figure, Label
from readiness.reports.context import Page
from readiness.reports.figures.shapes import DARK, LEFT, RIGHT, legend, shade

#: Hours at which the next darker shade begins.
HOURS = (0, 4, 6, 7, 8)
#: Weeks beside each other before a second band begins, and the size of a field.
BAND, WIDEST, TALL = 27, 44.0, 26.0


@dataclass(frozen=True, slots=True)
class Day:
    """One day of the calendar; `persons` is None where they are too few to be shown."""

    date: dt.date
    persons: int | None
    mean_minutes: float | None
    breaches: int | None

    @property
    def shade(self) -> str:
        """How dark its field is."""
        mean = self.mean_minutes
        return "empty" if self.persons == 0 else shade(None if mean is None else mean / 60, HOURS)


@dataclass(frozen=True, slots=True)
class Grid:
    """Weeks as columns, in as many bands below each other as they need."""

    monday: dt.date
    bands: int
    per_band: int

    @classmethod
    def of(cls, first: dt.date, days: int) -> Grid:
        """The grid for so many days from the first one on."""
        weeks = (first.weekday() + days + 6) // 7
        bands = -(-weeks // BAND)
        return cls(first - dt.timedelta(first.weekday()), bands, -(-weeks // bands))

    @property
    def wide(self) -> float:
        """Width of a field."""
        return min((RIGHT - LEFT) / self.per_band, WIDEST)

    def top(self, band: int) -> float:
        """Where a band begins."""
        return band * (7 * TALL + 30)

    def place(self, day: dt.date) -> tuple[float, float, int]:
        """Left and upper edge of a day's field, and its band."""
        column, row = divmod((day - self.monday).days, 7)
        band, column = divmod(column, self.per_band)
        return LEFT + column * self.wide, self.top(band) + 20 + row * TALL, band


def calendar(page: Page) -> Figure:
    """Mean length of work and number of possible breaches per day."""
    found = page.result.views["calendar"]
    days = list(_days(found))
    grid = Grid.of(days[0].date, len(days))
    names = page.texts.lookup("report.pictures.weekdays")
    labels = [
        Label(LEFT - 6, grid.top(band) + 37 + n * TALL, names[n], "axis", "end")
        for band in range(grid.bands)
        for n in range(7)
    ]
    labels += [label for n, day in enumerate(days) for label in _words(page, grid, day, first=n == 0)]
    boxes = [_field(page, grid, day) for day in days]
    key = legend(_keys(page), grid.top(grid.bands) + 2)
    return Figure(
        "calendar",
        _worst_day(page, days),
        tuple(_about(page)),
        key.bottom,
        (*boxes, *key.boxes),
        (),
        (*labels, *key.labels),
    )


def _days(found: Mapping[str, Any]) -> Iterator[Day]:
    first = dt.date.fromisoformat(found["first"])
    columns = zip(found["persons"], found["mean_minutes"], found["breaches"], strict=True)
    for n, (persons, mean, breaches) in enumerate(columns):
        yield Day(first + dt.timedelta(n), persons, mean, breaches)


def _field(page: Page, grid: Grid, day: Day) -> Box:
    x, y, _ = grid.place(day.date)
    return Box(x, y, grid.wide - 1.5, TALL - 1.5, day.shade, _tip(page, day))


def _words(page: Page, grid: Grid, day: Day, first: bool) -> Iterator[Label]:
    """The number in a day's field, and the month above the day with which it begins."""
    x, y, band = grid.place(day.date)
    if day.breaches:
        look = "on strong" if day.shade in DARK else "in strong"
        yield Label(x + grid.wide / 2 - 0.75, y + TALL / 2 + 4, page.texts.number(day.breaches), look)
    if day.date.day == 1 or (first and day.date.day < 20):
        month = page.texts.lookup("report.pictures.months")[day.date.month - 1]
        yield Label(x, grid.top(band) + 13, f"{month} {day.date.year}", "axis", "start")


def _keys(page: Page) -> Iterator[tuple[str, str]]:
    for n, (low, high) in enumerate(zip(HOURS, [*HOURS[1:], None], strict=True), 1):
        above = page.t("pictures.calendar.above", low=str(low))
        yield f"s{n}", above if high is None else page.t("pictures.calendar.upto", high=str(high))
    yield "empty", page.t("pictures.calendar.no_work")
    if page.result.views["calendar"]["suppressed"]:
        yield "hidden-field", page.too_few


def _tip(page: Page, day: Day) -> str:
    date = page.texts.date(day.date)
    if day.persons is None:
        return f"{date}: {page.too_few}"
    if not day.persons:
        return f"{date}: {page.t('pictures.calendar.no_work')}"
    fields = {"persons": page.texts.number(day.persons), "mean": page.texts.hours(day.mean_minutes)}
    return page.t("pictures.calendar.day", date=date, breaches=page.texts.number(day.breaches), **fields)


def _worst_day(page: Page, days: list[Day]) -> str:
    """The day with most possible breaches, in a sentence; how many days, where several have as many."""
    most = max((day.breaches for day in days if day.breaches), default=0)
    if not most:
        return page.t("pictures.calendar.none")
    worst = [day for day in days if day.breaches == most]
    count = page.texts.counted("report.pictures.calendar.breaches", most)
    if len(worst) == 1:
        return page.t("pictures.calendar.title", date=page.texts.date(worst[0].date), count=count)
    return page.t("pictures.calendar.title_ties", days=page.texts.number(len(worst)), count=count)


def _about(page: Page) -> Iterator[str]:
    found = page.result.views["calendar"]
    yield page.t("pictures.calendar.about")
    if found["suppressed"]:
        yield page.texts.counted("report.pictures.calendar.hidden", found["suppressed"], group=page.smallest_group)
    if found["left_out"]:
        yield page.texts.counted("report.pictures.calendar.left_out", found["left_out"])
