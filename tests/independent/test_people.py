"""Adults, youth and protected persons in one file, each judged by the own facts, agree with plain Python."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from functools import cache

import plain_people as people
import plain_rests as rests
import plain_rules as plain
from hypothesis import given
from hypothesis import strategies as st
from log_strategies import MANY, agree, long_log, short_log
from plain_logs import DAY, Found, Log, days_of, wall

from readiness.law import load_law

LAW = load_law("de")
SECTORS = [
    "",
    "office",
    "bakery",
    "hospitality",
    "farming",
    "mining",
    "hospital",
    "construction",
]
FLAGS = [
    "severely_disabled",
    "marginal",
    "executive",
    "evening_consent",
    "medical_clearance",
    "no_lone_work",
]
FLAGS += ["evening_application", "willing", "preterm", "shift_operation"]
SOME_DAY = st.one_of(st.none(), st.dates(dt.date(2025, 11, 1), dt.date(2026, 11, 30)).map(str))
FACTS = st.fixed_dictionaries(
    {},
    optional={
        "group": st.sampled_from(["adult", "youth", "protected"]),
        "age": st.sampled_from([None, 15, 16, 17, 18, 40]),
        "sector": st.sampled_from(SECTORS),
        "night_worker": st.sampled_from(["", "rotating"]),
        "region": st.sampled_from(["", "BY", "SN", "BE"]),
        "due": SOME_DAY,
        "birth": SOME_DAY,
        **{flag: st.sampled_from([True, True, False, None]) for flag in FLAGS},
    },
)
SCOPE = st.fixed_dictionaries(
    {"region": st.just("NW")},
    optional={
        "sector": st.sampled_from(["office", "bakery", "cleaning"]),
        "population": st.sampled_from(["adult", "protected"]),
        "age": st.sampled_from([16, 17, 30]),
        "severely_disabled": st.just(True),
        "night_worker": st.just("rotating"),
    },
)


@cache
def holidays(region: str) -> set[dt.date]:
    return {d.astype(object) for d in LAW.holidays(region, range(2024, 2029))}


def free(log: Log) -> set[dt.date]:
    """Public holidays at the place stated for a person, else at that of the firm."""
    return holidays(dict(log.facts).get("region") or "NW")


@st.composite
def persons(draw, log: st.SearchStrategy[Log], least: int, most: int) -> list[Log]:
    """Logs of persons of whom something is known, of a few nothing."""
    logs = draw(st.lists(log, min_size=least, max_size=most))
    return [replace(one, facts=tuple(draw(FACTS).items())) for one in logs]


def of_group(group: str, logs: list[Log], scope, rule) -> list[Found]:
    """A rule for those of a group; executives are left out unless nobody else is there."""
    executive = [people.group_of(o, scope) == "adult" and dict(o.facts).get("executive") is True for o in logs]
    out = [e and not all(executive) for e in executive]
    mine = [people.group_of(one, scope) == group and not o for one, o in zip(logs, out, strict=True)]
    return [rule(one) if m else Found() for one, m in zip(logs, mine, strict=True)]


def rotating(log: Log, scope) -> bool:
    return people.fact("night_worker", log, scope) == "rotating"


def night(log: Log, scope) -> tuple[int, int]:
    """Hours of the night, earlier in a bakery."""
    return (22, 5) if people.fact("sector", log, scope) == "bakery" else (23, 6)


@MANY
@given(persons(short_log(since=2025), 5, 12), SCOPE)
def test_everybody_is_judged_by_the_own_group_and_facts(logs, scope):
    logs = [
        replace(
            o,
            records=tuple(replace(r, made=wall(r.start, r.zone or o.zone).date() + 8 * DAY) for r in o.records),
        )
        for o in logs
    ]

    def same(limit):
        return lambda day: limit

    def adults(rule):
        return of_group("adult", logs, scope, rule)

    def youth(rule):
        return of_group("youth", logs, scope, rule)

    def protected(rule):
        return of_group("protected", logs, scope, rule)

    def if_disabled(log):
        concerned = people.fact("severely_disabled", log, scope) is True
        return plain.longer_days(days_of(log), same(480), 30) if concerned else Found()

    def if_marginal(log):
        concerned = dict(log.facts).get("marginal") is True or scope.get("sector") == "cleaning"
        return rests.recorded_late(log) if concerned else Found()

    wanted = {
        "arbzg.s3.daily_max": adults(lambda log: plain.longer_days(days_of(log), same(600), 45)),
        "arbzg.s5.rest": adults(lambda log: people.rests(log, 660)),
        "arbzg.s9.holiday": adults(lambda log: plain.worked_on(log, lambda d: d.weekday() < 6 and d in free(log))[0]),
        "arbzg.s2_4.night_work": adults(lambda log: plain.night_work(log, *night(log, scope))),
        "arbzg.s2_5.night_worker": adults(
            lambda log: plain.night_worker(log, *night(log, scope), rotating(log, scope))
        ),
        "sgb9.s207.overtime": adults(if_disabled),
        "milog.s17.record_delay": adults(if_marginal),
        "jarbschg.s8.daily": youth(lambda log: people.youth_days(log, free(log))),
        "jarbschg.s8.weekly": youth(lambda log: people.youth_weeks(log, free(log))),
        "jarbschg.s12.shift_span": youth(lambda log: people.youth_span(log, scope)),
        "jarbschg.s13.rest": youth(lambda log: people.rests(log, 720)),
        "jarbschg.s14.night": youth(lambda log: people.youth_night(log, scope)),
        "jarbschg.s16.saturday": youth(lambda log: people.weekend(log, scope, 5, people.SATURDAYS)),
        "jarbschg.s17.sunday": youth(lambda log: people.weekend(log, scope, 6, people.SUNDAYS)),
        "muschg.s3.protection": protected(lambda log: people.around_birth(log, scope)),
        "muschg.s4_1.daily": protected(lambda log: people.maternity_days(log, scope)),
        "muschg.s4_1.double_week": protected(lambda log: people.two_weeks(log, scope)),
        "muschg.s4_2.rest": protected(lambda log: people.rests(log, 660)),
        "muschg.s5.night": protected(lambda log: people.maternity_night(log, scope)),
    }
    agree(logs, LAW, scope, wanted)


@MANY
@given(
    persons(long_log(200), 3, 6),
    SCOPE.map(lambda scope: {k: v for k, v in scope.items() if k != "population"}),
)
def test_averages_by_the_own_place_and_night_work(logs, scope):
    wanted = {
        "arbzg.s3.avg_24w": of_group("adult", logs, scope, lambda log: plain.averages(log, free(log), 24)),
        "arbzg.s6_2.night_avg": of_group(
            "adult",
            logs,
            scope,
            lambda log: plain.night_average(log, free(log), rotating(log, scope), *night(log, scope)),
        ),
    }
    agree(logs, LAW, scope, wanted)
