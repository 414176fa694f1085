"""Compensatory days, and the rest beside free days, agree with plain Python on random rosters."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from functools import cache

import plain_free as plain
from both_ways import both_ways
from hypothesis import given
from hypothesis import strategies as st
from log_strategies import MANY, firm, narrowed, roster
from plain_logs import frame_of, people_of
from plain_rests import matched

from readiness.analysis.working_time.check import check_shifts
from readiness.law import load_law

LAW = load_law("de")
ROSTERS = st.tuples(firm(roster, least=1, most=2), st.lists(st.sampled_from(["", "", "SN"]), min_size=5)).map(
    lambda drawn: [replace(log, facts=(("region", r),)) if r else log for log, r in zip(*drawn, strict=False)]
)
SCOPES = st.fixed_dictionaries(
    {"region": st.sampled_from(["BE", ""])},
    optional={
        "sector": st.sampled_from(["care", "office"]),
        "only_after": st.booleans(),
        "rest_shift_hours": st.sampled_from([-6, -1, 2, 6]),
    },
)
RULE = "arbzg.s11_4.combined_rest"


@cache
def holidays(region: str) -> set[dt.date]:
    return {d.astype(object) for d in LAW.holidays(region, range(2024, 2029))}


def free(log, scope) -> tuple[set[dt.date], set[dt.date]]:
    """Holidays at the place stated for a person, else at that of the firm; and those that may be some."""
    region = dict(log.facts).get("region") or scope["region"]
    if region:
        return holidays(region), holidays(region)
    return holidays(""), set().union(*map(holidays, LAW.regions()))


def later(scope) -> int:
    return 60 * scope.get("rest_shift_hours", 0)


def checked(logs, scope, *rules):
    """Tally and cases of some rules, with the firm's moved rest if there is one."""
    frame, absences = frame_of(logs)
    scope = scope | ({"shift_operation": True} if "rest_shift_hours" in scope else {})
    found = both_ways(lambda: check_shifts(frame, narrowed(LAW, rules), scope, absences, people_of(logs)))
    return found.tally.set_index("rule").loc[list(rules)], found.cases[found.cases["rule"].isin(rules)]


@MANY
@given(ROSTERS, SCOPES)
def test_each_free_day_makes_up_for_one_day_of_work(logs, scope):
    """Days that are certainly to be made up for come first; perhaps holidays are open or nothing, never checked."""
    tally, cases = checked(logs, scope, "arbzg.s11_3.sunday", "arbzg.s11_3.holiday")
    judged = waiting = 0
    for n, log in enumerate(logs):
        due = plain.balance(log, *free(log, scope), later(scope), scope.get("only_after", False))
        named = {day.date() for day in cases.loc[cases["subject"] == f"P-{n}", "day"]}
        kept = [period for day, period in due.certain.items() if day not in named]
        assert named <= set(due.certain)
        assert len(kept) == matched(kept, due.perhaps_free) == matched([*due.certain.values()], due.perhaps_free)

        rest = [*kept, *due.other.values()]
        every = [*rest, *due.maybe.values()]
        lacking = len(rest) - matched(rest, due.surely_free)
        judged += len(named) + len(rest) - lacking
        waiting += len(every) - matched(every, due.surely_free)
    assert tally["checked"].sum() == judged
    assert tally["open"].sum() == waiting


@MANY
@given(ROSTERS, SCOPES)
def test_a_rest_lies_beside_free_and_compensatory_days(logs, scope):
    tally, cases = checked(logs, scope, RULE)
    rest = 600 if scope.get("sector") == "care" else 660
    total = waiting = 0
    for n, log in enumerate(logs):
        listed, somewhere = free(log, scope)
        mine = cases[cases["subject"] == f"P-{n}"]
        named = [(d.date(), m, w) for d, m, w in zip(mine["day"], mine["measured"], mine["limit"], strict=True)]
        spans = {day: (free, length + rest) for day, free, length in plain.free_spans(log)}
        weekly = plain.sundays_and_holidays(log, listed, somewhere, rest, later(scope))
        made_up = [unit for unit in named if unit[:2] not in weekly.failed]
        assert sorted(unit[:2] for unit in named if unit not in made_up) == sorted(weekly.failed)

        due = plain.balance(log, listed, somewhere, later(scope), scope.get("only_after", False))
        certain = [*due.certain.values()]
        below = {day for day, (hours, least) in spans.items() if hours < least}
        short = [day for day in due.surely_free if day in below]
        long = [day for day in due.perhaps_free if day not in below]
        first = matched(certain, long)
        most = matched(certain, [*long, *short])
        days = [day for day, _, _ in made_up]
        # Long days serve first; as many short ones as are needed are named, each with the free time around it.
        assert len(days) == most - first
        assert matched(certain, [*long, *days]) == most
        assert all(day in short and (hours, limit) == spans[day] for day, hours, limit in made_up)
        # A day that is a holiday in some places is no compensatory day that was checked.
        settled = [day for day in long if day in listed or day not in somewhere]
        total += weekly.checked + len(days) + matched(certain, settled)
        waiting += weekly.open
    assert tally.loc[RULE, "checked"] == total
    assert tally.loc[RULE, "failed"] == len(cases) and tally.loc[RULE, "open"] == waiting
