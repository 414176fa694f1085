"""Pages that are written from data are what the data say."""

from __future__ import annotations

import runpy

import pytest
from places import ROOT

from readiness import catalog
from readiness.evidence import format_ids


@pytest.fixture(scope="module")
def written() -> str:
    """The list of formats as `make docs` writes it."""
    return runpy.run_path(str(ROOT / "scripts" / "write_formats.py"))["page"]()


def test_the_list_of_formats_is_current(written):
    page = (ROOT / "docs" / "formats.md").read_text(encoding="utf-8")
    assert page == written, "make docs writes it anew"


def test_the_list_of_formats_counts_them_itself(written):
    specs = [catalog.load(f"evidence/shifts/formats/{name}.yaml") for name in format_ids("shifts")]
    read = sum("refuse" not in spec for spec in specs)
    assert f"{read} formats are read, {len(specs) - read} more recognised, but not read." in written


def test_the_list_of_formats_names_every_kind_with_its_columns(written):
    for kind in catalog.ids("evidence"):
        about = catalog.load(f"evidence/{kind}/kind.yaml")
        assert f"(`{kind}`)" in written
        assert all(f"| `{column['id']}` |" in written for column in about["columns"])
