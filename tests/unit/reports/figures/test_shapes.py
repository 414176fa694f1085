"""Measures of drawings: round axes, bars up to the limit, legends that do not run out of the picture."""

from __future__ import annotations

from readiness.reports.blocks import WIDTH
from readiness.reports.figures.shapes import CHARACTER, legend, limit_label, shade, ticks, trimmed


def test_axes_are_round() -> None:
    assert ticks(817) == [0, 250, 500, 750, 1000]
    assert ticks(3) == [0, 1, 2, 3] and ticks(0) == [0, 1]


def test_bars_reach_the_limit() -> None:
    assert trimmed([0, 0, 5, 0], [180.0], 30) == (2, 7)


def test_a_legend_takes_a_further_line_before_it_runs_out_of_the_picture() -> None:
    found = legend([("bar", "x" * 60), ("over", "y" * 60)], 10)
    assert found.boxes[1].y > found.boxes[0].y
    assert found.bottom > found.boxes[1].y + found.boxes[1].height
    assert all(label.x + CHARACTER * len(label.text) <= WIDTH for label in found.labels)


def test_words_at_a_limit_stand_where_there_is_room() -> None:
    assert limit_label(100, 0, "ten hours", 46, 712).anchor == "start"
    assert limit_label(700, 0, "ten hours", 46, 712).anchor == "end"


def test_a_field_is_darker_the_more_there_is_and_hidden_where_nothing_may_be_said() -> None:
    starts = (0.0, 0.2, 0.4, 0.6, 0.8)
    assert [shade(v, starts) for v in (0.1, 0.3, 0.5, 0.7, 0.9)] == ["s1", "s2", "s3", "s4", "s5"]
    assert shade(0.0, starts) == "empty" and shade(None, starts) == "hidden-field"
