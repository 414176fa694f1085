"""What was deleted lies aside, whole, and comes back whole."""

from __future__ import annotations

from pathlib import Path

import pytest

from readiness.forms.sheets.recycle_bin import RecycleBin


def sheet(folder: Path, name: str, text: str) -> Path:
    (folder / f"{name}.yaml").write_text(text)
    (folder / f"{name}.form.json").write_text(f"form of {text}")
    (folder / f"{name}.undo").mkdir()
    (folder / f"{name}.undo" / "000001.yaml").write_text(f"before {text}")
    return folder / f"{name}.yaml"


def test_a_sheet_goes_and_comes_back_under_another_name(tmp_path: Path) -> None:
    bin_ = RecycleBin(tmp_path)
    place = bin_.put(sheet(tmp_path, "a", "first"))
    assert not list(tmp_path.glob("a.*"))
    found = bin_.find(place)
    assert found is not None
    bin_.take_out(found, tmp_path / "b.yaml")
    assert (tmp_path / "b.yaml").read_text() == "first" and (tmp_path / "b.form.json").read_text() == "form of first"
    assert (tmp_path / "b.undo" / "000001.yaml").read_text() == "before first"
    assert bin_.find(place) is None, "the place is empty again"


def test_two_of_one_name_lie_apart(tmp_path: Path) -> None:
    bin_ = RecycleBin(tmp_path)
    places = [bin_.put(sheet(tmp_path, "a", text)) for text in ("first", "second")]
    assert [bin_.find(place).read_text() for place in places] == ["first", "second"]  # type: ignore[union-attr]


@pytest.mark.parametrize("place", ["", "..", "../a", "a/../..", "nothing"])
def test_a_place_outside_is_never_found(tmp_path: Path, place: str) -> None:
    (tmp_path / "sheets").mkdir()
    (tmp_path / "secret.yaml").write_text("")
    assert RecycleBin(tmp_path / "sheets").find(place) is None
