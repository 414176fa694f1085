"""`readiness list`: tables for people, JSON for programs."""

import json

import pytest


@pytest.mark.parametrize("what", ["audits", "laws", "evidence", "samples", "benchmarks"])
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
