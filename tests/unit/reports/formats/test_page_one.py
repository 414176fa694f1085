"""Page one stays one page: lists are cut in a fixed order, never to nothing."""

from __future__ import annotations

from readiness.reports.formats.page_one import LINES, Limits, limits, lines


def test_lines_of_a_text() -> None:
    assert lines("") == 1
    assert lines("x" * 100, 100) == 1
    assert lines("x" * 101, 100) == 2


def test_everything_is_shown_where_there_is_room() -> None:
    assert limits(10, {"actions": [2.0] * 5, "clarify": [1.0]}) == Limits()


def test_actions_are_cut_first_and_never_below_three() -> None:
    assert limits(LINES - 16, {"actions": [3.0] * 5}).actions == 4
    least = limits(1000, {"actions": [3.0] * 9, "breaches": [2.0] * 9, "duties": [2.0] * 9, "clarify": [2.0] * 9})
    assert least == Limits(breaches=1, duties=1, clarify=1, actions=3)
