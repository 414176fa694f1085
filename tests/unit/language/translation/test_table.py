"""The table for translators: opens in a spreadsheet, holds every wording, comes back as it was."""

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st
from third_language import exported, filled, taken

from readiness import catalog
from readiness.errors import UsageError
from readiness.language import Texts
from readiness.language.translation.table import _guarded, _unguarded, export_table, read_rows

HEAD = "file;key;Deutsch;English;translation fr;state;digest"


def test_it_opens_in_a_spreadsheet_with_one_row_per_wording(tmp_path):
    rows = exported(tmp_path)
    raw = (tmp_path / "new.csv").read_bytes()
    assert raw.startswith(codecs.BOM_UTF8 + HEAD.encode() + b"\r\n")
    by_place = {(row["file"], row["key"]): row for row in rows}
    assert len(by_place) == len(rows)
    assert {row["state"] for row in rows} == {"missing"}
    question = by_place["audits/change_readiness/instrument.yaml", "items.CR-01.question"]
    instrument = catalog.load("audits/change_readiness/instrument.yaml")
    assert question["Deutsch"] == instrument["items"][0]["question"]["de"]
    assert {row["file"].split("/")[0] for row in rows} >= {
        "texts",
        "audits",
        "laws",
        "evidence",
        "benchmarks",
        "common",
    }
    assert not [row["file"] for row in rows if "/examples" in row["file"]], (
        "nobody reads worked cases but their authors"
    )


def test_what_is_translated_already_stands_in_it(tmp_path):
    rows = filled(exported(tmp_path), lambda row: "oui" if row["key"] == "labels.yes" else "")
    taken(tmp_path, rows)
    with catalog.overlay(tmp_path / "overlay"):
        found = {(row["file"], row["key"]): row for row in exported(tmp_path)}
    row = found["texts", "labels.yes"]
    assert (row["translation fr"], row["state"]) == ("oui", "translated")
    assert found["texts", "labels.no"]["state"] == "missing"


@pytest.mark.parametrize(("language", "found"), [("de", "complete"), ("en", "complete"), ("fra", "code"), ("", "code")])
def test_only_another_language_has_a_table(tmp_path, language, found):
    with pytest.raises(UsageError) as caught:
        export_table(language, tmp_path / "x.csv")
    assert (caught.value.code, caught.value.fields["found"]) == ("translation_language", found)


def test_the_work_of_a_translator_is_never_overwritten(tmp_path):
    (tmp_path / "fr.csv").write_text("work", encoding="utf-8")
    with pytest.raises(UsageError) as caught:
        export_table("fr", tmp_path / "fr.csv")
    assert caught.value.code == "translation_file_exists"
    assert (tmp_path / "fr.csv").read_text(encoding="utf-8") == "work"


@given(st.text(max_size=40))
def test_a_text_is_no_formula_and_comes_back(text):
    assert not _guarded(text).startswith(("=", "+", "-", "@"))
    assert _unguarded(_guarded(text)) == text


SAVED = HEAD + "\r\ntexts;labels.yes;ja;yes;où;missing;w1\r\n"


@pytest.mark.parametrize(
    "raw",
    [
        SAVED.encode("utf-8-sig"),
        SAVED.encode(),
        SAVED.replace(";", ",").encode("utf-8-sig"),
        SAVED.replace(";", "\t").encode("utf-16"),
        ("sep=;\r\n" + SAVED).encode("utf-8-sig"),
        SAVED.replace("\r\n", "\n").encode(),
        (SAVED + ";;;;;;\r\n").encode(),
        "key;note;translation fr;digest;state;file\nlabels.yes;x;où;w1;missing;texts\n".encode(),
    ],
    ids=["as written", "no mark", "commas", "unicode text", "sep line", "unix", "blank row", "other order"],
)
def test_it_is_read_however_the_spreadsheet_saved_it(tmp_path, raw):
    (tmp_path / "t.csv").write_bytes(raw)
    language, (row,) = read_rows(tmp_path / "t.csv")
    assert language == "fr"
    assert (row.number, row.file, row.key, row.text, row.state, row.digest) == (
        2,
        "texts",
        "labels.yes",
        "où",
        "missing",
        "w1",
    )


@pytest.mark.parametrize(
    ("raw", "found", "word"),
    [
        (SAVED.encode("cp1252"), "encoding", "UTF-8"),
        (SAVED.replace(";digest", "").encode(), "columns", "digest"),
        (SAVED.replace("translation fr", "french").encode(), "columns", "translation"),
        (SAVED.replace("state", "translation it;state").encode(), "columns", "translation"),
        (SAVED.replace("translation fr", "translation de").encode(), "language", "de"),
        (SAVED.replace("translation fr", "translation français").encode(), "language", "français"),
        (SAVED.replace("où", '"où').encode(), "quotes", "quotation mark"),
    ],
)
def test_a_table_that_cannot_be_read_says_why(tmp_path, raw, found, word):
    (tmp_path / "t.csv").write_bytes(raw)
    with pytest.raises(UsageError) as caught:
        read_rows(tmp_path / "t.csv")
    assert (caught.value.code, caught.value.fields["found"]) == ("translation_table_unreadable", found)
    assert word in Texts("en").error(caught.value.code, caught.value.fields)


def test_a_missing_table_is_said(tmp_path):
    with pytest.raises(UsageError) as caught:
        read_rows(tmp_path / "t.csv")
    assert caught.value.code == "file_missing"
