"""The picture of the floors shows the contracts as they are."""

from draw_floors import PICTURE, drawing


def test_the_picture_is_current():
    assert PICTURE.read_text(encoding="utf-8") == drawing(), "call: make docs"
