"""Staff: what the rules need to know about each person, and nothing more."""

from __future__ import annotations

import numpy as np
import pandas as pd

from readiness.arrays import Amounts, Mask
from readiness.evidence.cells.amounts import parse_minutes
from readiness.evidence.cells.states import READ
from readiness.evidence.issues import Issues
from readiness.evidence.order import in_order
from readiness.evidence.person_column import read_people
from readiness.evidence.source_table import SourceTable, read_codes, read_region, read_values

GROUPS = ("adult", "youth", "protected")
PROTECTIONS = ("", "pregnant", "nursing")
_FULL_AGE = 18
#: What can be an age, a year of birth, and hours of a week; anything else is a slip.
_AGES, _YEARS, _WEEK = (10, 100), (1900, 2100), (0.0, 168.0)


def read_staff(table: SourceTable, issues: Issues) -> pd.DataFrame:
    """Read a list of persons.

    Returns
    -------
    DataFrame
        subject (category, pseudonym; once each), birth_year and age (Int64), group (category: adult, youth,
        protected; missing where only a year of birth is known, for then the day decides), protection (category: empty,
        pregnant, nursing), region, sector (category), night_worker (category: empty, rotating), weekly_hours (float),
        marginal, severely_disabled, executive (bool), row (line in the file). Nothing else of the file survives.
    """
    subject = read_people(table, issues)
    issues.refuse("person_twice", pd.Series(np.asarray(subject.codes)).duplicated().to_numpy())
    age = _number(table, "age", _AGES, issues)
    birth_year = _number(table, "birth_year", _YEARS, issues)
    protection = _word(table, "protection", issues)
    frame = pd.DataFrame(
        {
            "subject": subject,
            "birth_year": pd.array(birth_year, dtype="Int64"),
            "age": pd.array(age, dtype="Int64"),
            "group": pd.Categorical(_group(table, age, birth_year, protection, issues), categories=GROUPS),
            "protection": pd.Categorical(protection, categories=PROTECTIONS),
            "region": read_region(table, issues),
            "sector": _sector(table, issues),
            "night_worker": pd.Categorical(_word(table, "night_worker", issues), categories=("", "rotating")),
            "weekly_hours": _number(table, "weekly_hours", _WEEK, issues),
            "marginal": _flag(table, "marginal", issues),
            "severely_disabled": _flag(table, "severely_disabled", issues),
            "executive": _flag(table, "executive", issues),
            "row": table.content.rows,
        }
    )
    fixed = {name: list(frame[name].cat.categories) for name in ("group", "protection", "night_worker")}
    frame = in_order(frame[issues.alive], ["subject", "row"], ["subject"], issues)
    return frame.assign(**{name: frame[name].cat.set_categories(kept) for name, kept in fixed.items()})


def _group(table: SourceTable, age: Amounts, birth_year: Amounts, protection: np.ndarray, issues: Issues) -> np.ndarray:
    """The column itself, else protection, else the age; without any of them an adult."""
    named = _word(table, "group", issues)
    by_age = np.where(age < _FULL_AGE, "youth", "adult").astype(object)
    open_age = np.isnan(age) & ~np.isnan(birth_year)
    by_age[open_age] = None
    issues.count("age_open", open_age & (named == "") & (protection == ""))
    return np.where(named != "", named, np.where(protection != "", "protected", by_age))


def _number(table: SourceTable, field: str, bounds: tuple[float, float], issues: Issues) -> Amounts:
    column = table.column(field)
    if column is None:
        return np.full(table.size, np.nan)
    cells = parse_minutes(column.values, "hours")
    numbers: Amounts = np.round(np.where(cells.state == READ, cells.minutes / 60, np.nan), 4).astype(np.float64)
    with np.errstate(invalid="ignore"):
        sound = (numbers >= bounds[0]) & (numbers <= bounds[1])
    if field != "weekly_hours":
        sound &= numbers == np.floor(numbers)
    numbers[~sound] = np.nan
    issues.note("number_not_used", np.isnan(numbers)[column.codes] & column.filled, column.label)
    return numbers[column.codes]


def _word(table: SourceTable, field: str, issues: Issues) -> np.ndarray:
    words, unknown = read_values(table, field, "")
    column = table.column(field)
    issues.refuse("unknown_word", unknown, column.label if column else "")
    return np.where(words == "none", "", words)


def _flag(table: SourceTable, field: str, issues: Issues) -> Mask:
    words, unknown = read_values(table, field, "false")
    column = table.column(field)
    issues.refuse("unreadable_yes_no", unknown, column.label if column else "")
    return np.asarray(words == "true", dtype=bool)


def _sector(table: SourceTable, issues: Issues) -> pd.Categorical:
    codes, unknown = read_codes(table, "sector", r"([a-z][a-z0-9_]{1,29})", upper=False)
    column = table.column("sector")
    issues.note("unknown_sector", unknown, column.label if column else "")
    return pd.Categorical(codes)
