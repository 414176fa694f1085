"""Colours that could not be read are refused; the brand that is shipped is not among them."""

from __future__ import annotations

import doctest
import shutil
from pathlib import Path

import pytest
from places import ROOT

from readiness import catalog
from readiness.proofreading import brands
from readiness.proofreading.brands import check_brands, contrast


@pytest.mark.parametrize(
    ("first", "second", "ratio"),
    [("#000000", "#ffffff", 21.0), ("#767676", "#fff", 4.54), ("#777777", "#fff", 4.48), ("#ff0000", "#ffffff", 4.0)],
)
def test_contrast_is_that_of_the_guidelines(first: str, second: str, ratio: float) -> None:
    assert round(contrast(first, second), 2) == ratio
    assert contrast(second, first) == contrast(first, second)
    assert contrast(first, first) == 1


def test_the_example_of_the_formula_runs() -> None:
    assert doctest.testmod(brands).attempted > 0 and doctest.testmod(brands).failed == 0


def test_the_shipped_brand_can_be_read() -> None:
    assert list(check_brands()) == []


def test_every_brand_of_an_overlay_is_looked_at_and_every_pair_named(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "data" / "brands", tmp_path / "brands")
    text = (tmp_path / "brands" / "default.yaml").read_text(encoding="utf-8")
    other = tmp_path / "brands" / "chamber.yaml"
    other.write_text(text.replace("#1b2733", "#fff"), encoding="utf-8")
    with catalog.overlay(tmp_path):
        faults = list(check_brands())
    assert {fault.fields["file"] for fault in faults} == {"brands/chamber.yaml"}
    grounds = {fault.fields["ground"] for fault in faults if fault.fields["role"] == "ink"}
    assert {*brands.READ["ink"], *brands.SEEN["ink"]} == grounds


def test_the_check_knows_only_colours_that_there_are() -> None:
    roles = set(catalog.load("brands/default.yaml")["colours"])
    named = {*brands.READ, *brands.SEEN, *brands.LIGHT_TEXT_ON}
    named |= {ground for grounds in (*brands.READ.values(), *brands.SEEN.values()) for ground in grounds}
    assert named <= roles
