"""Numbers, amounts and days as their readers write them."""

from __future__ import annotations

import datetime as dt

import pytest

from readiness.language import Texts


@pytest.mark.parametrize(
    ("value", "digits", "german", "english"),
    [
        (1234.5, 1, "1.234,5", "1,234.5"),
        (2.5, 0, "3", "3"),
        (-2.5, 0, "-3", "-3"),
        (0.125, 2, "0,13", "0.13"),
        (-0.3, 0, "0", "0"),
        (49.4999, 0, "49", "49"),
        (1000000, 0, "1.000.000", "1,000,000"),
        (None, 0, "–", "–"),
        (float("nan"), 2, "–", "–"),
    ],
)
def test_numbers(value: float | None, digits: int, german: str, english: str) -> None:
    assert (Texts("de").number(value, digits), Texts("en").number(value, digits)) == (german, english)


def test_percent_hours_and_amounts() -> None:
    german, english = Texts("de"), Texts("en")
    assert (german.percent(0.125), english.percent(0.125)) == ("13\u00a0%", "13%")
    assert (german.hours(630), english.hours(630)) == ("10:30\u00a0Std.", "10:30\u00a0h")
    assert german.hours(-75) == "-1:15\u00a0Std."
    assert german.hours(None) == "–"
    assert german.amount(20, "minutes") == "20\u00a0Min."
    assert german.amount(60, "minutes") == "1:00\u00a0Std."
    assert (german.amount(12.5, "percent"), english.amount(100, "percent")) == ("12,5\u00a0%", "100%")
    assert (german.amount(1, "days"), german.amount(3, "days")) == ("1 Tag", "3 Tage")


def test_dates() -> None:
    german, english = Texts("de"), Texts("en")
    assert german.date(dt.date(2026, 3, 31)) == "31. März 2026"
    assert english.date("2026-03-31") == "31 March 2026"
    assert (german.date("2026-11"), german.date("2026")) == ("November 2026", "2026")
    assert (german.date(None), german.date("bald")) == ("–", "bald")


def test_a_period_of_one_day_is_said_once() -> None:
    assert Texts("de").period("2026-02-10", "2026-02-10") == "10. Februar 2026"
    assert Texts("en").period("2026-02-10", "2026-02-11") == "10 February 2026 to 11 February 2026"


@pytest.mark.parametrize(("value", "shown"), [(38.4, "38,4"), (38.0, "38"), (38.45, "38,45"), (38.001, "38")])
def test_a_short_number_ends_with_a_digit_that_says_something(value, shown):
    assert Texts("de").short(value, 2) == shown
