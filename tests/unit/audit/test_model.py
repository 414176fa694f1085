import datetime as dt
import json
import shutil

import pandas as pd
import pytest

from readiness import catalog, sample
from readiness.audit import load_audit
from readiness.errors import AnswerError, UnknownName, UsageError
from readiness.evidence import Evidence
from readiness.explanation import explain
from readiness.instrument import Answer, AnswerSheet, load_instrument
from readiness.proofreading.run import check_catalog
from readiness.result import Result, item_frame, read_result

AUDITS = ["social_maturity", "working_time", "data_ownership", "it_security", "homeoffice", "change_readiness"]


def sheet(audit, **answers):
    return AnswerSheet(
        audit,
        load_instrument(audit).edition,
        answers={k.replace("_", "-"): Answer(v) for k, v in answers.items()},
        profile={"employees": 20},
    )


@pytest.mark.parametrize("audit", AUDITS)
def test_a_result_survives_json_and_is_the_same_twice(audit, tmp_path):
    firm = sample("musterbau")
    first, second = firm.run(audit), firm.run(audit)
    assert first.to_json() == second.to_json()
    path = first.save(tmp_path / "r.json")
    assert read_result(path).to_json() == first.to_json()


@pytest.mark.parametrize("audit", AUDITS)
def test_the_explanation_adds_up_to_the_score(audit):
    result = sample("musterbau").run(audit)
    made = explain(result)
    assert made.items["share"].sum() == pytest.approx(1)
    assert made.items["contribution"].sum() == pytest.approx(result.score.uncapped)
    for d in result.score.dimensions:
        if d.value is not None:
            assert explain(result, d.id).items["contribution"].sum() == pytest.approx(d.value)
    left = made.items[made.items["state"] != "answered"]
    assert set(left["reason"]) <= {"unanswered", "unknown", "profile", "respondent", "profile_missing"}
    assert set(left["id"]).isdisjoint(made.items.loc[made.items["contribution"].notna(), "id"])
    assert len(made.left_out()) == len(left)


def test_a_measured_value_replaces_the_answer_and_both_are_kept():
    result = sample("musterbau").run("working_time")
    row = result.items.set_index("id").loc["WT-07"]
    assert row["source"] == "evidence"
    assert row["self_attained"] != row["attained"]
    gap = {g["item"]: g for g in result.gaps}["WT-07"]
    assert gap["difference"] == pytest.approx(row["self_attained"] - row["attained"])
    assert abs(gap["difference"]) > 25


def test_no_gap_is_reported_where_answer_and_measurement_agree():
    for name in ("social_maturity", "data_ownership"):
        for gap in sample("musterbau").run(name).gaps:
            assert abs(gap["difference"]) > 25


def test_no_answers_at_all_is_no_score_but_a_result():
    result = load_audit("homeoffice").run(on="2026-03-01")
    assert (result.score.value, result.score.low, result.score.high, result.score.coverage) == (None, 0, 100, 0)
    assert len(result.clarify) == 26
    assert result.actions.rows == ()
    must = load_instrument("homeoffice").item(result.clarify[0]).must
    assert must


def test_do_not_know_is_clarified_and_no_recommendation_is_made_from_it():
    result = load_audit("homeoffice").run(sheet("homeoffice", HO_04="unknown", HO_05="no"), on="2026-03-01")
    assert "HO-04" in result.clarify
    assert [a.item for a in result.actions.rows] == ["HO-05"]


def test_reviews_come_after_a_week_a_month_three_months_then_half_yearly():
    reviews = load_audit("homeoffice").run(on="2026-01-31").reviews
    assert [d.isoformat() for d in reviews] == [
        "2026-02-07", "2026-02-28", "2026-04-30", "2026-10-31", "2027-04-30", "2027-10-31"
    ]  # fmt: skip


def test_actions_put_breaches_first_then_duties_then_impact_and_little_effort():
    rows = sample("musterbau").run("working_time").actions.rows
    rank = {"breach": 0, "duty": 1, "weak": 2}
    impact = {"high": 0, "medium": 1, "low": 2}
    keys = [(rank[a.reason], impact[a.impact], a.effort_hours) for a in rows]
    assert keys == sorted(keys)
    assert rows[0].reason == "breach"


def test_provenance_names_inputs_catalogue_and_law():
    result = sample("musterbau").run("working_time")
    assert result.evidence[0]["file"] == "zeiten_kimai.csv"
    assert len(result.evidence[0]["digest"]) == 64
    assert set(result.provenance) >= {"package", "catalogue_edition", "catalogue_digest", "law"}
    assert len(result.provenance["answers_digest"]) == 64
    assert dt.date.fromisoformat(result.provenance["law"]["as_of"]) >= dt.date(2026, 1, 1)


def test_what_does_not_belong_is_refused():
    audit = load_audit("homeoffice")
    with pytest.raises(AnswerError) as caught:
        audit.run(sheet("it_security"), on="2026-01-01")
    assert caught.value.code == "sheet_other_audit"
    with pytest.raises(UsageError) as caught:
        audit.run(evidence=sample("musterbau").evidence("working_time"), on="2026-01-01")
    assert caught.value.code == "evidence_not_used"
    shifts = sample("musterbau").evidence("working_time")
    with pytest.raises(UsageError) as caught:
        load_audit("working_time").run(evidence=shifts * 2, on="2026-01-01")
    assert caught.value.code == "evidence_twice"


def chamber(folder, of, old, new):
    """An audit of a chamber: questions of a shipped one under names of its own, with one line changed."""
    target = folder / "audits" / "chamber"
    # What a figure means is described once, by the audit it belongs to.
    shutil.copytree(catalog.folder("audits", of), target, ignore=shutil.ignore_patterns("metrics.yaml", "examples"))
    prefix = catalog.load(f"audits/{of}/audit.yaml")["prefix"]
    for file in target.glob("*.yaml"):
        text = file.read_text(encoding="utf-8").replace(f"{prefix}-", "CC-").replace(f"prefix: {prefix}", "prefix: CC")
        text = text.replace(f"id: {of}", "id: chamber").replace(f"audit: {of}", "audit: chamber")
        file.write_text(text.replace(old, new), encoding="utf-8")
    return catalog.overlay(folder)


def test_an_audit_of_a_chamber_borrows_an_analysis_by_its_name(tmp_path):
    tables = sample("musterbau").evidence("working_time")
    shipped = sample("musterbau").run("working_time")
    with chamber(tmp_path, "working_time", "", ""):
        assert check_catalog() == []
        found = load_audit("chamber", region="NW").run(evidence=tables, on="2026-03-31")
    assert found.findings.tally.equals(shipped.findings.tally)
    measured = shipped.items.set_index("id").loc["WT-07", "measured"]
    assert found.items.set_index("id").loc["CC-07", "measured"] == measured
    assert found.views == shipped.views


def test_an_audit_of_a_chamber_may_only_ask_questions(tmp_path):
    with chamber(tmp_path, "homeoffice", "", ""):
        result = load_audit("chamber").run(on="2026-03-31")
    assert result.findings.tally.empty and result.views == {}


def test_an_analysis_that_does_not_exist_is_named(tmp_path):
    wrong = chamber(tmp_path, "it_security", "analysis: it_security", "analysis: it_securty")
    with wrong, pytest.raises(UnknownName) as caught:
        load_audit("chamber")
    assert caught.value.code == "unknown_analysis" and caught.value.fields["nearest"] == ["it_security"]


def test_absences_of_people_without_records_are_refused():
    shifts, absences = sample("musterbau").evidence("working_time")[0], strangers()
    with pytest.raises(UsageError) as caught:
        load_audit("working_time").run(evidence=[absences, shifts], on="2026-03-31")
    assert caught.value.code == "evidence_not_linked"
    assert (caught.value.fields["file"], caught.value.fields["other"]) == ("leave.csv", "zeiten_kimai.csv")


def strangers():
    frame = pd.DataFrame({"subject": pd.Categorical(["P-NOBODY"]), "day": pd.to_datetime(["2026-03-02"])})
    return Evidence("absences", frame, pd.DataFrame(), {"file": "leave.csv"})


@pytest.mark.parametrize("text", ["", "{}", "[]", "null", '{"format": 1}', '{"format": 99}', "no json"])
def test_something_else_is_not_a_result(text):
    with pytest.raises(UsageError):
        Result.from_json(text, "x.json")


def test_an_empty_item_table_has_its_columns():
    assert json.loads(item_frame([]).to_json(orient="records")) == []
