"""All analyses side by side: no doubles, nothing that nobody can ask for."""

from __future__ import annotations

import importlib
import inspect
from pathlib import Path

import pytest
from places import ROOT

from readiness import catalog
from readiness.analysis.measured import Measured
from readiness.analysis.model import QUESTIONS_ONLY, Analysis
from readiness.analysis.registry import ANALYSES, METRICS, Registry
from readiness.errors import UnknownName
from readiness.instrument import load_instrument

FILES = sorted((ROOT / "readiness" / "analysis").glob("*/metrics.py"))


def share(frame, findings, on, min_group):
    return Measured(1.0, "percent", 1)


def test_two_analyses_of_one_name_are_refused():
    with pytest.raises(ValueError, match="two analyses are called logs"):
        Registry(Analysis("logs"), Analysis("logs"))


def test_two_figures_of_one_name_for_a_kind_are_refused():
    one, other = (Analysis(name, kinds=("log",), metrics={"log": (share,)}) for name in ("a", "b"))
    with pytest.raises(ValueError, match=r"the figure share of log is in .* and in b"):
        Registry(one, other)


def test_a_mistyped_analysis_offers_the_nearest():
    with pytest.raises(UnknownName) as caught:
        ANALYSES.named("working_tme")
    assert caught.value.code == "unknown_analysis" and caught.value.fields["nearest"] == ["working_time"]
    assert "working_time" in str(caught.value)


def test_an_audit_that_names_none_asks_questions_only():
    assert ANALYSES.named("") is QUESTIONS_ONLY


def test_every_analysis_bears_the_name_of_its_package_and_is_declared_by_an_audit():
    declared = {catalog.load(f"audits/{name}/audit.yaml").get("analysis") for name in catalog.ids("audits")}
    for analysis in ANALYSES:
        assert (ROOT / "readiness" / "analysis" / analysis.id / "analysis.py").is_file()
        assert analysis.id in declared


def test_every_figure_that_a_question_asks_for_can_be_read_in_one_table():
    links = [x for name in catalog.ids("audits") for item in load_instrument(name).items for x in item.evidence]
    assert links
    assert [x for x in links if x.metric not in METRICS[x.kind]] == []


@pytest.mark.parametrize("file", FILES, ids=lambda p: p.parent.name)
def test_every_figure_that_was_written_can_be_asked_for(file: Path):
    module = importlib.import_module(f"readiness.analysis.{file.parent.name}.metrics")
    written = {
        name
        for name, function in inspect.getmembers(module, inspect.isfunction)
        if function.__module__ == module.__name__ and not name.startswith("_")
    }
    assert written == {n for figures in METRICS.values() for n, f in figures.items() if f.__module__ == module.__name__}
