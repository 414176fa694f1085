"""The record of a kind of check: which parts a rule owes, and names that are given once."""

from __future__ import annotations

import pytest

from readiness.analysis.working_time.judging.kind import Kind, Option, Registry


def kind(name="max_span", **more):
    def compute(context):
        raise NotImplementedError

    compute.__name__ = name
    return Kind(compute, conventions=("day",), one_day=True, **more)


def test_a_rule_owes_what_is_required_and_may_give_what_is_optional():
    due, known = kind(required=("limit",), optional=("balanced",)).due_parts(["limit"])
    assert (due, known) == ({"limit"}, {"limit", "balanced"})


def test_parts_that_count_together_are_owed_together():
    steps = kind(required=("break_1",), together=(("above_2", "break_2"),))
    assert steps.due_parts(["break_1"]) == ({"break_1"}, {"break_1", "above_2", "break_2"})
    assert steps.due_parts(["break_1", "break_2"])[0] == {"break_1", "above_2", "break_2"}


def test_an_option_can_ask_for_further_parts_and_spare_others():
    options = {"eves": Option(names="days", parts=("closes",)), "measure": Option(("span",), spares=("unknown_break",))}
    night = kind(required=("limit", "unknown_break"), options=options)
    assert night.due_parts([]) == ({"limit", "unknown_break"}, {"limit", "unknown_break"})
    assert night.due_parts([], ["eves"])[0] == {"limit", "unknown_break", "closes"}
    assert night.due_parts([], ["measure"]) == ({"limit"}, {"limit"})


def test_a_part_can_be_owed_for_every_possible_limit():
    year = kind(required=("limit", "{limit}_above"))
    assert year.due_parts([], (), ["year_45", "year_50"])[0] == {"limit", "year_45_above", "year_50_above"}


def test_every_kind_has_the_options_that_verdicts_read():
    assert set(kind(options={"days": Option(("sunday",))}).all_options) == {"days", "when_failed", "settled_by"}


def test_a_name_given_twice_is_refused():
    with pytest.raises(ValueError, match=r"“max_span”.*another name"):
        Registry([kind(), kind()])


def test_kinds_are_found_by_name_in_the_order_given():
    found = Registry([kind("b"), kind("a")])
    assert (list(found), len(found), found["a"].name, "c" in found) == (["b", "a"], 2, "a", False)
