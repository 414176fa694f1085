"""Published figures: complete in both languages, unchanged from their sources, refused outside their population."""

from __future__ import annotations

import shutil

import pytest

from readiness import benchmarks, catalog
from readiness.errors import CatalogError, UnknownName, UsageError

# Copied by hand from the list of checked figures, not from the table under test.
GOLDEN = {
    "OV-01": (73, "percent", "", "2024"),
    "OV-04": (4.4, "percent", "", "2023"),
    "OV-14": (90, "percent", "more_than", "2030"),
    "OV-17": (0.298, "correlation", "", "2025"),
    "OV-22": (6, "percent", "nearly", "2015"),
    "SO-01": (60.9, "percent", "", "2023"),
    "WT-01": (18, "percent", "", "2017, 2019"),
    "WT-03": (11, "percent", "about", "2019"),
    "WT-04": (38.4, "hours", "", "2021"),
    "DA-02": (91, "percent", "about", "2021"),
    "DA-10": (13.8, "percent", "", "2018"),
    "IT-08": (289.2, "billion_euro", "", "2025"),
    "IT-18": (33.1, "percent", "", "2025"),
    "IT-22": (4.6, "percent", "", "2024"),
    "IT-26": (10, "percent", "below", "2020"),
    "IT-28": (19, "percent", "at_least", "2020"),
    "HO-01": (24.1, "percent", "", "2024-02"),
    "HO-25": (-33, "percent", "about", "2021-2022"),
    "HO-28": (11000, "us_dollar", "", "2021"),
    "HO-30": (1181, "persons", "", "2013"),
}
WORDS = {
    "DA-12": "2025-09-12",
    "DA-13": "2026-09-12",
    "DA-14": "micro and small",
    "IT-27": "11.6 to 18",
    "IT-29": "0.75 to 0.82",
}
PER_AUDIT = {
    "overall": 22,
    "social_maturity": 11,
    "working_time": 8,
    "data_ownership": 14,
    "it_security": 29,
    "homeoffice": 30,
}


@pytest.mark.parametrize("figure_id", GOLDEN)
def test_figure_is_the_published_number(figure_id):
    value, unit, qualifier, year = GOLDEN[figure_id]
    found = benchmarks.figure(figure_id)
    assert (found.value, found.unit, found.qualifier, found.year) == (value, unit, qualifier, year)


def test_ranges_dates_and_words_are_no_numbers():
    frame = benchmarks.load_figures().set_index("id")
    assert frame.loc[frame["value"].isna(), "value_text_en"].to_dict() == WORDS
    assert benchmarks.figure("IT-27").value is None
    assert benchmarks.figure("IT-27").value_text == {"de": "11,6 bis 18", "en": "11.6 to 18"}


def test_every_audit_has_its_checked_figures_only():
    frame = benchmarks.load_figures()
    assert frame["audit"].value_counts().to_dict() == PER_AUDIT
    assert not frame["id"].str.startswith("XX").any()
    assert len(benchmarks.load_figures("social_maturity")) == 11


@pytest.mark.parametrize("column", ["statement", "population", "source"])
@pytest.mark.parametrize("language", catalog.COMPLETE)
def test_every_figure_speaks_all_complete_languages(column, language):
    assert benchmarks.load_figures()[f"{column}_{language}"].str.len().gt(1).all()


def test_no_text_refers_to_another_row_or_to_memory():
    frame = benchmarks.load_figures()
    text = frame[[c for c in frame if c.endswith(("_de", "_en"))]].agg(" ".join, axis="columns")
    assert not text.str.contains(r"\bSame\b|same trial|from memory|seed article|[A-Z]{2}-\d\d", regex=True).any()
    assert not (frame["statement_de"] == frame["statement_en"]).any()


def test_years_can_be_read_in_any_language():
    assert benchmarks.load_figures()["year"].str.fullmatch(r"\d{4}(-\d{2}|-\d{4}|, \d{4})?").all()


def test_units_and_qualifiers_are_all_used():
    frame, about = benchmarks.load_figures(), catalog.load("benchmarks/published/benchmark.yaml")
    assert set(frame["unit"]) == set(about["units"])
    assert set(frame["qualifier"]) == {"", *about["qualifiers"]}


def test_unknown_figure_offers_the_nearest():
    with pytest.raises(UnknownName) as caught:
        benchmarks.figure("IT18")
    assert caught.value.code == "unknown_figure"
    assert caught.value.fields["name"] == "IT18" and "IT-18" in caught.value.fields["nearest"]
    with pytest.raises(UnknownName):
        benchmarks.figure("XX-01")


def test_unknown_audit_offers_the_nearest():
    with pytest.raises(UnknownName) as caught:
        benchmarks.load_figures("it_securty")
    assert caught.value.fields["nearest"][0] == "it_security"


def test_click_share_is_paired_with_caution():
    pair = benchmarks.benchmark_for("IS-05", "it_security")
    assert pair is not None and pair.benchmark.id == "IT-18" and pair.comparable == "lower_is_better"
    assert "Anbieter" in pair.caution["de"] and "vendor" in pair.caution["en"]


@pytest.mark.parametrize(
    ("item", "audit"),
    [("IS-06", "it_security"), ("IS-21", "it_security"), ("WT-07", "working_time"), ("IS-05", "homeoffice")],
)
def test_most_questions_have_no_figure(item, audit):
    assert benchmarks.benchmark_for(item, audit) is None


def test_every_pair_and_context_names_an_existing_figure_once():
    about, known = catalog.load("benchmarks/published/benchmark.yaml"), set(benchmarks.load_figures()["id"])
    items = [pair["item"] for pair in about["pairs"]]
    assert len(items) == len(set(items)) and {pair["figure"] for pair in about["pairs"]} <= known
    assert [entry["audit"] for entry in about["context"]] == list(PER_AUDIT)
    assert all(benchmarks.context(audit) for audit in PER_AUDIT)


@pytest.mark.parametrize(
    ("value", "difference", "better"), [(12.1, -21.0, True), (40.1, 7.0, False), (33.1, 0.0, None)]
)
def test_compare_says_which_way(value, difference, better):
    found = benchmarks.compare("IT-18", value, item="IS-05", audit="it_security", employees=12)
    assert found.difference == pytest.approx(difference) and found.better is better


@pytest.mark.parametrize(
    ("figure_id", "item", "audit"),
    [("IT-13", "IS-21", "it_security"), ("WT-01", "WT-07", "working_time"), ("IT-18", "IS-06", "it_security")],
)
def test_compare_refuses_what_measures_something_else(figure_id, item, audit):
    with pytest.raises(UsageError) as caught:
        benchmarks.compare(figure_id, 5.0, item=item, audit=audit)
    assert caught.value.code == "benchmark_not_comparable"
    assert caught.value.fields["figure"] == figure_id and caught.value.fields["item"] == item


@pytest.mark.parametrize("value", [float("nan"), float("inf"), -1.0, 100.5])
def test_compare_refuses_values_that_are_no_percentage(value):
    with pytest.raises(UsageError) as caught:
        benchmarks.compare("IT-18", value, item="IS-05", audit="it_security")
    assert caught.value.code == "benchmark_value_wrong"


def test_size_of_the_company_decides_about_context():
    shown = {n: [b.id for b in benchmarks.context("homeoffice", n)] for n in (20, 49, 50, 249, 250)}
    assert shown[20] == shown[49] == ["HO-02", "HO-13", "HO-17"]
    assert shown[50] == shown[249] == ["HO-02", "HO-14", "HO-17"]
    assert shown[250] == ["HO-02", "HO-17"]
    assert [b.id for b in benchmarks.context("it_security", 9)] == ["IT-13", "IT-22"]
    assert len(benchmarks.context("it_security")) == 4


@pytest.fixture
def overlay(tmp_path, monkeypatch):
    """A copy of the shipped figures that a test may damage."""
    target = tmp_path / "benchmarks" / "published"
    shutil.copytree(catalog.folder("benchmarks", "published"), target)
    monkeypatch.setenv("READINESS_DATA", str(tmp_path))
    return target


def test_compare_refuses_a_company_outside_the_population(overlay):
    about = overlay / "benchmark.yaml"
    about.write_text(about.read_text(encoding="utf-8").replace("figure: IT-18", "figure: IT-01"), encoding="utf-8")
    with pytest.raises(UsageError) as caught:
        benchmarks.compare("IT-01", 50.0, item="IS-05", audit="it_security", employees=9)
    assert caught.value.code == "benchmark_outside_population"
    assert caught.value.fields == {"figure": "IT-01", "employees": 9, "sizes": "10+"}
    assert benchmarks.compare("IT-01", 50.0, item="IS-05", audit="it_security", employees=10).value == 50.0


@pytest.mark.parametrize(
    ("old", "new", "column"),
    [
        (",73,,,percent,", ",73,,,percnt,", "unit"),
        (",73,,,percent,", ',"7,3",,,percent,', "value"),
        (",73,,,percent,", ",,,,percent,", "value_text_de"),
        (",73,,,percent,,", ",73,,,percent,roughly,", "qualifier"),
        ("OV-02,", "OV-01,", "id"),
        ("Share of all enterprises that reach at least the basic level of digital intensity", "", "statement_en"),
    ],
)
def test_a_damaged_table_is_refused_with_its_line(overlay, old, new, column):
    table = overlay / "figures.csv"
    table.write_text(table.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
    with pytest.raises(CatalogError) as caught:
        benchmarks.load_figures()
    assert caught.value.code == "benchmark_cell_wrong"
    assert caught.value.fields["column"] == column and caught.value.fields["line"] in (2, 3)


def test_a_missing_column_is_named(overlay):
    table = overlay / "figures.csv"
    table.write_text(table.read_text(encoding="utf-8").replace("population_de,", "people,", 1), encoding="utf-8")
    with pytest.raises(CatalogError) as caught:
        benchmarks.load_figures()
    assert caught.value.code == "benchmark_columns_differ" and caught.value.fields["missing"] == ["population_de"]
