"""The histogram: nothing that is counted is lost, and what is beyond a limit is marked and counted out."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from readiness.language.texts import Texts
from readiness.reports.context import Page
from readiness.reports.figures.histogram import Histogram, Limit, histogram
from readiness.result import Result

COUNTS = (0, 0, 3, 40, 1, 2)
BEYOND = (False, False, False, False, True, True)


@pytest.fixture
def page(result_of: Callable[..., Result]) -> Page:
    return Page.of(result_of(), Texts("en"))


def of(*limits: Limit) -> Histogram:
    return Histogram("daily", "Title", ("About",), COUNTS, 120, BEYOND, limits)


def test_every_step_that_holds_something_has_a_bar_with_its_number_and_a_row(page: Page) -> None:
    drawn = histogram(page, of(Limit(480, "at most 8:00 h", breach=True)))
    bars = [box for box in drawn.boxes if box.tip]
    assert [box.tip.rsplit(" ", 1)[1] for box in bars] == ["3", "40", "1", "2"]
    assert [box.look for box in bars] == ["bar", "bar", "over", "over"]
    assert [label.text for label in drawn.labels if label.look == "strong"] == ["1", "2"]
    assert drawn.numbers is not None and [row[1].text for row in drawn.numbers.rows] == ["3", "40", "1", "2"]
    assert min(box.height for box in bars) >= 1.5


def test_limits_stand_where_they_lie_and_only_a_breach_is_a_whole_line(page: Page) -> None:
    drawn = histogram(page, of(Limit(360, "advice", breach=False), Limit(480, "at most 8:00 h", breach=True)))
    lines = [line for line in drawn.lines if "limit" in line.look]
    assert [line.look for line in lines] == ["limit", "limit soft"]  # the rightmost has the topmost words
    assert lines[0].x1 > lines[1].x1 and lines[0].y1 < lines[1].y1
    over = next(box for box in drawn.boxes if box.look == "over")
    assert abs(over.x - 1 - lines[0].x1) < 0.001


def test_without_anything_beyond_the_legend_names_only_what_is_drawn(page: Page) -> None:
    plain = Histogram("daily", "Title", (), COUNTS[:4], 120, BEYOND[:4], ())
    assert [box.look for box in histogram(page, plain).boxes if not box.tip] == ["bar"]
