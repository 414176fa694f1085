"""Sentences: every code has one, and an error says what was found, where, and what to do next."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from text_entries import entries, fields

import readiness
from readiness.errors import AnswerError, CatalogError, UsageError
from readiness.language import Texts, languages, visible

PACKAGE = Path(readiness.__file__).parent


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


def test_errors_write_counts_as_their_readers_do_and_places_as_they_are_looked_up():
    facts = {"file": "zeiten.csv", "rows": 120_000, "format": "canonical", "faults": []}
    assert "Von 120.000 Zeilen" in Texts("de").error("no_usable_rows", facts)
    assert "Of 120,000 rows" in Texts("en").error("no_usable_rows", facts)
    assert "Zeile 120000" in Texts("de").error("file_not_utf8", {"file": "zeiten.csv", "line": 120_000})
    assert "8765" in Texts("de").error("port_taken", {"host": "127.0.0.1", "port": 8765, "cause": "address_in_use"})


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
