"""What code works on and data does not have is found by the check of the catalogue."""

from __future__ import annotations

import pytest

from readiness.analysis.it_security.metrics import click_rate
from readiness.analysis.model import Analysis
from readiness.analysis.registry import Registry
from readiness.language.texts import Texts
from readiness.proofreading import analysis as proofreading


def test_the_shipped_functions_all_have_their_kind():
    assert list(proofreading.function_faults()) == []


@pytest.mark.parametrize(
    ("made", "file", "key"),
    [
        (
            Analysis("incidents", kinds=("incidents",), metrics={"incidents": (click_rate,)}),
            "readiness/analysis/it_security/metrics.py",
            "click_rate",
        ),
        (Analysis("incidents", kinds=("incidents",)), "readiness/analysis/incidents/analysis.py", "incidents"),
    ],
    ids=["a figure", "a kind without figures"],
)
def test_a_function_for_a_kind_without_a_folder_is_named_with_its_line(made, file, key, monkeypatch):
    monkeypatch.setattr(proofreading, "ANALYSES", Registry(made))
    (fault,) = proofreading.function_faults()
    assert (fault.code, fault.fields["file"], fault.fields["key"]) == ("catalog_function_without_kind", file, key)
    if key == "click_rate":
        assert fault.fields["line"] == click_rate.__code__.co_firstlineno
    for language in ("de", "en"):
        sentence = Texts(language).error(fault.code, fault.fields)
        assert "incidents" in sentence and "phishing_tests" in sentence and file in sentence
