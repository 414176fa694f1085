"""Law as dated data: numbers over time, and agreements laid over them."""

from __future__ import annotations

import numpy as np
import pytest

from readiness.errors import NoLawInForce, UnknownName, UsageError
from readiness.law import Parameter, load_law


def days(*texts):
    return np.array(texts, "datetime64[D]")


@pytest.fixture(scope="module")
def law():
    return load_law("de")


CHANGED = Parameter(
    "limit",
    {},
    "minutes",
    ("2004-01-01", "2026-07-01", "2027-01-01"),
    (600.0, 720.0, float("nan")),
    ("a", "b", "c"),
    "2026-02-01",
    "T",
)


def test_the_value_changes_on_its_day_not_a_day_before():
    found = CHANGED.values(days("2026-06-30", "2026-07-01", "2026-12-31", "2004-01-01"))
    assert found.tolist() == [600, 720, 720, 600]


def test_a_repealed_number_is_not_a_number():
    assert np.isnan(CHANGED.values(days("2027-01-01"))[0])
    assert CHANGED.since("2026-12-31") == "2026-07-01"


def test_before_the_first_row_no_law_is_guessed(law):
    with pytest.raises(NoLawInForce) as error:
        law.values("daily_rest", days("2026-01-01", "2003-12-31"))
    assert error.value.fields == {"parameter": "daily_rest", "day": "2003-12-31", "first": "2004-01-01"}


def test_a_timeline_shows_value_days_and_source(law):
    table = law.timeline("daily_max")
    assert list(table.columns) == ["value", "from", "until", "source"]
    assert table.iloc[0].to_dict() == {
        "value": 600.0,
        "from": "2004-01-01",
        "until": None,
        "source": "§ 3 Satz 2 ArbZG",
    }


def test_an_unknown_number_or_rule_names_the_nearest(law):
    with pytest.raises(UnknownName) as error:
        law.values("daily_maximum", days("2026-01-01"))
    assert "daily_max" in error.value.fields["nearest"]
    with pytest.raises(UnknownName):
        law.rule("arbzg.s5.rst")


def agreement(folder, text):
    file = folder / "tariff.yaml"
    file.write_text(text, encoding="utf-8")
    return file


def test_an_agreement_makes_a_new_law_for_its_days(law, tmp_path):
    file = agreement(
        tmp_path,
        'name: "Haustarif"\nvalues:\n'
        '  - {parameter: daily_rest, from: "2026-01-01", until: "2026-06-30", value: 540, source: "§ 7"}\n',
    )
    new = law.with_agreement(file)
    asked = days("2025-12-31", "2026-01-01", "2026-06-30", "2026-07-01")
    assert new.values("daily_rest", asked).tolist() == [660, 540, 540, 660]
    assert new.agreements == ("Haustarif",)
    assert law.agreements == () and law.values("daily_rest", asked).tolist() == [660] * 4


def test_an_agreement_without_end_stays(law, tmp_path):
    file = agreement(
        tmp_path, 'name: "H"\nvalues:\n  - {parameter: daily_rest, from: "2026-01-01", value: 540, source: "x"}\n'
    )
    assert law.with_agreement(file).values("daily_rest", days("2030-01-01")).tolist() == [540]


@pytest.mark.parametrize(
    "text",
    [
        "values: []\n",
        'name: "H"\nvalues:\n  - {parameter: daily_rest, value: 540, source: "x"}\n',
        'name: "H"\nvalues:\n  - {parameter: daily_rest, from: "soon", value: 540, source: "x"}\n',
    ],
)
def test_an_incomplete_agreement_says_where(law, tmp_path, text):
    with pytest.raises(UsageError) as error:
        law.with_agreement(agreement(tmp_path, text))
    assert error.value.code == "agreement_incomplete"
    assert error.value.fields["file"] == "tariff.yaml"


def test_an_agreement_on_an_unknown_number_is_refused(law, tmp_path):
    file = agreement(tmp_path, 'name: "H"\nvalues:\n  - {parameter: rest, from: "2026-01-01", value: 5, source: "x"}\n')
    with pytest.raises(UnknownName):
        law.with_agreement(file)
