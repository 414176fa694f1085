"""Numbers as people type them: read where only one meaning is possible, refused where two are."""

from __future__ import annotations

import json

import pytest
from places import TYPED_NUMBERS

from readiness.forms.typed import typed_number

#: Text, decimal sign of the language, whether only whole numbers are possible, and the value or the reason; the form in
#: the browser reads the same list (tests/browser/test_typed_numbers.py).
VECTORS = json.loads(TYPED_NUMBERS.read_text(encoding="utf-8"))


@pytest.mark.parametrize(("text", "decimal", "whole", "expected"), VECTORS)
def test_a_number_is_read_or_refused(text: str, decimal: str, whole: bool, expected: float | str) -> None:
    assert typed_number(text, decimal, whole) == ((None, expected) if isinstance(expected, str) else (expected, ""))


def test_a_count_can_be_kept_in_the_profile() -> None:
    value, _ = typed_number("1.200", ",", whole=True)
    assert isinstance(value, int), "profile fields of this kind refuse 1200.0"
