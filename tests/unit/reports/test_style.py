"""One palette for report, form and charts: every colour is asked for by its job, none stands in a style sheet."""

from __future__ import annotations

import re
from dataclasses import fields, replace

import pytest
from places import ROOT

from readiness import catalog
from readiness.reports.brand import load_brand
from readiness.reports.style import Palette

SHEETS = sorted((ROOT / "readiness").rglob("*.css"))
PALETTE = load_brand().palette


def test_there_are_sheets_to_look_at() -> None:
    assert {"report.css", "form.css", "start.css"} <= {sheet.name for sheet in SHEETS}


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda p: p.name)
def test_a_style_sheet_names_no_colour_itself(sheet) -> None:
    text = sheet.read_text(encoding="utf-8")
    assert not re.findall(r"#[0-9a-fA-F]{3,8}\b|\b(?:rgba?|hsla?)\(\s*\d[^)]*\)", text)
    painted = PALETTE.painted(text)
    assert "--palette-" not in painted and re.search(r"#[0-9a-fA-F]{3,6}\b", painted)


def test_no_module_names_a_colour_itself() -> None:
    modules = [p for p in (ROOT / "readiness").rglob("*.py") if p.parts[-2] != "proofreading"]
    strangers = [p.name for p in modules if re.search(r"[\"']#[0-9a-fA-F]{3,6}[\"']", p.read_text(encoding="utf-8"))]
    assert not strangers


def test_the_palette_and_the_schema_name_the_same_colours() -> None:
    schema = catalog.validator("brand").schema["properties"]["colours"]
    assert list(schema["properties"]) == [f.name for f in fields(Palette)] == schema["required"]


def test_a_colour_comes_whole_or_in_its_parts_however_it_is_written() -> None:
    palette = replace(PALETTE, ink="#0a0b0c", paper="#fff")
    assert palette.painted("a { color: var(--palette-ink); }") == "a { color: #0a0b0c; }"
    assert palette.painted("rgba(var(--palette-ink-rgb), .3)") == "rgba(10, 11, 12, .3)"
    assert palette.painted("rgb(var(--palette-paper-channels) / 5%)") == "rgb(255 255 255 / 5%)"
    assert palette.painted("var(--ink)") == "var(--ink)"


def test_a_colour_that_there_is_not_is_refused() -> None:
    with pytest.raises(AttributeError, match="inkk"):
        PALETTE.painted("var(--palette-inkk)")
