"""What the law derives from its own numbers follows these, whoever changes them."""

import math

import numpy as np
import pytest
from law_changes import change, copied_law

from readiness import catalog
from readiness.law import load_law
from readiness.law.derived_numbers import Derivation
from readiness.law.model import Parameter


def number(starts, amounts):
    return Parameter("n", {}, "minutes", starts, amounts, tuple(f"§ {s[:4]}" for s in starts), "2026-01-01", "T")


def on(*days):
    return np.array(days, "datetime64[D]")


def test_a_sum_changes_whenever_one_of_its_parts_does_and_begins_when_all_are_known():
    first = number(("2000-01-01", "2010-01-01"), (60.0, 90.0))
    second = number(("2005-01-01", "2020-01-01"), (10.0, math.nan))
    starts, amounts, sources = Derivation(("a", "b"), 1.0, "§ 1").rows([first, second])
    assert starts == ("2005-01-01", "2010-01-01", "2020-01-01")
    assert amounts[:2] == (70.0, 100.0)
    assert math.isnan(amounts[2])  # what follows from a repealed number is repealed
    assert sources[0] == "§ 1; § 2000; § 2005"


def test_the_shipped_laws_derive_what_they_derived_by_hand():
    assert load_law("de").values("week_six_days", on("2004-01-01", "2026-03-02")).tolist() == [3600, 3600]
    assert load_law("eu").values("weekly_rest", on("2004-08-02", "2026-03-02")).tolist() == [2100, 2100]


def test_a_reform_of_the_day_is_one_of_six_days(tmp_path):
    change(copied_law("de", tmp_path), "de", "daily_max", "2027-01-01", 720)
    with catalog.overlay(tmp_path):
        law = load_law("de")
    assert law.values("week_six_days", on("2026-12-31", "2027-01-01")).tolist() == [3600, 4320]


@pytest.mark.parametrize(
    ("own", "wanted"),
    [
        ("", [3600, 4320, 3600]),
        ('  - {parameter: week_six_days, from: "2026-01-01", until: "2026-06-30", value: 3900, source: "§ 8"}\n',
         [3600, 3900, 3600]),
    ],
)  # fmt: skip
def test_an_agreement_on_the_day_reaches_the_week_unless_it_gives_the_week_a_number(tmp_path, own, wanted):
    file = tmp_path / "tariff.yaml"
    row = '  - {parameter: daily_max, from: "2026-01-01", until: "2026-06-30", value: 720, source: "§ 7"}\n'
    file.write_text(f'name: "Haustarif"\nvalues:\n{row}{own}', encoding="utf-8")
    law = load_law("de").with_agreement(file)
    assert law.values("week_six_days", on("2025-12-31", "2026-06-30", "2026-07-01")).tolist() == wanted
