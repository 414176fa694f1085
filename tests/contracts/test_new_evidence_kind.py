"""A new kind of evidence with one figure takes a folder in data/evidence/ and one function, nothing else."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from places import ROOT

from readiness import catalog
from readiness.analysis.it_security.analysis import IT_SECURITY
from readiness.analysis.measured import Measured
from readiness.analysis.registry import ANALYSES
from readiness.audit import load_audit
from readiness.audit.tally import evidence_summary
from readiness.cli import main
from readiness.errors import EvidenceError, UnknownName
from readiness.evidence import Evidence, read_evidence
from readiness.forms.intake import understood
from readiness.proofreading.run import check_catalog
from readiness.reports.report import Report
from readiness.sample_data.firms import sample

#: The folder a contributor would add: `evidence/incidents/`.
OVERLAY = ROOT / "tests" / "shared" / "incidents"
FILE = (
    "Gemeldet von;Bemerkt am;Stunden bis zur Meldung;Schwere;Was geschah",
    "Ayşe;02.03.2026;0,5;hoch;Mail geöffnet",
    "Ben;03.03.2026;30;gering;USB-Stick",
    "Cem;05.03.2026;;schlimm;Laptop verloren",
    "Dana;;2;hoch;Anruf",
    "Eva;20.03.2026;6:30;;Mail geöffnet",
)

#: What the audit that uses the figure says of it in words.
METRIC = """
audit: incident_check
metrics:
  - id: median_hours_to_report
    kind: incidents
    title: {de: "Stunden bis zur Meldung", en: "Hours until reported"}
    explanation:
      de: "Die Hälfte der Vorfälle war so schnell gemeldet."
      en: "Half of the incidents were reported so soon."
"""


def median_hours_to_report(frame, findings, on, min_group=5) -> Measured:
    """The one function: hours until half of the incidents were reported."""
    return Measured(float(frame["hours_to_report"].median()), "hours", len(frame))


def register_the_function(monkeypatch: pytest.MonkeyPatch) -> None:
    """What its line in `analysis/it_security/analysis.py` does."""
    kinds, metrics = (*IT_SECURITY.kinds, "incidents"), {**IT_SECURITY.metrics, "incidents": (median_hours_to_report,)}
    monkeypatch.setitem(ANALYSES._by_id, "it_security", replace(IT_SECURITY, kinds=kinds, metrics=metrics))
    monkeypatch.setitem(ANALYSES.metrics, "incidents", {"median_hours_to_report": median_hours_to_report})


@pytest.fixture(autouse=True)
def _overlay(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("READINESS_DATA", str(OVERLAY))


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "vorfaelle.csv"
    path.write_text("\n".join(FILE), encoding="utf-8")
    return path


def test_the_catalogue_check_finds_no_fault_in_the_folder() -> None:
    assert check_catalog() == []


def test_a_file_is_recognised_and_read_by_the_description_alone(file: Path) -> None:
    evidence = read_evidence("incidents", file)
    frame = evidence.frame.sort_values("row")
    assert list(frame.columns) == ["subject", "noticed", "hours_to_report", "severity", "row"]
    assert {name: str(dtype) for name, dtype in frame.dtypes.items()} == {
        "subject": "category",
        "noticed": "datetime64[s]",
        "hours_to_report": "float64",
        "severity": "category",
        "row": "int64",
    }
    assert frame["hours_to_report"].fillna(-1).tolist() == [0.5, 30, -1, 6.5]
    assert frame["severity"].tolist() == ["high", "low", "other", "other"]
    assert evidence.issues[["code", "row", "refused"]].to_numpy().tolist() == [
        ["word_not_known", 0, False],
        ["value_missing", 5, True],
    ]
    assert (evidence.provenance["from"], evidence.provenance["to"]) == ("2026-03-02", "2026-03-20")
    assert (evidence.provenance["format"], evidence.subjects) == ("canonical", 4)
    told = frame.to_csv() + evidence.issues.to_csv() + json.dumps(evidence.provenance)
    assert not any(word in told for word in ("Ayşe", "USB", "schlimm"))


def test_the_order_of_day_and_month_is_not_guessed(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_text("person,noticed,hours_to_report\na,03/04/2026,1\n", encoding="utf-8")
    with pytest.raises(EvidenceError) as caught:
        read_evidence("incidents", path)
    assert caught.value.code == "ambiguous_day_order"


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("de", ("4 Personen, 2. März 2026 bis 20. März 2026", "Hier fehlt eine Angabe", "Vorfälle im Format")),
        ("en", ("4 people, 2 March 2026 to 20 March 2026", "Something is missing here", "Incidents in the format")),
    ],
)
def test_the_command_line_checks_it(file: Path, capsys: pytest.CaptureFixture[str], language: str, words) -> None:
    assert main(["check", "incidents", str(file), "--language", language]) == 0
    said = " ".join(capsys.readouterr().out.split())
    assert all(word in said for word in words)
    with pytest.raises(SystemExit):
        main(["check", "--help", "--language", language])
    assert "incidents" in capsys.readouterr().out
    main(["list", "evidence", "--language", language])
    assert {"de": "Sicherheitsvorfälle:", "en": "Security incidents:"}[language] in capsys.readouterr().out


@pytest.mark.parametrize(("language", "title"), [("de", "Sicherheitsvorfälle"), ("en", "Security incidents")])
def test_form_and_errors_call_it_by_its_title(file: Path, language: str, title: str) -> None:
    facts = {
        fact["label"]["en"]: fact["value"][language] for fact in understood(read_evidence("incidents", file))["facts"]
    }
    assert facts["Kind of data"] == title
    assert facts["Contains"].startswith("4 ")
    with pytest.raises(EvidenceError) as caught:
        read_evidence("tickets", file)
    assert caught.value.fields["other_kind"] == "incidents"


def test_a_report_shows_it_with_title_and_period(file: Path) -> None:
    evidence: Evidence = read_evidence("incidents", file)
    result = replace(sample("musterbau").run("it_security"), evidence=evidence_summary([evidence]))
    html = " ".join(Report.of(result, "de").section("evidence").html.split())
    assert "<h3>Sicherheitsvorfälle</h3>" in html and "2. März 2026 bis 20. März 2026" in html


@pytest.fixture
def audit_with_incidents(tmp_path: Path) -> Iterator[str]:
    """An audit of a firm's own, made of that of IT security; one of its questions is answered by incidents."""
    own = tmp_path / "audits" / "incident_check"
    own.mkdir(parents=True)
    told = {
        "it_security": "incident_check",
        "analysis: incident_check": "analysis: it_security",
        "IS-": "IC-",
        "prefix: IS": "prefix: IC",
        "evidence: [phishing_tests]": "evidence: [phishing_tests, incidents]",
        "kind: phishing_tests, metric: click_rate": "kind: incidents, metric: median_hours_to_report",
    }
    for name in ("audit.yaml", "instrument.yaml", "recommendations.yaml"):
        text = (ROOT / "data" / "audits" / "it_security" / name).read_text(encoding="utf-8")
        for old, new in told.items():
            text = text.replace(old, new)
        (own / name).write_text(text, encoding="utf-8")
    (own / "metrics.yaml").write_text(METRIC, encoding="utf-8")
    with catalog.overlay(tmp_path):
        yield "incident_check"


def test_its_figure_takes_the_place_of_an_answer(file: Path, audit_with_incidents: str, monkeypatch) -> None:
    with pytest.raises(UnknownName) as caught:
        load_audit(audit_with_incidents)
    assert caught.value.code == "unknown_metric"
    codes = {"catalog_evidence_without_analysis", "catalog_unknown_reference"}
    assert {fault.code for fault in check_catalog()} == codes
    register_the_function(monkeypatch)
    assert check_catalog() == []
    result = load_audit(audit_with_incidents).run(evidence=[read_evidence("incidents", file)], on="2026-03-31")
    row = result.items.set_index("id").loc["IC-05"]
    assert (row["source"], row["measured"], row["kind"]) == ("evidence", 6.5, "incidents")
    html = Report.of(result, "en").section("evidence").html
    assert "<h3>Security incidents</h3>" in html


def test_the_folder_is_no_part_of_the_kit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("READINESS_DATA")
    assert "incidents" not in catalog.ids("evidence")
