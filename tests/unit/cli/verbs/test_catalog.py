"""`readiness catalog` as a person meets it: a table out, a table in, what is missing counted."""

import json

import pytest
from third_language import read, write


@pytest.fixture(autouse=True)
def here(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def table(run, tmp_path):
    assert run("catalog", "export", "--language", "fr")[0] == 0
    return tmp_path / "fr.csv"


def fill(table, **texts):
    write(table, [{**row, "translation fr": texts.get(row["key"], "")} for row in read(table)])


def test_there_and_back(run, table, monkeypatch):
    fill(table, **{"labels.yes": "oui"})
    code, out, err = run("catalog", "import", "fr.csv", "-l", "en")
    assert (code, err) == (0, "")
    assert "fr: 1 of " in out and "READINESS_DATA: readiness-translations" in out
    monkeypatch.setenv("READINESS_DATA", "readiness-translations")
    code, out, _ = run("catalog", "check", "-l", "en")
    assert code == 0 and "fr: 1 of " in out and "No faults found." in out
    assert run("list", "-l", "fr")[0] == 0


def test_the_language_of_the_table_is_not_that_of_the_messages(run, monkeypatch):
    assert "von" in run("catalog", "export", "--language", "fr")[1]
    monkeypatch.setenv("READINESS_LANGUAGE", "en")
    assert "texts translated" in run("catalog", "export", "-l", "it")[1]
    code, _, err = run("catalog", "export", "--language", "fr")
    assert code == 2 and "fr.csv exists already" in err
    assert run("catalog", "export")[0] == 2


def test_refused_rows_are_named_and_the_others_taken_over(run, table):
    fill(table, **{"labels.yes": "oui", "report.on": "Le jour"})
    code, out, err = run("catalog", "import", "fr.csv", "-l", "de")
    assert code == 2
    assert "report.on" in err and "{date}" in err and "Zeile" in err
    assert "fr: 1 von " in out
    code, out, _ = run("catalog", "import", "fr.csv", "--json")
    found = json.loads(out)
    assert (code, found["translated"], [row["key"] for row in found["refused"]]) == (2, 1, ["report.on"])


def test_an_outdated_translation_is_named_by_the_check(run, table, monkeypatch, tmp_path):
    rows = [{**row, "translation fr": "oui", "digest": "w0"} for row in read(table) if row["key"] == "labels.yes"]
    write(table, rows)
    code, _, err = run("catalog", "import", "fr.csv", "-l", "en")
    assert code == 0 and "labels.yes" in err
    code, out, _ = run("catalog", "check", "readiness-translations", "-l", "en")
    assert code == 0 and "labels.yes" in out and "fr: 0 of " in out
