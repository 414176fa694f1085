"""What an audit notebook tells a firm to change is what its result is made of."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from places import ROOT

from readiness.sample_data.firms import sample

AUDITS = ROOT / "notebooks" / "audits"
NOTEBOOKS = sorted(p for p in AUDITS.glob("*.ipynb") if p.stem != "any_audit")
OTHER_TIMES = ROOT / "data" / "samples" / "formats" / "kimai_default_de.csv"


def until_the_result(path: Path, changes: dict[str, str]) -> dict[str, Any]:
    """The cells up to the result, run one after the other, with what the text says to replace replaced."""
    cells = [c for c in json.loads(path.read_text(encoding="utf-8"))["cells"] if c["cell_type"] == "code"]
    known: dict[str, Any] = {}
    for source in ("".join(c["source"]) for c in cells):
        if "rd.ask(" in source:
            continue
        for old, new in changes.items():
            source = source.replace(old, new)
        exec(source, known)
        if "result" in known:
            return known
    raise AssertionError(f"{path.name} makes no result")


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda p: p.stem)
def test_as_it_stands_it_gives_the_result_of_the_sample_firm(path: Path) -> None:
    assert until_the_result(path, {})["result"].to_json() == sample("musterbau").run(path.stem).to_json()


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda p: p.stem)
def test_own_answers_and_files_change_the_result(path: Path) -> None:
    text = " ".join(
        "".join(c["source"]) for c in json.loads(path.read_text(encoding="utf-8"))["cells"] if c["cell_type"] != "code"
    )
    told = dict(re.findall(r"ersetzen Sie in der nächsten Zelle `([^`]+)` durch `([^`]+)`", text))
    own = f'firm.answers("{path.stem}")'
    assert told.pop(own) == "form.sheet"
    changes = {own: f'rd.AnswerSheet("{path.stem}", "2026.1", company="Eigene Firma")'}
    if path.stem == "working_time":
        ((old, new),) = told.items()
        changes[old] = new.replace("zeiten.csv", OTHER_TIMES.as_posix())
    result = until_the_result(path, changes)["result"]
    assert result.company["name"] == "Eigene Firma" and result.score.value is None
    if path.stem == "working_time":
        assert [e["file"] for e in result.evidence] == [OTHER_TIMES.name]


def test_the_common_notebook_runs_an_audit_that_it_was_not_made_for(monkeypatch: pytest.MonkeyPatch) -> None:
    answered = sample("musterbau").answers("homeoffice")
    changes = {'"change_readiness"': '"homeoffice"', "form.sheet": "answered"}
    cells = [
        "".join(c["source"])
        for c in json.loads((AUDITS / "any_audit.ipynb").read_text(encoding="utf-8"))["cells"]
        if c["cell_type"] == "code" and "rd.ask(" not in "".join(c["source"])
    ]
    assert {old for old in changes if any(old in cell for cell in cells)} == set(changes)
    monkeypatch.setattr("readiness.reports.report.Report.save", lambda report, path: Path(path))
    known: dict[str, Any] = {"answered": answered}
    for cell in cells:
        for old, new in changes.items():
            cell = cell.replace(old, new)
        exec(cell, known)
    assert known["result"].audit == "homeoffice" and known["result"].score.value is not None
