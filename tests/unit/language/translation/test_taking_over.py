"""Taking a table over: lossless for what is sound, named row by row for what is not."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from third_language import Rows, exported, filled, taken

from readiness import catalog
from readiness.catalog.fields import differing
from readiness.catalog.translations import read_table
from readiness.catalog.wordings import wordings
from readiness.language import Texts


@pytest.fixture(scope="module")
def rows(tmp_path_factory: pytest.TempPathFactory) -> Rows:
    return exported(tmp_path_factory.mktemp("table"))


def one(rows: Rows, place: str, text: str, **cells: str) -> Rows:
    return [{**row, "translation fr": text, **cells} for row in rows if row["key"] == place]


def test_english_taken_over_as_french_is_the_same_everywhere(tmp_path: Path, rows: Rows) -> None:
    made = taken(tmp_path, filled(rows, lambda row: row["English"]))
    assert (made.refused, made.changed, made.gone) == ((), (), 0)
    assert made.coverage.translated == made.coverage.total == len(rows)
    places = {(row["file"], row["key"]) for row in rows}
    with catalog.overlay(tmp_path / "overlay"):
        found = [w for w in wordings() if (w.file, w.key) in places]
        assert [w.key for w in found if w.texts["fr"] != w.texts["en"]] == []
        french, english = (dict(Texts(name).data) for name in ("fr", "en"))
        assert french == {**english, "language": "fr"}
        again = exported(tmp_path)
    assert [row["translation fr"] for row in again] == [row["English"] for row in rows]
    assert {row["state"] for row in again} == {"translated"}


# What a spreadsheet keeps: no lone carriage returns, no characters that no file of text holds.
SENTENCES = st.text(st.characters(exclude_categories=("Cs", "Cc"), include_characters="\n"), min_size=1, max_size=60)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(SENTENCES, min_size=4, max_size=4))
def test_any_text_arrives_as_it_was_typed(tmp_path: Path, rows: Rows, texts: list[str]) -> None:
    keys = ["labels.yes", "report.contents", "items.CR-01.question", "title"]
    part = [row for row in rows if row["key"] in keys][:4]
    (tmp_path / "overlay" / "translations" / "fr.csv").unlink(missing_ok=True)
    made = taken(tmp_path, [{**row, "translation fr": text} for row, text in zip(part, texts, strict=True)])
    refused = {error.fields["row"] for error in made.refused}
    kept = read_table(made.file)
    for n, (row, text) in enumerate(zip(part, texts, strict=True), start=2):
        lost, invented = differing(text, [row["English"]])
        if lost or invented:
            assert n in refused
        if n not in refused and text.strip():
            assert kept[row["file"], row["key"]].text == text


@pytest.mark.parametrize(
    ("key", "text", "found", "word"),
    [
        ("report.on", "Le jour", "lost", "{date}"),
        ("report.on", "Le {jour} {date}", "invented", "{jour}"),
        ("report.on", "Le {date", "braces", "{date"),
        ("labels.yes", "#NOM?", "spoilt", "#NOM?"),
        ("labels.yes", "#WERT!", "spoilt", "#WERT!"),
        ("labels.yes", "dÃ©jÃ\xa0", "spoilt", "dÃ©jÃ"),
        ("labels.yes", "d?j?", "spoilt", "d?j?"),
        ("labels.yes", "\ufffdtat", "spoilt", "\ufffdtat"),
        ("labels.yes", "01.02.2026", "spoilt", "01.02.2026"),
        ("labels.yes", "5. Jan", "spoilt", "5. Jan"),
        ("labels.yes", "1,2E+11", "spoilt", "1,2E+11"),
        ("format.decimal", "abc", "sign", "abc"),
        ("format.decimal", "x", "sign", "x"),
    ],
)
def test_a_row_that_would_harm_a_reader_is_refused(
    tmp_path: Path, rows: Rows, key: str, text: str, found: str, word: str
) -> None:
    made = taken(tmp_path, one(rows, key, text))
    (error,) = made.refused
    assert (error.code, error.fields["row"], error.fields["key"]) == ("translation_row_refused", 2, key)
    assert error.fields["found"] == found
    for language in ("de", "en"):
        sentence = Texts(language).error(error.code, error.fields)
        assert key in sentence and word.strip() in sentence, sentence
    assert made.coverage.translated == 0


@pytest.mark.parametrize("text", ["oui ?", "Est-ce « oui » ?", "oui: https://a.example/?b=c", "- oui", "=", "1er rang"])
def test_ordinary_texts_are_not_suspected(tmp_path: Path, rows: Rows, text: str) -> None:
    made = taken(tmp_path, one(rows, "labels.yes", text))
    assert made.refused == () and made.coverage.translated == 1


def test_a_row_that_belongs_to_nothing_is_named(tmp_path: Path, rows: Rows) -> None:
    made = taken(tmp_path, one(rows, "labels.yes", "oui", key="labels.YES"))
    assert made.refused[0].fields["found"] == "unknown"


def test_two_texts_for_one_wording_are_refused_and_the_same_text_twice_is_not(tmp_path: Path, rows: Rows) -> None:
    yes = one(rows, "labels.yes", "oui")
    assert taken(tmp_path, [*yes, *yes]).refused == ()
    made = taken(tmp_path, [*yes, *one(rows, "labels.yes", "si")])
    assert (made.refused[0].fields["found"], made.refused[0].fields["first"]) == ("twice", 2)
    assert made.coverage.translated == 1


def test_equal_signs_for_decimals_and_thousands_are_refused(tmp_path: Path, rows: Rows) -> None:
    made = taken(tmp_path, [*one(rows, "format.decimal", ","), *one(rows, "format.group", ",")])
    assert made.refused[0].fields["found"] == "alike"
    assert made.coverage.translated == 0


def test_a_blank_is_a_text_only_where_it_is_a_sign(tmp_path: Path, rows: Rows) -> None:
    blank = [*one(rows, "labels.yes", "  "), *one(rows, "format.group", "\u202f")]
    assert taken(tmp_path, blank).coverage.translated == 1


def test_a_wording_that_changed_is_named_and_shows_english_until_somebody_says_it_fits(
    tmp_path: Path, rows: Rows
) -> None:
    made = taken(tmp_path, one(rows, "labels.yes", "oui", digest="w00000000000"))
    assert [error.fields["key"] for error in made.changed] == ["labels.yes"]
    assert made.coverage.translated == 0
    with catalog.overlay(tmp_path / "overlay"):
        assert Texts("fr").t("labels.yes") == "yes"
        (row,) = [row for row in exported(tmp_path) if row["key"] == "labels.yes"]
        assert (row["translation fr"], row["state"]) == ("oui", "changed")
    assert taken(tmp_path, [row]).coverage.translated == 0, "nobody has looked at it yet"
    assert taken(tmp_path, [{**row, "state": ""}]).coverage.translated == 1


def test_parts_by_several_people_come_together_and_what_is_gone_is_counted(tmp_path: Path, rows: Rows) -> None:
    taken(tmp_path, one(rows, "labels.yes", "oui"))
    file = tmp_path / "overlay" / "translations" / "fr.csv"
    file.write_text(file.read_text(encoding="utf-8") + "texts,no.longer,w1,x\n", encoding="utf-8")
    made = taken(tmp_path, one(rows, "labels.no", "non"))
    assert (made.coverage.translated, made.gone) == (2, 1)
    assert taken(tmp_path, one(rows, "labels.no", "")).coverage.translated == 1, "an emptied cell takes it back"
