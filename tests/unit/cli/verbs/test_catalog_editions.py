"""`readiness catalog`: what editions are recorded, in an overlay of a chamber as in the shipped content."""

import json

import pytest


def test_every_shipped_edition_is_recorded(run):
    code, out, _ = run("catalog", "editions", "--json")
    rows = json.loads(out)
    assert code == 0 and len(rows) >= 6
    assert {row["state"] for row in rows} == {"kept"}


@pytest.fixture
def overlay(tmp_path):
    from readiness import catalog

    target = tmp_path / "audits" / "house_rules"
    target.mkdir(parents=True)
    for file in catalog.folder("audits", "change_readiness").glob("*.yaml"):
        text = file.read_text(encoding="utf-8").replace("change_readiness", "house_rules").replace("CR-", "HR-")
        (target / file.name).write_text(text.replace("prefix: CR", "prefix: HR"), encoding="utf-8")
    return tmp_path


def test_an_edition_of_an_overlay_is_recorded_and_a_change_is_seen(run, overlay):
    def state():
        rows = json.loads(run("catalog", "editions", overlay, "--json")[1])
        return next(row["state"] for row in rows if row["audit"] == "house_rules")

    assert state() == "unrecorded"
    code, out, _ = run("catalog", "editions", overlay, "--write", "--language", "en")
    assert code == 0 and "house_rules" in out and "recorded" in out
    assert state() == "kept"
    questions = overlay / "audits" / "house_rules" / "instrument.yaml"
    questions.write_text(questions.read_text(encoding="utf-8").replace("weight: 3", "weight: 2"), encoding="utf-8")
    assert state() == "changed"
    questions.write_text(
        questions.read_text(encoding="utf-8").replace("status: draft", "status: published"), encoding="utf-8"
    )
    code, _, said = run("catalog", "editions", overlay, "--write")
    assert code == 3 and "house_rules" in said


@pytest.mark.parametrize("task", ["check", "editions"])
def test_a_folder_that_is_not_there_is_said(run, task):
    code, _, said = run("catalog", task, "nowhere")
    assert code == 2 and "nowhere" in said
