"""A change of a number is proved by worked cases on both sides of its day."""

import shutil

import pytest
from places import ROOT

from readiness.proofreading.run import check_catalog

LAST = '      - {from: "2018-09-01", value: 720, source: "§ 9 Abs. 1 AZG"}\n'
REFORM = LAST + '      - {from: "2027-01-01", value: 600, source: "Probe"}\n'
CASE = """
  - id: AT900
    description: {de: "Probe", en: "Trial"}
    rule: at.azg.s9.daily_max
    zone: Europe/Vienna
    given: {intervals: ["%s"]}
    expect: {finding: true, verdict: possible_breach}
    citation: "Probe"
    reasoning: {de: "Probe", en: "Trial"}
"""


@pytest.fixture
def austria(tmp_path):
    shutil.copytree(ROOT / "data" / "laws" / "at", tmp_path / "laws" / "at")
    return tmp_path


def put(folder, file, old, new):
    path = folder / "laws" / "at" / "working_time" / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def sides(folder):
    return [(f.fields["day"], f.fields["found"]) for f in check_catalog(folder)]


@pytest.mark.parametrize(
    ("times", "wanted"),
    [
        ("2027-01-04T07:00/2027-01-04T18:00", []),
        ("2026-12-31T12:00/2027-01-01T00:00", [("2027-01-01", "after")]),  # ends at midnight: still the old row
        ("2026-12-31T20:00/2027-01-01T06:00", [("2027-01-01", "after")]),  # on both sides: proves neither
    ],
)
def test_a_case_behind_the_day_is_needed(austria, times, wanted):
    put(austria, "parameters.yaml", LAST, REFORM)
    assert sides(austria) == [("2027-01-01", "after")]
    put(austria, "examples/s9_daily_max.yaml", "cases:\n", "cases:" + CASE % times)
    assert sides(austria) == wanted


def test_a_case_of_another_rule_proves_nothing(austria):
    put(austria, "parameters.yaml", LAST, REFORM)
    other = CASE.replace("at.azg.s9.daily_max", "at.azg.s12.rest") % "2027-01-04T07:00/2027-01-04T18:00"
    put(austria, "examples/s9_daily_max.yaml", "cases:\n", "cases:" + other)
    assert sides(austria) == [("2027-01-01", "after")]


def test_a_row_between_two_others_needs_cases_of_its_own_time(austria):
    between = '      - {from: "2018-01-01", value: 660, source: "Probe"}\n'
    put(austria, "parameters.yaml", LAST, between + LAST)
    # The cases of 31 August 2018 lie under the row in between, none under the one before it.
    assert sides(austria) == [("2018-01-01", "before")]
