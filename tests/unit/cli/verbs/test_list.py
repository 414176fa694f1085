"""`readiness list`: tables for people, JSON for programs."""

import json

import pytest


@pytest.mark.parametrize("what", ["audits", "laws", "scope", "evidence", "samples", "benchmarks"])
def test_list_as_table_and_as_json(run, what):
    code, table, _ = run("list", what)
    assert code == 0
    code, text, _ = run("list", what, "--json")
    rows = json.loads(text)
    assert len(rows) >= 2
    assert len(table.splitlines()) >= len(rows) + 2


@pytest.mark.parametrize("language", ["de", "en"])
def test_what_samples_show_is_listed_in_sentences(run, language):
    _, out, _ = run("list", "samples", "--language", language)
    assert ".;" not in out and "Musterbau" in out


@pytest.mark.parametrize(
    ("language", "said"),
    [("de", ("Branche des Betriebs", "hospital (Krankenhaus)", "ja oder nein")), ("en", ("Sector",))],
)
def test_what_may_be_stated_is_listed_with_its_words(run, language, said):
    _, out, _ = run("list", "scope", "--language", language)
    assert all(words in " ".join(out.split()) for words in (*said, "extra_holidays", "fixed_24w", "at: weekend_work"))
    rows = json.loads(run("list", "scope", "--json")[1])
    assert {"id", "type", "laws", "words", "title"} == set(rows[0])
    exemption = next(row for row in rows if row["id"] == "exemption")
    assert [word["id"] for word in exemption["words"]["ch"]] == ["permit"]
