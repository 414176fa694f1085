"""What happens to files that are not what they should be: the message names file, place and remedy."""

import pytest
from places import SAMPLES

from readiness.cli import main

CSV = "employee_id,start,end,break_minutes\n"
SHEET = 'audit: working_time\nedition: "2026.1"\nanswers:\n'
FILES = {
    "empty.csv": (b"", "shifts", "leer", "empty"),
    "header.csv": (CSV.encode(), "shifts", "header.csv", "header.csv"),
    "phishing.csv": (
        b"id,status,ip,latitude,longitude,send_date,reported,modified_date,email,first_name,last_name,position\n",
        "shifts",
        "phishing_tests",
        "phishing_tests",
    ),
    "page.csv": (b"<!DOCTYPE html><html><body>login</body></html>", "shifts", "page.csv", "page.csv"),
    "binary.csv": (bytes(range(256)) * 4, "shifts", "binary.csv", "binary.csv"),
}


@pytest.fixture
def run(capsys):
    def call(*words):
        code = main([str(w) for w in words])
        out = capsys.readouterr()
        return code, out.out + out.err

    return call


@pytest.mark.parametrize(
    ("words", "german", "english"),
    [
        (("check",), "es fehlt kind, file", "kind, file is missing"),
        (("check", "shifts", "a.csv", "--fast"), "„--fast“ ist hier nicht vorgesehen", "“--fast” has no place here"),
        (("chek", "shifts"), "Meinten Sie check?", "Did you mean check?"),
        (("list", "law"), "zur Wahl stehen audits, laws", "the choices are audits, laws"),
        (("start", "--port", "80x"), "„80x“ ist keine ganze Zahl", "“80x” is not a whole number"),
        (("start", "--port"), "hinter --port fehlt", "missing after --port"),
        (("start", "--no-browser=1"), "verträgt keine Angabe", "takes no value"),
    ],
)
def test_a_command_that_does_not_fit_is_answered_in_one_language(run, words, german, english):
    code, message = run(*words, "--language", "de")
    assert code == 2 and german in message and "--help“ zeigt" in message
    assert not [
        word for word in ("argument", "invalid", "choose", "required", "expected", "ignored") if word in message
    ]
    code, message = run(*words, "--language", "en")
    assert code == 2 and english in message


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("language", ["de", "en"])
def test_a_file_that_cannot_be_used(run, tmp_path, name, language):
    content, kind, german, english = FILES[name]
    (tmp_path / name).write_bytes(content)
    code, message = run("check", kind, tmp_path / name, "--language", language)
    assert code == 2
    assert name in message
    assert (german if language == "de" else english) in message
    assert "Traceback" not in message


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("7,2026-02-30T08:00,2026-02-30T16:00,30", "start"),
        ("7,2026-03-02T16:00,2026-03-02T08:00,30", "end"),
        ("7,2026-03-02T08:00,,30", "end"),
        ("7,2026-03-29T02:30,2026-03-29T08:00,0", "start"),
        ("7,1999-03-02T08:00,1999-03-02T16:00,30", "start"),
        ("7,2026-03-02T08:00,2026-04-08T20:00,30", "end"),
    ],
    ids=["impossible date", "end before start", "no end", "time that does not exist", "year 1999", "900 hours"],
)
@pytest.mark.parametrize("language", ["de", "en"])
def test_a_row_that_cannot_be_used_is_listed_not_dropped(run, tmp_path, row, words, language):
    file = tmp_path / "mine.csv"
    file.write_text(CSV + "7,2026-03-03T08:00,2026-03-03T16:00,30\n" + row + "\n", encoding="utf-8")
    code, message = run("check", "shifts", file, "--language", language)
    assert code == 0
    listed = [line for line in message.splitlines() if line.lstrip().startswith("3 ")]
    assert listed, message
    assert ("abgelehnt" if language == "de" else "refused") in listed[0]
    code, text = run("run", "working_time", "--evidence", f"shifts={file}", "--on", "2026-04-01", "--json")
    assert code == 0
    assert '"rows_refused": 1' in text


def test_a_cp1252_file_is_read_and_says_so(run, tmp_path):
    file = tmp_path / "alt.csv"
    file.write_bytes(("name," + CSV + "Jürgen Müßig,7,2026-03-03T08:00,2026-03-03T16:00,30\n").encode("cp1252"))
    code, message = run("check", "shifts", file)
    assert code == 0
    assert "Windows" in message or "cp1252" in message
    assert "Müßig" not in message


def test_unquoted_no_and_an_unknown_answer_in_a_sheet(run, tmp_path):
    file = tmp_path / "answers.yaml"
    file.write_text(SHEET + "  WT-02: No\n  WT-03: maybe\n", encoding="utf-8")
    for language, words in (("de", ("WT-02", "„No“", "WT-03", "maybe", "4", "5")), ("en", ("WT-02", "WT-03", "maybe"))):
        code, message = run("run", "working_time", "--answers", file, "--on", "2026-04-01", "--language", language)
        assert code == 2
        for word in (*words, "answers.yaml", "partly"):
            assert word in message


def test_a_sheet_of_an_older_edition_is_carried_over_and_says_so(run, tmp_path):
    file = tmp_path / "answers.yaml"
    file.write_text('audit: working_time\nedition: "0.1.0"\nanswers:\n  WT-01: 2\n  WT-28: yes\n', encoding="utf-8")
    for language in ("de", "en"):
        code, message = run("run", "working_time", "--answers", file, "--on", "2026-04-01", "--language", language)
        assert code == 0
        for word in ("0.1.0", "2026.1", "WT-01"):
            assert word in message


def test_a_sheet_that_is_no_yaml(run, tmp_path):
    file = tmp_path / "answers.yaml"
    file.write_text("audit: [working_time\n", encoding="utf-8")
    code, message = run("run", "working_time", "--answers", file, "--on", "2026-04-01")
    assert code == 2
    assert "answers.yaml" in message


@pytest.mark.parametrize(
    ("words", "code", "named"),
    [
        (("run", "working_tme", "--on", "2026-01-01"), 2, "working_time"),
        (("run", "working_time", "--on", "31.03.2026"), 2, "31.03.2026"),
        (("run", "working_time", "--on", "2026-01-01", "--answers", "nowhere.yaml"), 2, "nowhere.yaml"),
        (("run", "working_time", "--on", "2026-01-01", "--evidence", "zeiten.csv"), 2, "zeiten.csv"),
        (("run", "working_time", "--on", "2026-01-01", "--evidence", "shift=zeiten.csv"), 2, "shifts"),
        (
            ("run", "homeoffice", "--on", "2026-01-01", "--evidence", f"shifts={SAMPLES / 'canonical_shifts.csv'}"),
            2,
            "shifts",
        ),
        (("run", "working_time", "--on", "2026-01-01", "--country", "fr"), 2, "fr"),
        (("check", "shifts", "nowhere.csv"), 2, "nowhere.csv"),
        (("report", "nowhere.json"), 2, "nowhere.json"),
        (("report", str(SAMPLES / "canonical_shifts.csv")), 2, "canonical_shifts.csv"),
        (("explain", "WT-7"), 2, "WT-07"),
        (("demo", "--sample", "musterbauu"), 2, "musterbau"),
        (("fly",), 2, "fly"),
        (("run",), 2, "audit"),
        (("catalog", "check", "nowhere"), 2, "nowhere"),
    ],
    ids=lambda v: " ".join(map(str, v))[:40] if isinstance(v, tuple) else None,
)
@pytest.mark.parametrize("language", ["de", "en"])
def test_wrong_words_end_with_a_message_and_their_exit_code(run, words, code, named, language):
    found, said = run(*words, "--language", language)
    assert found == code
    assert named in said
    assert "Traceback" not in said
    assert len(said) > 40
