"""Wording: both languages complete, numbers as their readers write them, errors that say what to do."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from string import Formatter
from typing import Any

import pytest

import readiness
from readiness.errors import AnswerError, CatalogError, UnknownName, UsageError
from readiness.language.texts import Texts, languages, visible

PACKAGE = Path(readiness.__file__).parent


def entries(group: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, Any]]:
    for key, value in group.items():
        if isinstance(value, Mapping):
            yield from entries(value, f"{prefix}{key}.")
        else:
            yield f"{prefix}{key}", value


def fields(text: Any) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name} if isinstance(text, str) else set()


def test_both_languages_have_the_same_keys_and_no_empty_text() -> None:
    german, english = (dict(entries(Texts(language).data)) for language in ("de", "en"))
    assert set(german) == set(english)
    assert not [key for texts in (german, english) for key, value in texts.items() if value in ("", None)]


def test_both_languages_take_the_same_fields() -> None:
    german, english = (dict(entries(Texts(language).data)) for language in ("de", "en"))
    differing = {key: (fields(german[key]), fields(english[key])) for key in german if not key.startswith("errors.")}
    assert not {key: pair for key, pair in differing.items() if pair[0] != pair[1]}


def test_every_code_in_the_package_has_a_sentence_in_every_language() -> None:
    pattern = re.compile(r"(?:[A-Z]\w*(?:Error|Name)|NoLawInForce)\(\s*f?\"([a-z_0-9]+)\"")
    codes = {c for file in PACKAGE.rglob("*.py") for c in pattern.findall(file.read_text(encoding="utf-8"))}
    assert len(codes) > 40
    missing = {code for language in languages() for code in codes if not Texts(language).has(f"errors.{code}")}
    assert not missing


def test_errors_name_only_fields_that_are_written_plainly() -> None:
    for language in languages():
        for key, text in entries(Texts(language).lookup("errors")):
            assert all(re.fullmatch(r"[a-z_]+", f) for f in fields(text)), (language, key)


@pytest.mark.parametrize(
    ("value", "digits", "german", "english"),
    [
        (1234.5, 1, "1.234,5", "1,234.5"),
        (2.5, 0, "3", "3"),
        (-2.5, 0, "-3", "-3"),
        (0.125, 2, "0,13", "0.13"),
        (-0.3, 0, "0", "0"),
        (49.4999, 0, "49", "49"),
        (1000000, 0, "1.000.000", "1,000,000"),
        (None, 0, "–", "–"),
        (float("nan"), 2, "–", "–"),
    ],
)
def test_numbers(value: float | None, digits: int, german: str, english: str) -> None:
    assert (Texts("de").number(value, digits), Texts("en").number(value, digits)) == (german, english)


def test_percent_hours_and_amounts() -> None:
    german, english = Texts("de"), Texts("en")
    assert (german.percent(0.125), english.percent(0.125)) == ("13\u00a0%", "13%")
    assert (german.hours(630), english.hours(630)) == ("10:30\u00a0Std.", "10:30\u00a0h")
    assert german.hours(-75) == "-1:15\u00a0Std."
    assert german.hours(None) == "–"
    assert german.amount(20, "minutes") == "20\u00a0Min."
    assert german.amount(60, "minutes") == "1:00\u00a0Std."
    assert (german.amount(12.5, "percent"), english.amount(100, "percent")) == ("12,5\u00a0%", "100%")
    assert (german.amount(1, "days"), german.amount(3, "days")) == ("1 Tag", "3 Tage")


def test_dates() -> None:
    german, english = Texts("de"), Texts("en")
    assert german.date(dt.date(2026, 3, 31)) == "31. März 2026"
    assert english.date("2026-03-31") == "31 March 2026"
    assert (german.date("2026-11"), german.date("2026")) == ("November 2026", "2026")
    assert (german.date(None), german.date("bald")) == ("–", "bald")


def test_a_period_of_one_day_is_said_once() -> None:
    assert Texts("de").period("2026-02-10", "2026-02-10") == "10. Februar 2026"
    assert Texts("en").period("2026-02-10", "2026-02-11") == "10 February 2026 to 11 February 2026"


def test_units_of_a_file_are_counted_in_the_word_of_their_kind() -> None:
    assert Texts("de").subjects("tickets", 1) == "1 Vorgang"
    assert Texts("en").subjects("shifts", 1200) == "1,200 people"
    assert Texts("en").subjects("a_kind_of_somebody_else", 2) == "2 entries"


def test_an_unknown_key_or_a_missing_field_names_file_and_key() -> None:
    with pytest.raises(CatalogError) as caught:
        Texts("de").t("report.no_such_key")
    assert caught.value.code == "text_missing"
    assert caught.value.fields == {"file": "texts/de.yaml", "key": "report.no_such_key"}
    with pytest.raises(CatalogError) as caught:
        Texts("en").t("report.on")
    assert "date" in caught.value.fields["key"]
    with pytest.raises(CatalogError):
        Texts("en").t("report")


def test_an_unknown_language_offers_those_there_are() -> None:
    with pytest.raises(UnknownName) as caught:
        Texts("fr")
    assert caught.value.code == "unknown_language"
    assert caught.value.fields["known"] == ["de", "en"]


def test_pick_falls_back_to_english() -> None:
    assert Texts("de").pick({"de": "Ja", "en": "Yes"}) == "Ja"
    assert Texts("de").pick({"en": "Yes"}) == "Yes"
    assert Texts("de").pick("ArbZG") == "ArbZG"
    assert Texts("de").pick(None) == ""


def test_an_error_says_what_where_and_what_next() -> None:
    fault = AnswerError(
        "answer_off_scale", file="bogen.yaml", line=7, item="WT-01", found="Ja", known=["yes", "no"], nearest=["yes"]
    )
    german = Texts("de").error(fault.code, fault.fields)
    assert german.startswith("bogen.yaml, Zeile 7: ")
    assert all(word in german for word in ("WT-01", "„Ja“", "yes, no", "Meinten Sie yes?", "Ändern Sie die Antwort"))
    assert "line 7" in Texts("en").error(fault.code, fault.fields)


def test_an_error_without_place_or_near_name_reads_well() -> None:
    text = Texts("de").error("answer_off_scale", {"item": "WT-01", "found": "x", "known": ["yes"], "nearest": []})
    assert text.startswith("Zu Frage WT-01")
    assert "Meinten" not in text
    assert "  " not in text


def test_faults_of_a_sheet_are_listed() -> None:
    faults = [AnswerError("answer_missing", file="a.yaml", line=n, item=f"WT-0{n}") for n in (3, 4)]
    text = Texts("en").error("sheet_faults", {"file": "a.yaml", "count": 2, "faults": faults})
    assert text.count("\n• ") == 2
    assert "line 3" in text and "line 4" in text


def test_a_code_without_sentence_still_gives_a_readable_line() -> None:
    text = Texts("de").error("quite_new", {"file": "a.csv", "rows": [1, 2]})
    assert "quite_new" in text and "a.csv" in text and "1, 2" in text


def test_braces_and_percent_signs_of_users_are_harmless() -> None:
    text = Texts("de").error("not_a_result", {"file": "{file} %s {0}.json"})
    assert "{file} %s {0}.json" in text


def test_str_of_an_error_is_its_sentence() -> None:
    assert "not a date" in str(UsageError("bad_date", name="on", found="gestern"))


def test_control_and_direction_characters_become_visible() -> None:
    assert visible("Müller\u202eGmbH") == "Müller[U+202E]GmbH"
    assert visible("a\x1b[31mb\x00") == "a[U+001B][31mb[U+0000]"
    assert visible("a\nb\tc") == "a b c"
    assert visible("lone \ud800") == "lone [U+D800]"
    assert visible("weiß, 10\u00a0%") == "weiß, 10\u00a0%"


@pytest.mark.parametrize(("value", "shown"), [(38.4, "38,4"), (38.0, "38"), (38.45, "38,45"), (38.001, "38")])
def test_a_short_number_ends_with_a_digit_that_says_something(value, shown):
    assert Texts("de").short(value, 2) == shown


def test_errors_write_counts_as_their_readers_do_and_places_as_they_are_looked_up():
    facts = {"file": "zeiten.csv", "rows": 120_000, "format": "canonical", "faults": []}
    assert "Von 120.000 Zeilen" in Texts("de").error("no_usable_rows", facts)
    assert "Of 120,000 rows" in Texts("en").error("no_usable_rows", facts)
    assert "Zeile 120000" in Texts("de").error("file_not_utf8", {"file": "zeiten.csv", "line": 120_000})
    assert "8765" in Texts("de").error("port_taken", {"host": "127.0.0.1", "port": 8765, "cause": "address_in_use"})
