"""Compensatory days, and the rest beside free days, agree with plain Python on random rosters."""

from __future__ import annotations

from collections import Counter

import plain_free as plain
from hypothesis import given
from hypothesis import strategies as st
from log_strategies import MANY, firm, narrowed, roster
from plain_logs import frame_of
from plain_rests import matched

from readiness.checks import check_shifts
from readiness.law import load_law

LAW = load_law("de")
HOLIDAYS = {d.astype(object) for d in LAW.holidays("BE", range(2024, 2029))}
ROSTERS = firm(roster, least=1, most=2)
SCOPES = st.fixed_dictionaries(
    {"region": st.just("BE")},
    optional={
        "sector": st.sampled_from(["care", "office"]),
        "only_after": st.booleans(),
        "rest_shift_hours": st.sampled_from([-6, -1, 2, 6]),
    },
)
RULE = "arbzg.s11_4.combined_rest"


def later(scope) -> int:
    return 60 * scope.get("rest_shift_hours", 0)


def checked(logs, scope, *rules):
    """Tally and cases of some rules, with the firm's moved rest if there is one."""
    frame, absences = frame_of(logs)
    scope = scope | ({"shift_operation": True} if "rest_shift_hours" in scope else {})
    found = check_shifts(frame, narrowed(LAW, rules), scope, absences)
    return found.tally.set_index("rule").loc[list(rules)], found.cases[found.cases["rule"].isin(rules)]


@MANY
@given(ROSTERS, SCOPES)
def test_each_free_day_makes_up_for_one_day_of_work(logs, scope):
    tally, cases = checked(logs, scope, "arbzg.s11_3.sunday", "arbzg.s11_3.holiday")
    failed = Counter(cases["subject"].astype(str))
    many = 0
    for n, log in enumerate(logs):
        due = plain.balance(log, HOLIDAYS, later(scope), scope.get("only_after", False))
        missing = len(due.certain) - matched(due.certain, due.perhaps_free)
        assert failed[f"P-{n}"] == missing
        many += len(due.certain) + len(due.other)
    assert tally["checked"].sum() + tally["open"].sum() == many


@MANY
@given(ROSTERS, SCOPES)
def test_a_rest_lies_beside_free_and_compensatory_days(logs, scope):
    tally, cases = checked(logs, scope, RULE)
    rest = 600 if scope.get("sector") == "care" else 660
    total = 0
    for n, log in enumerate(logs):
        mine = cases[cases["subject"] == f"P-{n}"]
        named = [(d.date(), m, w) for d, m, w in zip(mine["day"], mine["measured"], mine["limit"], strict=True)]
        spans = {day: (free, length + rest) for day, free, length in plain.free_spans(log)}
        weekly = plain.sundays_and_holidays(log, HOLIDAYS, rest, later(scope))
        made_up = [unit for unit in named if unit[:2] not in weekly.failed]
        assert sorted(unit[:2] for unit in named if unit not in made_up) == sorted(weekly.failed)

        due = plain.balance(log, HOLIDAYS, later(scope), scope.get("only_after", False))
        short = [day for day in due.surely_free if day in spans and spans[day][0] < spans[day][1]]
        long = [day for day in due.perhaps_free if day not in short]
        first = matched(due.certain, long)
        most = matched(due.certain, [*long, *short])
        days = [day for day, _, _ in made_up]
        # Long days serve first; as many short ones as are needed are named, each with the free time around it.
        assert len(days) == most - first
        assert matched(due.certain, [*long, *days]) == most
        assert all(day in short and (free, limit) == spans[day] for day, free, limit in made_up)
        total += weekly.checked + most
    assert tally.loc[RULE, "checked"] == total
    assert tally.loc[RULE, "failed"] == len(cases) and tally.loc[RULE, "open"] == 0
