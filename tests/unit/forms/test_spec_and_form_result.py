"""The form gets what the engine has, in both languages, and nothing heavy is loaded before the result."""

from __future__ import annotations

import datetime as dt
import json
import random
import subprocess
import sys
from dataclasses import replace
from typing import Any

import pytest

from readiness import benchmarks, catalog
from readiness.audit import load_audit
from readiness.forms.form_result import figures, outcome, run_sheet
from readiness.forms.spec import form_spec
from readiness.instrument import AnswerSheet, Item

AUDITS = catalog.ids("audits")
HEAVY = "pandas", "numpy", "matplotlib", "jinja2", "IPython", "ipywidgets"


@pytest.mark.parametrize("audit", AUDITS)
def test_every_item_can_be_drawn_and_scored_from_the_spec_alone(audit: str) -> None:
    spec = json.loads(json.dumps(form_spec(audit)))
    engine = load_audit(audit).instrument
    assert [i["id"] for i in spec["items"]] == [i.id for i in engine.items]
    fields = {f["id"] for f in spec["profile"]}
    for entry, item in zip(spec["items"], engine.items, strict=True):
        assert [(o["id"], o["score"]) for o in entry["options"]] == [*item.scale.options]
        assert entry["options"] or (entry["range"] and entry["points"]), item.id
        assert {entry[k] for k in ("ask_if", "normalise_by") if k in entry} <= fields
        assert (entry.get("must") or {}).get("threshold", 0) == item.threshold
        wordings = [entry["question"], *(o["label"] for o in entry["options"])]
        assert all(words["de"] and words["en"] for words in wordings), item.id
    assert set(spec["quick_check"]) <= {i["id"] for i in spec["items"]}
    assert spec["texts"]["de"].keys() == spec["texts"]["en"].keys() != set()


def test_the_first_question_loads_nothing_heavy() -> None:
    code = f"""
import datetime, sys, tempfile
from readiness.forms.desk import Desk
from readiness.forms.sheets.folder import Folder
import readiness.forms.page.server, readiness.forms.page.serve
folder = Folder(tempfile.mkdtemp())
folder.prepare()
desk = Desk(folder, "de", "", datetime.date.today)
name = folder.create("it_security", "2026-03-31")
state = desk.load(name)["state"]
reply = desk.change(name, {{"item": "IS-01", "answer": "2"}}, state["revision"])
assert reply["state"]["answers"], reply
print([name for name in {HEAVY!r} if name in sys.modules])
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=120)
    assert (done.stdout.strip(), done.returncode) == ("[]", 0), done.stderr


def drawn(item: Item, rng: random.Random) -> Any:
    if rng.random() < 0.2:
        return rng.choice(["unknown", "not_applicable"])
    if item.scale.kind == "number" and (not item.scale.options or rng.random() < 0.7):
        low, high = item.scale.range or (0, 100)
        return round(rng.uniform(low, high), 0 if item.scale.whole else 2)
    return rng.choice([name for name, _ in item.scale.options])


@pytest.mark.parametrize("audit", AUDITS)
@pytest.mark.parametrize("filled", [0.0, 0.4, 1.0])
def test_the_outcome_is_the_engines_own_and_adds_up(audit: str, filled: float) -> None:
    loaded, rng = load_audit(audit), random.Random(f"{audit}{filled}")
    sheet = AnswerSheet(audit, loaded.instrument.edition, profile={"employees": 34})
    for item in loaded.instrument.items:
        if rng.random() < filled:
            sheet = sheet.with_answer(item, drawn(item, rng))
    found = json.loads(json.dumps(outcome(run_sheet(sheet, (), dt.date(2026, 3, 31))), allow_nan=False))
    result = loaded.run(answers=sheet, on="2026-03-31")
    assert (found["value"], found["low"], found["high"]) == (result.score.value, result.score.low, result.score.high)
    assert found["clarify"] == list(result.clarify)
    counted = [row for row in found["items"] if row["state"] == "answered"]
    assert all(row["share"] == 0 for row in found["items"] if row["state"] != "answered")
    assert all(row["contribution"] is None for row in found["items"] if row["state"] != "answered"), "as in score.js"
    if counted:
        assert sum(row["share"] for row in counted) == pytest.approx(1, abs=1e-9)
    if found["uncapped"] is not None:
        assert sum(row["contribution"] for row in counted) == pytest.approx(found["uncapped"], abs=1e-6)
    shown = {d["id"]: d["value"] for d in found["dimensions"] if d["shown"]}
    assert found["weakest"] == (min(shown, key=lambda one: shown[one]) if shown else None)
    assert found["breaches"] == found["open_rules"] == found["gaps"] == []
    known = {r["id"] for r in form_spec(audit)["recommendations"]}
    assert {a["id"] for a in found["actions"]} <= known, "every action has its words in the spec"


def test_comparison_figures_come_with_population_year_and_source() -> None:
    shown = []
    for audit in AUDITS:
        sheet = AnswerSheet(audit, load_audit(audit).instrument.edition, profile={"employees": 34})
        shown += outcome(run_sheet(sheet, (), dt.date(2026, 3, 31)))["figures"]
    assert shown
    for one in shown:
        for key in ("value", "statement", "population", "source"):
            assert one[key]["de"].strip() and one[key]["en"].strip()
        assert one["year"]


def test_only_a_percentage_that_measures_what_a_question_asks_gets_a_place_on_a_bar() -> None:
    pairs = {}
    for audit in AUDITS:
        known = {item.id for item in load_audit(audit).instrument.items}
        for one in figures(audit, 34):
            if "pair" in one:
                assert one["pair"]["item"] in known and 0 <= one["pair"]["at"] <= 100
                assert all(one["pair"]["caution"][language] for language in ("de", "en"))
                pairs[one["pair"]["item"]] = (one["value"]["de"], one["pair"]["at"], one["pair"]["lower_is_better"])
    assert pairs == {"IS-05": ("33,1\u00a0%", 33.1, True)}


def test_a_figure_in_hours_or_about_larger_firms_is_not_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    def drawn() -> list[dict[str, Any]]:
        return [one for one in figures("it_security", 34) if "pair" in one]

    pair = benchmarks.benchmark_for("IS-05", "it_security")
    assert pair is not None and len(drawn()) == 1
    for change in ({"unit": "hours"}, {"employees": (250, None)}, {"value": None}):
        other = replace(pair, benchmark=replace(pair.benchmark, **change))
        monkeypatch.setattr(benchmarks, "benchmark_for", lambda item, audit, o=other: o if item == o.item else None)
        assert drawn() == [], change


def test_a_legal_duty_names_the_provision_it_rests_on() -> None:
    item = next(one for one in form_spec("working_time")["items"] if one["id"] == "WT-05")
    assert [law["de"] for law in item["cite"]] == ["§ 16 ArbZG"]
