import pytest

from readiness.catalog.fields import differing, fields


@pytest.mark.parametrize(
    ("text", "found"), [("", set()), ("{a} and {b}", {"a", "b"}), ("{{a}}", set()), ("{a", None), ("a}", None)]
)
def test_fields_of_a_text(text, found):
    assert fields(text) == found


@pytest.mark.parametrize(
    ("text", "lost", "invented"),
    [
        ("{count} mots", [], []),
        ("mots", ["count"], []),
        ("{count} {mots}", [], ["mots"]),
        ("{count} {in}", [], []),  # only one source has it: it may be used and left out
        ("{count", ["{"], []),
    ],
)
def test_a_translation_keeps_the_fields_of_its_sources(text, lost, invented):
    assert differing(text, ["{count} Wörter", "{count} words {in}"]) == (lost, invented)


def test_a_source_that_is_no_pattern_asks_for_nothing():
    assert differing("{x}", ["a } b", "c"]) == ([], [])
