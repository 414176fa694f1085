"""Every kind of check is complete, and one that is not says what to add."""

from __future__ import annotations

import pkgutil
from dataclasses import replace
from importlib import import_module
from types import ModuleType

import pytest
from kind_gaps import gaps, unregistered

from readiness import catalog
from readiness.analysis.working_time import rules
from readiness.analysis.working_time.judging.kind import Figure, Option
from readiness.analysis.working_time.rules import kinds, weekly_rest
from readiness.analysis.working_time.rules.kinds import KINDS
from readiness.analysis.working_time.worked_cases import load_examples
from readiness.law import load_law

LAWS = {country: load_law(country) for country in catalog.ids("laws")}
CASES = [(law, case) for country, law in LAWS.items() for _, case in load_examples(country)]
SPAN, GAP = KINDS["max_span"], KINDS["min_gap"]


@pytest.mark.parametrize("name", list(KINDS))
def test_every_kind_is_complete(name):
    assert gaps(KINDS[name], CASES) == []


def modules() -> list[ModuleType]:
    names = [m.name for m in pkgutil.walk_packages(rules.__path__, rules.__name__ + ".") if not m.ispkg]
    return [import_module(name) for name in names if name != kinds.__name__]


@pytest.mark.parametrize("module", modules(), ids=lambda m: m.__name__.rsplit(".", 1)[1])
def test_every_check_of_a_module_is_registered(module):
    computes = {kind.compute for kind in KINDS.values()}
    assert unregistered(module, computes) == [], f"and name {module.__name__} in rules/kinds.py"


def test_a_check_without_a_record_is_named():
    assert unregistered(weekly_rest, {weekly_rest.weekly_rest}) == [
        "holiday_rest is a check without a record: add a Kind to KINDS below it"
    ]


@pytest.mark.parametrize(
    ("kind", "sentence"),
    [
        (replace(SPAN, conventions=()), "max_span names no conventions: add the ids"),
        (replace(SPAN, conventions=("dya",)), "max_span names the convention dya: add its sentence"),
        (replace(SPAN, figures=(Figure("spam_hours"),)), "no case may expect spam_hours of max_span: add it to data/"),
        (replace(SPAN, required=()), "max_span reads the part limit, which its record does not name: add it"),
        (replace(SPAN, required=("limit", "limt")), "max_span names the part limt, which no worked case makes it read"),
        (replace(GAP, options={}), "min_gap reads the option only_for, which its record does not name: add it"),
        (replace(GAP, options={**GAP.options, "not_fro": Option()}), "min_gap names the option not_fro, which no"),
    ],
)
def test_what_is_missing_is_said(kind, sentence):
    assert [found for found in gaps(kind, CASES) if found.startswith(sentence)]


@pytest.mark.parametrize(("finding", "words"), [(True, "without one"), (False, "with a finding")])
def test_a_worked_case_that_is_missing_is_named(finding, words):
    some = [(law, case) for law, case in CASES if case["expect"]["finding"] is finding]
    assert gaps(SPAN, some) == [
        f"max_span has no worked case {words}: add it to examples/ beside the rule that names this kind"
    ]
