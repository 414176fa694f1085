"""What the catalogue says about the ids in a result."""

import pytest

from readiness.language import Texts
from readiness.language.wording import Wording


@pytest.mark.parametrize(
    ("language", "answer", "shown"),
    [
        ("de", "1", "1 Tag"),
        ("de", "12", "12 Tage"),
        ("de", "0.5", "0,5 Tage"),
        ("en", "1", "1 day"),
        ("en", "2", "2 days"),
    ],
)
def test_a_number_stands_with_the_singular_of_its_unit_only_if_it_is_one(language, answer, shown):
    wording = Wording.of("working_time", "de", Texts(language), "2026-03-31")
    item = next(name for name, entry in wording.items.items() if entry.get("unit", {}).get("en") == "days")
    assert wording.answer(item, answer) == shown


def test_a_unit_without_a_singular_stays_as_it_is():
    wording = Wording.of("it_security", "de", Texts("de"), "2026-03-31")
    item = next(name for name, entry in wording.items.items() if entry.get("unit", {}).get("en") == "percent")
    assert wording.answer(item, "1") == "1 Prozent"
