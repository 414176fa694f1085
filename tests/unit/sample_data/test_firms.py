"""The sample firms: every file is readable, every planted case is found, and nothing else is in breach."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest

from readiness import catalog
from readiness.errors import UnknownName
from readiness.instrument import load_instrument
from readiness.result import Result
from readiness.sample_data.firms import sample, samples

FIRMS = ["musterbau", "nachtbackstube"]
AUDITS = [(firm, audit) for firm in FIRMS for audit in sample(firm).audits()]
LIMITS = {"zeiten_kimai.csv": 450_000, "zeiten_clockify.csv": 300_000}


@pytest.fixture(scope="module")
def results() -> dict[str, Result]:
    return {firm: sample(firm).run("working_time") for firm in FIRMS}


def planted(firm: str) -> list[dict[str, Any]]:
    entries = catalog.load("samples/index.yaml")["samples"]
    return next(e["planted"] for e in entries if e["id"] == firm)


def test_the_firms_are_listed_and_loose_files_are_no_firm() -> None:
    assert samples() == FIRMS
    assert [e["id"] for e in catalog.load("samples/index.yaml")["samples"]] == FIRMS


def test_musterbau_brings_all_audits() -> None:
    assert sorted(sample("musterbau").audits()) == catalog.ids("audits")


@pytest.mark.parametrize("name", ["formats", "musterbaum", "", "../samples/musterbau"])
def test_an_unknown_firm_is_refused_with_the_known_ones(name: str) -> None:
    with pytest.raises(UnknownName) as caught:
        sample(name)
    assert caught.value.code == "unknown_samples"
    assert caught.value.fields["known"] == FIRMS


def test_an_audit_without_files_is_refused() -> None:
    with pytest.raises(UnknownName) as caught:
        sample("nachtbackstube").run("data_ownership")
    assert caught.value.code == "unknown_sample_audit"
    assert caught.value.fields["sample"] == "nachtbackstube"


@pytest.mark.parametrize(("firm", "audit"), AUDITS)
def test_sheets_are_valid_and_belong_to_the_firm(firm: str, audit: str) -> None:
    sheet = sample(firm).answers(audit)
    assert (sheet.audit, sheet.company) == (audit, sample(firm).company)
    assert sheet.edition == load_instrument(audit).edition
    assert not sheet.notices


@pytest.mark.parametrize("firm", FIRMS)
def test_the_profile_is_the_same_in_all_sheets(firm: str) -> None:
    profiles = [dict(sample(firm).answers(audit).profile) for audit in sample(firm).audits()]
    assert all(profile == profiles[0] for profile in profiles)


@pytest.mark.parametrize(("firm", "audit"), AUDITS)
def test_readers_take_every_row(firm: str, audit: str) -> None:
    for evidence in sample(firm).evidence(audit):
        assert evidence.provenance["rows_refused"] == 0
        assert evidence.provenance["rows_used"] == evidence.provenance["rows_read"] > 30
        assert not evidence.issues["refused"].any()


@pytest.mark.parametrize("firm", FIRMS)
def test_everybody_of_the_firm_is_in_the_records(firm: str) -> None:
    sheet, (shifts,) = sample(firm).answers("working_time"), sample(firm).evidence("working_time")
    assert shifts.frame["subject"].nunique() == sheet.profile["employees"]


def test_files_stay_small() -> None:
    found = {p.name: p.stat().st_size for firm in FIRMS for p in catalog.folder("samples", firm).glob("zeiten_*")}
    assert found.keys() == LIMITS.keys()
    assert all(size <= LIMITS[name] for name, size in found.items())


@pytest.mark.parametrize("firm", FIRMS)
def test_breaches_are_the_planted_ones_and_no_others(firm: str, results: dict[str, Result]) -> None:
    cases = results[firm].findings.cases
    breaches = cases[cases["severity"] == "breach"]
    found = Counter(zip(breaches["rule"].astype(str), breaches["day"].dt.strftime("%Y-%m-%d"), strict=True))
    wanted = Counter((entry["rule"], day) for entry in planted(firm) for day in entry["days"])
    assert found == wanted


@pytest.mark.parametrize("firm", FIRMS)
def test_as_many_people_as_the_index_says(firm: str, results: dict[str, Result]) -> None:
    cases = results[firm].findings.cases
    for entry in planted(firm):
        days = cases["day"].dt.strftime("%Y-%m-%d").isin(entry["days"])
        here = cases[(cases["rule"] == entry["rule"]) & days & (cases["severity"] == "breach")]
        assert here["subject"].astype(str).nunique() == entry["people"], entry["what"]["en"]


def test_most_people_of_musterbau_are_never_in_breach(results: dict[str, Result]) -> None:
    cases = results["musterbau"].findings.cases
    assert cases.loc[cases["severity"] == "breach", "subject"].astype(str).nunique() == 14


def test_some_rules_concern_fewer_than_five_people_and_some_more(results: dict[str, Result]) -> None:
    tally = results["musterbau"].findings.tally
    people = tally.loc[(tally["severity"] == "breach") & (tally["failed"] > 0), "subjects_failed"].astype(int)
    assert (people < 5).any() and (people > 5).any()


def test_the_clock_change_shortens_a_rest_by_an_hour(results: dict[str, Result]) -> None:
    cases = results["musterbau"].findings.cases
    night = cases[(cases["rule"] == "arbzg.s5.rest") & (cases["day"] == "2026-03-28")]
    assert night["measured"].tolist() == [600.0]
    sunday = cases[(cases["rule"] == "arbzg.s9.sunday") & (cases["day"] == "2026-03-29")]
    assert sorted(sunday["measured"]) == [180.0, 240.0]


def test_musterbau_answers_are_too_rosy(results: dict[str, Result]) -> None:
    rest = {gap["item"]: gap for gap in results["musterbau"].gaps}["WT-07"]
    assert rest["difference"] > 25
    assert results["musterbau"].score.value <= 49
    clicks = {gap["item"] for gap in sample("musterbau").run("it_security").gaps}
    assert "IS-05" in clicks


def test_the_five_audits_of_musterbau_differ_as_described() -> None:
    value = {audit: sample("musterbau").run(audit).score.value for audit in sample("musterbau").audits()}
    assert value["data_ownership"] < 40 < value["it_security"] < value["social_maturity"] < value["homeoffice"]
    assert value["homeoffice"] >= 75


def test_the_bakery_claims_an_exemption_and_its_figures_stay(results: dict[str, Result]) -> None:
    tally = results["nachtbackstube"].findings.tally.set_index("rule")
    assert tally.loc["arbzg.s9.sunday", "reason"] == "exemption_claimed"
    assert tally.loc["arbzg.s9.sunday", "failed"] == 36
    assert tally.loc["arbzg.s5.rest", "verdict"] == "possible_breach"


@pytest.mark.parametrize(("firm", "audit"), AUDITS)
def test_the_same_files_give_the_same_bytes(firm: str, audit: str) -> None:
    assert sample(firm).run(audit).to_json() == sample(firm).run(audit).to_json()


@pytest.mark.parametrize("firm", FIRMS)
def test_no_name_reaches_a_result(firm: str, results: dict[str, Result]) -> None:
    text = results[firm].to_json()
    for name in ("Lönsing", "loensing", "Hallgruber", "hallgruber", ".example"):
        assert name not in text
