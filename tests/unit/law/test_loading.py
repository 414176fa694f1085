"""The law of each country as the catalogue has it."""

from __future__ import annotations

import shutil

import numpy as np
import pytest

from readiness import catalog
from readiness.errors import CatalogError, UnknownName
from readiness.law import load_citations, load_law


def days(*texts):
    return np.array(texts, "datetime64[D]")


@pytest.fixture(scope="module")
def law():
    return load_law("de")


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


def test_an_unknown_country_is_refused():
    with pytest.raises(UnknownName):
        load_law("xx")


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
            assert set(text) >= {"de", "en"}


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
