"""Law as dated data."""

from __future__ import annotations

import shutil

import numpy as np
import pytest

from readiness import catalog
from readiness.errors import CatalogError, NoLawInForce, UnknownName, UsageError
from readiness.law import Parameter, load_citations, load_law


def days(*texts):
    return np.array(texts, "datetime64[D]")


@pytest.fixture(scope="module")
def law():
    return load_law("de")


CHANGED = Parameter(
    "limit",
    {},
    "minutes",
    ("2004-01-01", "2026-07-01", "2027-01-01"),
    (600.0, 720.0, float("nan")),
    ("a", "b", "c"),
    "2026-02-01",
    "T",
)


def test_the_value_changes_on_its_day_not_a_day_before():
    found = CHANGED.values(days("2026-06-30", "2026-07-01", "2026-12-31", "2004-01-01"))
    assert found.tolist() == [600, 720, 720, 600]


def test_a_repealed_number_is_not_a_number():
    assert np.isnan(CHANGED.values(days("2027-01-01"))[0])
    assert CHANGED.since("2026-12-31") == "2026-07-01"


def test_before_the_first_row_no_law_is_guessed(law):
    with pytest.raises(NoLawInForce) as error:
        law.values("daily_rest", days("2026-01-01", "2003-12-31"))
    assert error.value.fields == {"parameter": "daily_rest", "day": "2003-12-31", "first": "2004-01-01"}


def test_every_number_says_source_and_last_look(law):
    assert law.as_of == "2026-02-01"
    assert law.oldest_look == "2022-03-26"  # the seven days of § 17 MiLoG
    assert law.unverified == ("milog.s17.groups", "record_days", "sgb9.s207.overtime")
    for name, parameter in law.parameters.items():
        assert all(parameter.sources), name
    assert law.parameter("split_gap").mark == "K"  # our convention, not a statutory number


def test_the_statutory_numbers(law):
    on = days("2026-03-02")
    wanted = {
        "daily_normal": 480,
        "daily_max": 600,
        "break_short": 30,
        "break_long": 45,
        "break_short_above": 360,
        "break_long_above": 540,
        "break_part": 15,
        "max_stretch": 360,
        "daily_rest": 660,
        "daily_rest_reduced": 600,
        "rest_shift_max": 360,
    }
    assert {name: law.values(name, on)[0] for name in wanted} == wanted


def test_a_timeline_shows_value_days_and_source(law):
    table = law.timeline("daily_max")
    assert list(table.columns) == ["value", "from", "until", "source"]
    assert table.iloc[0].to_dict() == {
        "value": 600.0,
        "from": "2004-01-01",
        "until": None,
        "source": "§ 3 Satz 2 ArbZG",
    }


def test_an_unknown_number_or_rule_names_the_nearest(law):
    with pytest.raises(UnknownName) as error:
        law.values("daily_maximum", days("2026-01-01"))
    assert "daily_max" in error.value.fields["nearest"]
    with pytest.raises(UnknownName):
        law.rule("arbzg.s5.rst")


def test_an_unknown_country_is_refused():
    with pytest.raises(UnknownName):
        load_law("xx")


def agreement(folder, text):
    file = folder / "tariff.yaml"
    file.write_text(text, encoding="utf-8")
    return file


def test_an_agreement_makes_a_new_law_for_its_days(law, tmp_path):
    file = agreement(
        tmp_path,
        'name: "Haustarif"\nvalues:\n'
        '  - {parameter: daily_rest, from: "2026-01-01", until: "2026-06-30", value: 540, source: "§ 7"}\n',
    )
    new = law.with_agreement(file)
    asked = days("2025-12-31", "2026-01-01", "2026-06-30", "2026-07-01")
    assert new.values("daily_rest", asked).tolist() == [660, 540, 540, 660]
    assert new.agreements == ("Haustarif",)
    assert law.agreements == () and law.values("daily_rest", asked).tolist() == [660] * 4


def test_an_agreement_without_end_stays(law, tmp_path):
    file = agreement(
        tmp_path, 'name: "H"\nvalues:\n  - {parameter: daily_rest, from: "2026-01-01", value: 540, source: "x"}\n'
    )
    assert law.with_agreement(file).values("daily_rest", days("2030-01-01")).tolist() == [540]


@pytest.mark.parametrize(
    "text",
    [
        "values: []\n",
        'name: "H"\nvalues:\n  - {parameter: daily_rest, value: 540, source: "x"}\n',
        'name: "H"\nvalues:\n  - {parameter: daily_rest, from: "soon", value: 540, source: "x"}\n',
    ],
)
def test_an_incomplete_agreement_says_where(law, tmp_path, text):
    with pytest.raises(UsageError) as error:
        law.with_agreement(agreement(tmp_path, text))
    assert error.value.code == "agreement_incomplete"
    assert error.value.fields["file"] == "tariff.yaml"


def test_an_agreement_on_an_unknown_number_is_refused(law, tmp_path):
    file = agreement(tmp_path, 'name: "H"\nvalues:\n  - {parameter: rest, from: "2026-01-01", value: 5, source: "x"}\n')
    with pytest.raises(UnknownName):
        law.with_agreement(file)


def test_holidays_depend_on_the_state(law):
    corpus_christi = np.datetime64("2026-06-04")
    assert corpus_christi in law.holidays("NW", [2026])
    assert corpus_christi not in law.holidays("BE", [2026])
    assert len(law.holidays("", [2026])) == 9


def test_an_unknown_state_names_the_known_ones(law):
    with pytest.raises(UnknownName) as error:
        law.holidays("NRW", [2026])
    assert "NW" in error.value.fields["known"]


def test_european_law_has_rules_but_no_holidays_and_no_clock_of_its_own():
    law = load_law("eu")
    assert {rule.kind for rule in law.rules()} == {"min_gap", "break_steps", "weekly_rest", "max_week_average"}
    assert len(law.holidays("", [2026])) == 0 and law.zone == ""


@pytest.mark.parametrize(
    ("country", "zone", "day"), [("at", "Europe/Vienna", "2026-10-26"), ("ch", "Europe/Zurich", "2026-08-01")]
)
def test_neighbours_have_their_own_holidays_and_clock(country, zone, day):
    law = load_law(country)
    assert law.zone == zone and np.datetime64(day) in law.holidays("", [2026])


@pytest.mark.parametrize(("day", "daily", "weekly"), [("2018-08-31", 600, 3000), ("2018-09-01", 720, 3600)])
def test_austria_changed_its_limits_on_1_september_2018(day, daily, weekly):
    law, on = load_law("at"), np.array([day], "datetime64[D]")
    assert (law.values("daily_max", on)[0], law.values("weekly_max", on)[0]) == (daily, weekly)


def test_citations_say_what_is_verified():
    citations = load_citations()
    assert citations["GDPR5"].country == "eu" and citations["ARBZG5"].country == "de"
    assert {c.basis for c in citations.values()} == {"verified", "from_memory"}


def test_rules_point_at_citations_and_own_words(law):
    citations = load_citations()
    for rule in law.rules():
        assert rule.law in citations
        for text in (rule.title, rule.summary, rule.remedy, rule.citation):
            assert set(text) >= set(catalog.COMPLETE)


def test_rows_out_of_order_are_the_authors_fault(tmp_path):
    shutil.copytree(catalog.folder("laws", "de"), tmp_path / "laws" / "de")
    file = tmp_path / "laws" / "de" / "working_time" / "parameters.yaml"
    row = '      - {from: "2004-01-01", value: 600, source: "§ 3 Satz 2 ArbZG"}\n'
    assert row in file.read_text(encoding="utf-8")
    file.write_text(file.read_text(encoding="utf-8").replace(row, row + row.replace("2004", "2003")), encoding="utf-8")
    with catalog.overlay(tmp_path), pytest.raises(CatalogError) as error:
        load_law("de")
    assert error.value.code == "law_rows_not_ascending"
    assert error.value.fields["parameter"] == "daily_max"
