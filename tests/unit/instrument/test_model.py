import re

import pytest
from places import ROOT

from readiness import catalog
from readiness.errors import UnknownName
from readiness.instrument import load_instrument
from readiness.instrument.model import interpolate

AUDITS = ["change_readiness", "data_ownership", "homeoffice", "it_security", "social_maturity", "working_time"]


def test_the_readme_counts_the_questions_as_they_are():
    """A question more is a number more in the table of audits in README.md."""
    rows = re.findall(
        r"^\| `(\w+)` .*\((\d+)[^)]*\) \|", (ROOT / "README.md").read_text(encoding="utf-8"), re.MULTILINE
    )
    assert {name: int(count) for name, count in rows} == {
        name: len(load_instrument(name).items) for name in AUDITS if name != "change_readiness"
    }


@pytest.mark.parametrize("audit", AUDITS)
def test_every_scale_reaches_zero_and_hundred(audit):
    for item in load_instrument(audit).items:
        scores = [s for _, s in item.scale.options] + [s for _, s in item.scale.points]
        assert (min(scores), max(scores)) == (0, 100), item.id


@pytest.mark.parametrize("audit", AUDITS)
def test_quick_check_has_five_items_and_every_item_a_way_to_say_yes(audit):
    assert len(load_instrument(audit).quick_check) == 5
    for entry in catalog.load(f"audits/{audit}/instrument.yaml")["items"]:
        if entry["scale"] == "yes_partly_no":
            assert entry["criterion"]["de"].startswith("Ja nur"), entry["id"]
            assert entry["criterion"]["en"].startswith("Yes only"), entry["id"]


def test_interpolation_between_and_outside_the_points():
    points = ((0.0, 100.0), (5.0, 75.0), (10.0, 50.0))
    assert [interpolate(points, v) for v in (-1, 0, 2.5, 5, 7, 10, 99)] == [100, 100, 87.5, 75, 65, 50, 50]


def test_a_reversed_scale_turns_round():
    item = load_instrument("working_time").item("WT-14")
    assert (item.score("never", {}), item.score("always", {})) == (100, 0)


def test_a_count_is_divided_by_the_head_count_and_open_without_it():
    item = load_instrument("working_time").item("WT-06")
    assert item.score(5, {"employees": 20}) == pytest.approx(70)
    assert item.score(5, {}) is None


def test_an_unanswered_profile_never_removes_an_item():
    item = load_instrument("working_time").item("WT-20")
    assert item.applies({})
    assert not item.applies({"works_council": False})


def test_a_mistyped_item_offers_the_nearest():
    with pytest.raises(UnknownName) as caught:
        load_instrument("working_time").item("WT-001")
    assert "WT-01" in caught.value.fields["nearest"]
