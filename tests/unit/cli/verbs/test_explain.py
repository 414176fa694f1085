"""`readiness explain`: ids in words, and values as the sum of their parts."""

import json

import pytest
from places import ROOT


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
