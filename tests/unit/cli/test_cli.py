"""The command line as a person meets it: real files, real exit codes, messages that say what to do next."""

import json
import subprocess
import sys

import pytest
from places import ROOT

from readiness.cli import main
from readiness.cli.verbs.registry import build_parser

FORMATS = ROOT / "data" / "samples" / "formats"
TIME_SAMPLES = [
    "canonical_shifts.csv",
    "kimai_default_de.csv",
    "kimai_default_de_decimal_semicolon.csv",
    "kimai_template_en_with_break.csv",
    "clockify_detailed_us.csv",
    "clockify_detailed_eu.csv",
    "toggl_detailed.csv",
]


@pytest.fixture
def run(capsys):
    def call(*words):
        code = main([str(w) for w in words])
        out = capsys.readouterr()
        return code, out.out, out.err

    return call


def verbs(parser):
    return next(a for a in parser._actions if a.dest == "command").choices


@pytest.mark.parametrize("language", ["de", "en"])
def test_every_verb_has_help_in_both_languages(language):
    parser = build_parser(language)
    assert set(verbs(parser)) >= {"demo", "list", "check", "run", "report", "explain", "catalog", "doctor"}
    for name, verb in verbs(parser).items():
        text = verb.format_help()
        assert len(verb.description) > 20, name
        assert ("Aufruf:" in text) == (language == "de")
        for word in ("usage", "positional", "show this help message") if language == "de" else ():
            assert word not in text


def test_help_loads_no_heavy_library():
    code = (
        "import sys\nfrom readiness.cli import main\n"
        "try:\n    main(['--help'])\nexcept SystemExit:\n    pass\n"
        "print([m for m in ('pandas', 'numpy', 'jsonschema', 'matplotlib', 'papermill') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, encoding="utf-8", check=True)
    assert done.stdout.strip().endswith("[]")


@pytest.mark.parametrize("what", ["audits", "laws", "evidence", "samples", "benchmarks"])
def test_list_as_table_and_as_json(run, what):
    code, table, _ = run("list", what)
    assert code == 0
    code, text, _ = run("list", what, "--json")
    rows = json.loads(text)
    assert len(rows) >= 2
    assert len(table.splitlines()) >= len(rows) + 2


def findings(text):
    cases = json.loads(text)["findings"]["cases"]
    return sorted((c["rule"], c["at"], c["measured"], c["limit"]) for c in cases)


@pytest.mark.parametrize("sample", TIME_SAMPLES)
def test_the_same_ten_shifts_give_the_same_findings_from_each_format(run, sample):
    on = ("--on", "2026-04-10", "--region", "NW", "--json")
    code, text, _ = run("run", "working_time", "--evidence", f"shifts={FORMATS / sample}", *on)
    assert code == 0
    _, truth, _ = run("run", "working_time", "--evidence", f"shifts={FORMATS / TIME_SAMPLES[0]}", *on)
    assert findings(text) == findings(truth)
    assert {rule for rule, *_ in findings(text)} == {
        "arbzg.s2_4.night_work",
        "arbzg.s3.daily_max",
        "arbzg.s3.over_8h",
        "arbzg.s4.break_total",
        "arbzg.s5.rest",
        "arbzg.s9.sunday",
        "arbzg.s9.holiday",
    }


def test_results_hold_no_names(run):
    for sample in TIME_SAMPLES:
        _, text, _ = run(
            "run", "working_time", "--evidence", f"shifts={FORMATS / sample}", "--on", "2026-04-10", "--json"
        )
        for name in ("Müßig", "muessig", "O'Neil", "oneil", "Jürgen", "example.org"):
            assert name not in text


def test_fail_on_breach_gives_exit_code_one(run):
    words = ("run", "working_time", "--evidence", f"shifts={FORMATS / TIME_SAMPLES[0]}", "--on", "2026-04-10")
    assert run(*words, "--fail-on", "breach")[0] == 1
    assert run(*words)[0] == 0


@pytest.mark.parametrize(("language", "read", "refused"), [("de", "1.201", "1.001"), ("en", "1,201", "1,001")])
def test_counts_of_rows_are_written_as_numbers(run, tmp_path, language, read, refused):
    times = tmp_path / "times.csv"
    days = ["2026-03-02", "2026-03-03"]
    good = [f"p{n},{day}T08:00,{day}T16:00,30" for n in range(100) for day in days]
    bad = [f"p{n},2026-03-02T16:00,2026-03-02T08:00,30" for n in range(1001)]
    times.write_text("\n".join(["employee_id,start,end,break_minutes", *good, *bad]) + "\n", encoding="utf-8")
    code, out, _ = run("check", "shifts", times, "--language", language)
    assert code == 0 and all(f" {count} " in out.splitlines()[0] for count in (read, refused))
    words = ("--evidence", f"shifts={times}", "--on", "2026-03-31", "--language", language)
    code, out, _ = run("run", "working_time", *words)
    assert code == 0 and f" {read} " in out and f" {refused} " in out and "1201" not in out


def test_run_report_and_explain_agree(run, tmp_path):
    sheet = ROOT / "data" / "samples" / "musterbau" / "answers" / "it_security.yaml"
    result = tmp_path / "r.json"
    code, out, _ = run("run", "it_security", "--answers", sheet, "--on", "2026-04-30", "--out", result)
    assert code == 0
    assert str(result) in out
    stored = json.loads(result.read_text(encoding="utf-8"))
    code, text, _ = run("explain", "it_security", "--result", result, "--json")
    explained = json.loads(text)
    total = sum(row["contribution"] for row in explained["items"] if row["state"] == "answered")
    assert total == pytest.approx(stored["score"]["uncapped"], abs=1e-6)
    assert sum(row["share"] for row in explained["items"]) == pytest.approx(1)
    code, out, _ = run("report", result, "--language", "en")
    assert code == 0
    assert (tmp_path / "it_security.en.html").read_text(encoding="utf-8").startswith("<!DOCTYPE html>")


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("de", ("Frage", "Antwort: Ja (", "Messwert: ", "noch nicht beantwortet (", "Begrenzt, weil")),
        ("en", ("Question", "Answer: Yes (", "Measured: ", "not answered yet (", "Capped because")),
    ],
)
def test_a_score_is_explained_on_the_terminal_with_questions_not_ids(run, tmp_path, language, words):
    from readiness import catalog, sample

    made = sample("musterbau").run("working_time")
    result = made.save(tmp_path / "r.json")
    code, out, _ = run("explain", "working_time", "--result", result, "--language", language)
    questions = {i["id"]: i["question"][language] for i in catalog.load("audits/working_time/instrument.yaml")["items"]}
    shown = "".join(out.split())  # the table wraps its texts
    assert code == 0
    assert all("".join(question.split()) in shown for question in questions.values())
    assert all("".join(word.split()) in shown for word in words)
    assert all(f"{questions[n]}” ({n})" in out or f"{questions[n]}“ ({n})" in out for n in made.score.capped_by)


@pytest.mark.parametrize(
    ("language", "area", "left_out"),
    [("de", "Bereich „{}“", "zählt im Bereich"), ("en", "area “{}”", "does not count")],
)
def test_a_single_question_shows_its_own_part_and_no_sum_of_others(run, tmp_path, language, area, left_out):
    from readiness import catalog, explain, sample

    made = sample("musterbau").run("working_time")
    result = made.save(tmp_path / "r.json")
    titles = {d["id"]: d["title"][language] for d in catalog.load("audits/working_time/instrument.yaml")["dimensions"]}
    for name in ("WT-01", "WT-08"):  # one that is answered, one that is open
        own = next(r for r in explain(made, language=language).rows() if r["id"] == name)
        dimension = made.items.set_index("id").loc[name, "dimension"]
        row = next(r for r in explain(made, dimension, language).rows() if r["id"] == name)
        code, out, _ = run("explain", name, "--result", result, "--language", language)
        assert code == 0
        assert all(row[key].split()[0] in out for key in ("points", "share", "contribution")) and f"({name})" in out
        assert area.format(titles[dimension]) in out and f"readiness explain {dimension} --result" in out
        assert (left_out in out) == (not own["counts"])
        others = {i["id"] for i in catalog.load("audits/working_time/instrument.yaml")["items"]} - {name}
        assert not [other for other in others if other in out]
        assert "Summe" not in out and "Sum " not in out
        stored = json.loads(run("explain", name, "--result", result, "--json")[1])
        assert (stored["of"], [r["id"] for r in stored["items"]]) == (name, [name])
        assert "value" not in stored, "the value is that of a dimension or of the audit"
    code, out, _ = run("explain", "recording", "--result", result, "--language", language)
    assert ("Summe der Beiträge" if language == "de" else "Sum of the parts") in out


def test_a_run_says_which_duty_holds_the_score_down_as_a_question(run):
    firm = ROOT / "data" / "samples" / "musterbau"
    words = ("--answers", firm / "answers" / "working_time.yaml", "--evidence", f"shifts={firm / 'zeiten_kimai.csv'}")
    code, out, _ = run("run", "working_time", *words, "--on", "2026-03-31")
    assert code == 0
    assert "Begrenzt, weil" in out and "weniger als elf Stunden" in out


def test_explain_an_item_a_rule_and_a_law(run):
    for name, word in (("WT-07", "elf Stunden"), ("arbzg.s5.rest", "ArbZG"), ("ARBZG5", "Ruhezeit")):
        code, out, _ = run("explain", name)
        assert code == 0
        assert word in out


@pytest.mark.parametrize(("language", "words"), [("de", "noch zu prüfen"), ("en", "to be verified")])
def test_explain_marks_what_was_not_compared_with_the_law(run, language, words):
    marked = {"at.azg.s12.rest": True, "ch.arg.a15.break": True, "milog.s17.record_delay": True, "arbzg.s5.rest": False}
    for name, expected in marked.items():
        code, out, _ = run("explain", name, "--language", language)
        assert code == 0 and (words in out) == expected, name


def test_a_blank_sheet_is_a_valid_sheet_and_is_never_overwritten(run, tmp_path):
    from readiness.instrument import read_answers

    out = tmp_path / "sheet.yaml"
    assert run("sheet", "working_time", "--out", out)[0] == 0
    assert read_answers(out).answers == {}
    text = out.read_text(encoding="utf-8")
    filled = text.replace("  # WT-02:", "  WT-02: yes").replace("  # employees:", "  employees: 34")
    out.write_text(filled, encoding="utf-8")
    assert read_answers(out).answers["WT-02"].answer == "yes"
    assert read_answers(out).profile["employees"] == 34
    code, _, err = run("sheet", "working_time", "--out", out)
    assert code == 2
    assert "sheet.yaml" in err
    assert out.read_text(encoding="utf-8") == filled


def test_doctor_runs_the_golden_cases(run):
    code, text, _ = run("doctor", "--examples", "--json")
    rows = {row["check"]: row for row in json.loads(text)}
    assert code == 0
    assert rows["examples_de"]["ok"]
    assert rows["catalog_check"]["ok"]


@pytest.mark.parametrize(
    ("words", "code", "named"),
    [
        (("run", "working_tme", "--on", "2026-01-01"), 2, "working_time"),
        (("run", "working_time", "--on", "31.03.2026"), 2, "31.03.2026"),
        (("run", "working_time", "--on", "2026-01-01", "--answers", "nowhere.yaml"), 2, "nowhere.yaml"),
        (("run", "working_time", "--on", "2026-01-01", "--evidence", "zeiten.csv"), 2, "zeiten.csv"),
        (("run", "working_time", "--on", "2026-01-01", "--evidence", "shift=zeiten.csv"), 2, "shifts"),
        (("run", "homeoffice", "--on", "2026-01-01", "--evidence", f"shifts={FORMATS / TIME_SAMPLES[0]}"), 2, "shifts"),
        (("run", "working_time", "--on", "2026-01-01", "--country", "fr"), 2, "fr"),
        (("check", "shifts", "nowhere.csv"), 2, "nowhere.csv"),
        (("report", "nowhere.json"), 2, "nowhere.json"),
        (("report", str(FORMATS / TIME_SAMPLES[0])), 2, "canonical_shifts.csv"),
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
    found, _, err = run(*words, "--language", language)
    assert found == code
    assert named in err
    assert "Traceback" not in err
    assert len(err) > 40


def test_a_result_says_no_empty_range_and_no_case_of_nothing(run):
    firm = ROOT / "data" / "samples" / "nachtbackstube"
    answers, hours = firm / "answers" / "working_time.yaml", f"shifts={firm / 'zeiten_clockify.csv'}"
    code, out, _ = run("run", "working_time", "--answers", answers, "--evidence", hours, "--on", "2026-04-30")
    assert code == 0
    assert "Wert 49 von 100, Abdeckung" in out, "the cap leaves no range"
    assert "nicht anwendbar: Verkürzte Ruhezeit" in out and "(0 von 0)" not in out
    assert "(0 von 214)" in out, "checked and nothing found is still said"


@pytest.mark.parametrize("language", ["de", "en"])
def test_what_samples_show_is_listed_in_sentences(run, language):
    _, out, _ = run("list", "samples", "--language", language)
    assert ".;" not in out and "Musterbau" in out
