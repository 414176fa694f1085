"""A number of the law that is written out is found in any language that the kit can count in; articles are not."""

from __future__ import annotations

import re

import pytest
from law_changes import change, copied_law

from readiness import catalog
from readiness.law import load_law
from readiness.proofreading.law_texts import check_law_texts
from readiness.proofreading.place import Place

FRENCH = """
language: fr
name: Français
translation: in_progress
errors: {}
format:
  group: "."
  decimal: ","
  hours: "{value} h"
  spoken:
    words: [zéro, un, deux, trois, quatre, cinq, six, sept, huit, neuf, dix, onze, douze]
    half: "{value} et demie"
    one_and_half: "une et demie"
    clock: "{hour}:{minute}"
    clock_full: "{hour}"
    clock_said: ["{clock} heures pile"]
    hours: {one: "une heure", many: "{value} heures"}
    minutes: {one: "une minute", many: "{value} minutes"}
    days: {one: "un jour", many: "{value} jours"}
    weeks: {one: "une semaine", many: "{value} semaines"}
    months: {one: "un mois", many: "{value} mois"}
    years: {one: "un an", many: "{value} ans"}
"""
FILE = "laws/de/working_time/rules.yaml"
OWN = ("daily_max", "daily_normal", "average_weeks", "night_from", "records_kept", "break_short", "record_days")


@pytest.fixture
def said(tmp_path):
    """What is found written out in the remedy of the daily maximum when it says the given text in a language."""

    def faults(text: str, language: str, rule: str = "arbzg.s3.daily_max") -> list[tuple[str, tuple[str, ...]]]:
        folder = copied_law("de", tmp_path)
        (folder / "texts").mkdir()
        (folder / "texts" / "fr.yaml").write_text(FRENCH, encoding="utf-8")
        change(folder, "de", "daily_max", "2027-01-01", 720)
        file = folder / FILE
        rules = file.read_text(encoding="utf-8")
        own = {"de": "Titel", "en": "Title", language: text}
        put = ", ".join(f'{name}: "{one}"' for name, one in own.items())
        head, body = rules.split(f"  - id: {rule}\n")
        body = re.sub(r"    title: .*", lambda _: f"    title: {{{put}}}", body, count=1)
        file.write_text(f"{head}  - id: {rule}\n{body}", encoding="utf-8")
        with catalog.overlay(folder):
            found = list(check_law_texts(Place(FILE), load_law("de"), OWN))
        assert {fault.code for fault in found} <= {"law_text_literal"}
        return [(fault.fields["found"], tuple(fault.fields["known"])) for fault in found]

    return faults


@pytest.mark.parametrize(
    ("language", "text", "found", "instead"),
    [
        ("de", "Höchstens zehn Stunden am Tag", "zehn Stunden", "{limit}"),
        ("de", "Höchstens 10\xa0Stunden am Tag", "10\xa0Stunden", "{limit}"),
        ("de", "Ab 2027 zwölf Stunden", "zwölf Stunden", "{limit}"),  # a row that counts later
        ("de", "Höchstens 600 Minuten", "600 Minuten", "{limit:minutes}"),
        ("de", "Nachts ab 23 Uhr", "23 Uhr", "{night_from:clock} Uhr"),
        ("de", "Nachts ab 23:00 Uhr", "23:00", "{night_from:clock}"),
        ("en", "At most ten hours a day", "ten hours", "{limit}"),
        ("en", "A ten-hour day, then 30 minutes", "30 minutes", "{break_short}"),
        ("fr", "Au plus dix heures par jour", "dix heures", "{limit}"),
    ],
)
def test_a_number_written_out_is_refused_and_the_placeholder_named(said, language, text, found, instead):
    assert [(f, known[0]) for f, known in said(text, language)][:1] == [(found, instead)]


@pytest.mark.parametrize(
    ("rule", "text", "found", "instead"),
    [
        ("arbzg.s16_2.retention", "Nach zwei Jahren löschen", "zwei Jahren", "{kept:years.number} Jahren"),
        ("milog.s17.record_delay", "Binnen sieben Tagen", "sieben Tagen", "{days:number} Tagen"),
        ("arbzg.s3.over_8h", "Binnen 24 Wochen", "24 Wochen", "{average_weeks}"),  # no part, but its summary names it
    ],
)
def test_a_count_is_only_sought_where_the_rule_speaks_of_it(said, rule, text, found, instead):
    assert (found, (instead,)) in said(text, "de", rule)


def test_a_count_of_another_rule_is_let_through(said):
    assert said("Binnen sieben Tagen, nach zwei Jahren, in 24 Wochen", "de") == []


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "An einem Tag in einer Woche, eine Stunde früher"),  # articles
        ("de", "Zehn Personen, 30 Prozent, drei Stunden"),  # no number of this law with its unit
        ("de", "Nach § 10 Stundenzettel führen"),
        ("en", "One day a week, an hour earlier"),
        ("fr", "Une heure par jour"),
    ],
)
def test_articles_and_other_numbers_are_let_through(said, language, text):
    assert said(text, language) == []
