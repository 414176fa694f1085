"""The report notebooks show every section of the report, in its order."""

from __future__ import annotations

import json
import re

import pytest
from places import ROOT

import readiness as rd
from readiness.result import Result

REPORTS = ROOT / "notebooks" / "reports"


@pytest.fixture(scope="module")
def result() -> Result:
    return rd.sample("musterbau").run("homeoffice")


@pytest.mark.parametrize(("name", "several"), [("audit_report", False), ("summary_report", True)])
def test_no_section_is_missing(result: Result, name: str, several: bool) -> None:
    cells = json.loads((REPORTS / f"{name}.ipynb").read_text(encoding="utf-8"))["cells"]
    shown = re.findall(r'report\.section\("(\w+)"\)', "".join("".join(c["source"]) for c in cells))
    assert tuple(shown) == rd.report([result] if several else result).sections
