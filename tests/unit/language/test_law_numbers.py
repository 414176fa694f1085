"""Numbers of the law in sentences: as people write them, and as in force on the reader's day."""

from __future__ import annotations

import math

import pytest
from law_changes import change, copied_law

from readiness import catalog
from readiness.errors import CatalogError
from readiness.language import Texts, languages
from readiness.language.law_numbers import SPECS, fill, fits, spoken, worded, worded_provisions, written
from readiness.law import load_citations, load_law

DE, EN = Texts("de"), Texts("en")
LAW = load_law("de")


@pytest.mark.parametrize(
    ("value", "unit", "spec", "german", "english"),
    [
        (600, "minutes", "", "zehn Stunden", "ten hours"),
        (720, "minutes", "", "zwölf Stunden", "twelve hours"),
        (780, "minutes", "", "13 Stunden", "13 hours"),
        (510, "minutes", "", "achteinhalb Stunden", "eight and a half hours"),
        (90, "minutes", "hours", "eineinhalb Stunden", "one and a half hours"),
        (60, "minutes", "hours", "eine Stunde", "one hour"),
        (45, "minutes", "", "45 Minuten", "45 minutes"),
        (620, "minutes", "", "10:20\xa0Std.", "10:20\xa0h"),  # neither whole nor half: exact, never rounded
        (620, "minutes", "number", "10:20\xa0Std.", "10:20\xa0h"),  # not "620" where hours are spoken of
        (600, "minutes", "number", "zehn", "ten"),
        (1380, "minutes", "clock", "23", "23:00"),
        (-60, "minutes", "clock", "23", "23:00"),
        (1350, "minutes", "clock", "22:30", "22:30"),
        (42, "days", "weeks", "sechs Wochen", "six weeks"),
        (56, "days", "weeks.number", "acht", "eight"),
        (45, "days", "weeks", "45 Tage", "45 days"),
        (45, "days", "weeks.number", "45 Tage", "45 days"),
        (24, "months", "years", "zwei Jahre", "two years"),
        (18, "months", "years", "eineinhalb Jahre", "one and a half years"),
        (0.5, "share", "number", "0,5", "0.5"),
        (math.nan, "minutes", "", "–", "–"),  # repealed
    ],
)
def test_a_number_as_people_write_it(value, unit, spec, german, english):
    assert (written(value, unit, spec, DE), written(value, unit, spec, EN)) == (german, english)


def test_words_end_at_twelve():
    assert [spoken(n, DE) for n in (0, 1, 11, 12, 13)] == ["null", "eins", "elf", "zwölf", "13"]
    assert (spoken(7.25, DE), spoken(13.5, DE)) == ("", "")


@pytest.mark.parametrize("unit", ["minutes", "days", "weeks", "months", "years", "count", "share"])
@pytest.mark.parametrize("spec", ["", *SPECS])
def test_what_fits_can_be_written_whatever_the_number(unit, spec):
    if fits(unit, spec):
        for value in (0, 0.5, 1, 1.5, 7, 17.25, 45, 620, 1440):
            assert written(value, unit, spec, DE).strip(" –")


def test_a_text_begins_with_a_capital_and_takes_the_row_of_its_day(tmp_path):
    change(copied_law("de", tmp_path), "de", "daily_max", "2027-01-01", None)
    change(tmp_path, "de", "daily_max", "2028-01-01", 720)
    with catalog.overlay(tmp_path):
        law = load_law("de")
    said = {day: fill("{limit} am Tag", DE, law, {"limit": "daily_max"}, day) for day in ("2026-12-31", "2028-01-01")}
    assert said == {"2026-12-31": "Zehn Stunden am Tag", "2028-01-01": "Zwölf Stunden am Tag"}
    assert fill("höchstens {daily_max}", DE, law, {}, "2027-06-01") == "höchstens –"
    assert fill("höchstens {daily_max}", DE, law, {}, "1999-01-01") == "höchstens zehn Stunden"  # before the first row


def test_an_unknown_number_is_refused_with_a_sentence():
    with pytest.raises(CatalogError) as error:
        fill("höchstens {daily_maximum}", DE, LAW, {}, "2026-01-01")
    assert error.value.fields["key"] == "{daily_maximum}"
    assert "laws/de" in DE.error(error.value.code, error.value.fields)


@pytest.mark.parametrize("country", ["de", "at", "ch", "eu"])
@pytest.mark.parametrize("day", ["1990-01-01", "2015-06-01", "2026-03-02", "2040-01-01"])
def test_every_text_of_every_law_is_filled_in_every_language(country, day):
    law = worded(load_law(country), day)
    texts = [text for r in law.all_rules for text in (r.title, r.summary, r.remedy)]
    texts += [text for s in law.scopes for text in (s.title, s.summary)]
    texts += [c.duty for c in worded_provisions(load_citations(), day).values()]
    assert texts
    for text in texts:
        assert set(text) >= set(languages())
        for said in text.values():
            assert "{" not in said and "–" not in said and said.strip()


def test_a_language_that_cannot_say_numbers_yet_leaves_the_others_whole(tmp_path):
    folder = copied_law("de", tmp_path)
    (folder / "texts").mkdir()
    (folder / "texts" / "fr.yaml").write_text(
        "language: fr\nname: Français\ntranslation: in_progress\nerrors: {}\n", "utf-8"
    )
    rules = folder / "laws" / "de" / "working_time" / "rules.yaml"
    text = rules.read_text(encoding="utf-8")
    german = 'title: {de: "Wochen über {limit}", en: "Weeks above {limit}"}'
    assert german in text
    rules.write_text(text.replace(german, german.replace('"}', '", fr: "Plus de {limit}"}')), encoding="utf-8")
    with catalog.overlay(folder):
        title = worded(load_law("de"), "2026-01-01").rule("arbzg.week_60").title
    assert title == {"de": "Wochen über 60 Stunden", "en": "Weeks above 60 hours"}


def test_provisions_take_the_numbers_of_their_own_country():
    said = worded_provisions(load_citations(), "2026-03-02")
    assert said["ARBZG3"].duty["de"].startswith("Acht Stunden je Werktag; bis zu zehn, wenn")
    assert said["AT_AZG9"].duty["de"].startswith("Höchstens zwölf Stunden am Tag und 60 in der Woche")
    assert worded_provisions(load_citations(), "2018-08-31")["AT_AZG9"].duty["en"].startswith("At most ten hours")
