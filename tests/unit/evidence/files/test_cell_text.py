from __future__ import annotations

import pytest

from readiness.evidence.files.cell_text import plain_number


@pytest.mark.parametrize(
    ("value", "text"),
    [(7.5, "7.5"), (8.0, "8"), (0.1 + 0.2, "0.3"), (5e-06, "0.000005"), (-1.0, "-1"), (0.0, "0"), (1e300, "1e+300")],
)
def test_numbers_of_other_programs_are_plain(value, text):
    assert plain_number(value) == text
