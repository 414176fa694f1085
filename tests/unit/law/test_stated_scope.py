"""What is stated of a firm is typed and checked: nothing unknown passes in silence, nothing known is refused."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from places import ROOT
from property_runs import examples
from shift_frames import minute, shifts

import readiness as rd
from readiness.analysis.working_time.check import check_shifts
from readiness.analysis.working_time.rules import daily_hours, night_work, reference_period
from readiness.errors import ReadinessError, UnknownName, UsageError
from readiness.language import Texts
from readiness.law import POPULATIONS, checked_scope, load_law, scope_keys

LAWS = {country: load_law(country) for country in ("at", "ch", "de", "eu")}
DE = LAWS["de"]
KEYS = {key.id: key for key in scope_keys()}
MONDAY = minute("2026-03-02T07:00")


def checked(law: str = "de", **stated: Any) -> dict[str, Any]:
    return checked_scope(stated, LAWS[law])


# ------------------------------------------------------------------------------------------------------ unknown words


@pytest.mark.parametrize(
    ("key", "word", "nearest"),
    [
        ("sector", "krankenhaus", "hospital"),
        ("sector", "Krankenhaus", "hospital"),
        ("sector", "hopsital", "hospital"),
        ("sector", "gastronomy", "hospitality"),
        ("sector", "Gastronomie", "hospitality"),
        ("sector", "Bäckerei", "bakery"),
        ("exemption", "S10", "s10"),
        ("exemption", "§ 10 Nr. 3", "s10"),
        ("exemption", "s10_Nr3", "s10"),
        ("population", "schwanger", "protected"),
        ("average_period", "fixed", "fixed_24w"),
        ("day_basis", "strict", "strict_24h"),
        ("night_worker", "rotatin", "rotating"),
        ("region", "Bayern", "BY"),
        ("region", "NRW", "NW"),
    ],
)
def test_an_unknown_word_is_refused_with_the_nearest(key: str, word: str, nearest: str) -> None:
    with pytest.raises(UnknownName) as caught:
        checked(**{key: word})
    fields = caught.value.fields
    assert fields["name"] == word and fields["nearest"][0] == nearest and nearest in fields["known"]
    for language in ("de", "en"):
        said = Texts(language).error(caught.value.code, fields)
        assert word in said and nearest in said and (key in said or key == "region")


@pytest.mark.parametrize(
    ("key", "nearest"),
    [("sektor", "sector"), ("branch_sector", "sector"), ("extra_holiday", "extra_holidays"), ("Age", "age")],
)
def test_an_unknown_key_is_refused_with_the_nearest(key: str, nearest: str) -> None:
    with pytest.raises(UnknownName) as caught:
        checked(**{key: "hospital"})
    assert caught.value.code == "unknown_scope_key"
    assert caught.value.fields["nearest"][0] == nearest


@pytest.mark.parametrize(
    ("law", "key", "value"),
    [("de", "group", "office"), ("at", "minijob", True), ("eu", "exemption", "s10"), ("de", "split_agreed", True)],
)
def test_a_key_that_the_law_of_the_country_does_not_know_is_refused(law: str, key: str, value: Any) -> None:
    with pytest.raises(UnknownName) as caught:
        checked(law, **{key: value})
    assert caught.value.code == "unknown_scope_key" and caught.value.fields["country"] == law


@pytest.mark.parametrize("law", LAWS)
def test_claims_and_groups_are_those_of_the_law(law: str) -> None:
    for key, effects in (("exemption", ("exemption", "conditions")), ("group", ("limit_group",))):
        words = {claim for scope in LAWS[law].scopes if scope.effect in effects for claim in scope.claims}
        assert set(KEYS[key].known_words(LAWS[law])) == words
        for word in words:
            assert checked(law, **{key: word}) == {key: word}


@pytest.mark.parametrize("claim", ["s10", "s10_3", "s10_1_14", "s10_1_16a", "arbzg.s10.exempt"])
def test_an_exemption_may_name_its_paragraph(claim: str) -> None:
    assert checked(exemption=claim) == {"exemption": claim}


@pytest.mark.parametrize("claim", ["s10_", "s10_x", "s10 3", "_3", "s103", "weekend_work", "arbzg.s9.sunday"])
def test_what_only_looks_like_an_exemption_is_refused(claim: str) -> None:
    with pytest.raises(UnknownName):
        checked(exemption=claim)


# ------------------------------------------------------------------------------------------------------- wrong values


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("age", "abc"),
        ("age", "16.5"),
        ("age", -3),
        ("age", True),
        ("age", 10**400),
        ("age", float("nan")),
        ("rest_shift_hours", "abc"),
        ("rest_shift_hours", "1,2,3"),
        ("rest_shift_hours", float("inf")),
        ("average_start", "1.1.2026"),
        ("average_start", "2026-1-1"),
        ("due", "2026-13-01"),
        ("due", "20260401"),
        ("due", pd.NaT),
        ("birth", 20260401),
        ("extra_holidays", "15.8.2026"),
        ("extra_holidays", "2026-08-15;2026-08-16"),
        ("extra_holidays", "2026-08-15,"),
        ("extra_holidays", 7),
        ("extra_holidays", ["2026-08-15", None]),
        ("executive", "perhaps"),
        ("executive", 2),
        ("sector", ["hospital"]),
        ("sector", 3),
    ],
)
def test_a_value_that_is_not_of_its_type_is_refused(key: str, value: Any) -> None:
    with pytest.raises(UsageError) as caught:
        checked(**{key: value})
    assert caught.value.code == "scope_wrong_value" and caught.value.fields["key"] == key
    for language in ("de", "en"):
        said = Texts(language).error(caught.value.code, caught.value.fields)
        assert key in said and "type_" not in said


@pytest.mark.parametrize("stated", ["sector=hospital", ["sector"], 3])
def test_what_is_no_mapping_is_refused(stated: Any) -> None:
    with pytest.raises(UsageError):
        checked_scope(stated, DE)


@pytest.mark.parametrize(
    ("key", "value", "typed"),
    [
        ("age", "16", 16),
        ("age", 16.0, 16),
        ("rest_shift_hours", "-1,5", -1.5),
        ("rest_shift_hours", np.int64(6), 6),
        ("executive", "Ja", True),
        ("executive", "no", False),
        ("executive", 1, True),
        ("executive", np.True_, True),
        ("due", dt.date(2026, 4, 15), "2026-04-15"),
        ("due", pd.Timestamp("2026-04-15"), "2026-04-15"),
        ("due", np.datetime64("2026-04-15"), "2026-04-15"),
        ("extra_holidays", "2026-08-15", ["2026-08-15"]),
        ("extra_holidays", "2026-08-15, 2026-11-02", ["2026-08-15", "2026-11-02"]),
        ("extra_holidays", ("2026-08-15", dt.date(2026, 11, 2)), ["2026-08-15", "2026-11-02"]),
        ("extra_holidays", dt.date(2026, 8, 15), ["2026-08-15"]),
        ("extra_holidays", [], []),
    ],
)
def test_a_value_gets_its_type(key: str, value: Any, typed: Any) -> None:
    found = checked(**{key: value})
    assert found == {key: typed} and type(found[key]) is type(typed)


def test_nothing_stated_is_fine_and_what_was_checked_stays() -> None:
    assert checked_scope(None, DE) == checked(region="", sector=None) == {}
    once = checked(sector="care", age="17", extra_holidays="2026-08-15", executive="no", rest_shift_hours="1.5")
    assert checked_scope(once, DE) == once


# ------------------------------------------------------------------------------------------------- everything is known

READ = re.compile(
    r"(?:scope\.get|scope\[|context\.fact|\bfact_of|flagged|date_of|chosen)\(?(?:work, |context, )?\"(\w+)\""
)


def test_every_fact_that_the_code_reads_may_be_stated() -> None:
    code = "\n".join(p.read_text(encoding="utf-8") for p in (ROOT / "readiness" / "analysis").rglob("*.py"))
    names = set(READ.findall(code))
    assert len(names) > 15
    assert names - set(KEYS) == set()


def test_every_key_is_read_by_code_or_law() -> None:
    code = "\n".join(p.read_text(encoding="utf-8") for p in (ROOT / "readiness" / "analysis").rglob("*.py"))
    stated = {flag for law in LAWS.values() for scope in law.scopes for flag in scope.flags}
    stated |= {str(rule.options["flag"]) for law in LAWS.values() for rule in law.all_rules if "flag" in rule.options}
    assert [name for name in KEYS if name not in stated and f'"{name}"' not in code] == []


def test_flags_count_where_a_law_has_them() -> None:
    for law in LAWS.values():
        own = {flag for scope in law.scopes for flag in scope.flags}
        own |= {str(rule.options["flag"]) for rule in law.all_rules if "flag" in rule.options}
        for flag in own:
            assert KEYS[flag].type == "yes_no" and KEYS[flag].counts_under(law)


def test_words_are_those_of_the_code() -> None:
    wanted = {
        "population": POPULATIONS,
        "average_period": reference_period.PERIODS,
        "night_average_period": night_work.PERIODS,
        "day_basis": daily_hours.BASES,
    }
    for key, words in wanted.items():
        assert set(KEYS[key].known_words(DE)) == set(words)


def test_no_name_stands_for_two_words() -> None:
    for key in KEYS.values():
        words = dict(key.words or {})
        for name, own in (key.names or {}).items():
            assert name == name.lower() and (name not in words or name == own)


# ------------------------------------------------------------------------------------------------------------ property

VALUES = st.one_of(
    st.text(min_size=1),
    st.integers(),
    st.floats(),
    st.booleans(),
    st.dates(),
    st.lists(st.text(max_size=12), max_size=3),
    st.dictionaries(st.text(max_size=3), st.integers(), max_size=2),
    st.binary(max_size=4),
)


@examples(300)
@given(st.text().filter(lambda name: name not in KEYS), VALUES, st.sampled_from(sorted(LAWS)))
def test_an_unknown_key_is_always_refused(name: str, value: Any, law: str) -> None:
    with pytest.raises(ReadinessError) as caught:
        checked_scope({name: value}, LAWS[law])
    assert caught.value.code == "unknown_scope_key" and str(caught.value)


@examples(500)
@given(st.sampled_from(sorted(KEYS)), VALUES, st.sampled_from(sorted(LAWS)))
def test_a_value_is_typed_or_refused_and_never_anything_else(name: str, value: Any, law: str) -> None:
    try:
        found = checked_scope({name: value}, LAWS[law])
    except ReadinessError as problem:
        assert str(problem)
        return
    assert isinstance(found[name], {"yes_no": bool, "number": int | float, "dates": list}.get(KEYS[name].type, str))
    assert checked_scope(found, LAWS[law]) == found


def fitting(name: str, law: str) -> st.SearchStrategy[Any]:
    key = KEYS[name]
    number = st.integers(int(max(key.low, -99)), int(min(key.high, 99)))
    day = st.dates(dt.date(1900, 1, 1), dt.date(2100, 1, 1))
    return {
        "word": st.sampled_from(sorted(key.known_words(LAWS[law])) or [""]),
        "yes_no": st.sampled_from([True, False, "yes", "no", "Ja", "nein"]),
        "number": number | number.map(str),
        "date": day | day.map(str),
        "dates": st.lists(day, min_size=1, max_size=3) | day.map(str),
    }[key.type]


@examples(100)
@given(st.data(), st.sampled_from(sorted(LAWS)))
def test_what_is_known_is_accepted_and_can_be_computed_with(data: st.DataObject, law: str) -> None:
    known = [name for name, key in KEYS.items() if key.counts_under(LAWS[law])]
    names = data.draw(st.lists(st.sampled_from(known), max_size=5, unique=True))
    stated = {name: data.draw(fitting(name, law)) for name in names}
    assert set(checked_scope(stated, LAWS[law])) == {name for name in names if stated[name] != ""}
    try:
        check_shifts(shifts({"A": [(MONDAY, MONDAY + 500)]}), LAWS[law], stated)
    except ReadinessError as problem:
        assert problem.code == "rest_shift_too_large"


# ---------------------------------------------------------------------------------------------- before any computing


@pytest.mark.parametrize("stated", [{"sektor": "hospital"}, {"sector": "krankenhaus"}, {"age": "abc"}])
def test_every_way_in_refuses(stated: dict[str, Any]) -> None:
    frame = shifts({"A": [(MONDAY, MONDAY + 500)]})
    ways = [
        lambda: check_shifts(frame, DE, stated),
        lambda: rd.load_audit("working_time").run(on="2026-03-31", scope=stated),
        lambda: rd.load_audit("it_security").run(on="2026-03-31", scope=stated),
    ]
    for way in ways:
        with pytest.raises(ReadinessError):
            way()


def test_a_sector_that_is_known_counts() -> None:
    late, early = minute("2026-03-02T12:00"), minute("2026-03-03T06:30")
    frame = shifts({"A": [(late, late + 480), (early, early + 300)]})
    rest = "arbzg.s5.rest"

    def verdict(stated: dict[str, Any]) -> str:
        return str(check_shifts(frame, DE, stated).tally.set_index("rule").loc[rest, "verdict"])

    assert verdict({}) == "possible_breach" and verdict({"sector": "hospital"}) == "not_applicable"
