"""Wording: the complete languages have the same texts with the same fields."""

from __future__ import annotations

from text_entries import entries, fields

from readiness import catalog
from readiness.language import Texts


def test_both_languages_have_the_same_keys_and_no_empty_text() -> None:
    german, english = (dict(entries(Texts(language).data)) for language in catalog.COMPLETE)
    assert set(german) == set(english)
    assert not [key for texts in (german, english) for key, value in texts.items() if value in ("", None)]


def test_both_languages_take_the_same_fields() -> None:
    german, english = (dict(entries(Texts(language).data)) for language in catalog.COMPLETE)
    differing = {key: (fields(german[key]), fields(english[key])) for key in german if not key.startswith("errors.")}
    assert not {key: pair for key, pair in differing.items() if pair[0] != pair[1]}


def test_units_of_a_file_are_counted_in_the_word_of_their_kind() -> None:
    assert Texts("de").subjects("tickets", 1) == "1 Vorgang"
    assert Texts("en").subjects("shifts", 1200) == "1,200 people"
    assert Texts("en").subjects("a_kind_of_somebody_else", 2) == "2 entries"


def test_pick_falls_back_to_english() -> None:
    assert Texts("de").pick({"de": "Ja", "en": "Yes"}) == "Ja"
    assert Texts("de").pick({"en": "Yes"}) == "Yes"
    assert Texts("de").pick("ArbZG") == "ArbZG"
    assert Texts("de").pick(None) == ""
