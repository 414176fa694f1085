"""Persons: what the rules need to know about each of them, and nothing more."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import numpy as np
import pandas as pd

from readiness.arrays import Objects
from readiness.evidence.description import load_kind
from readiness.evidence.issues import Issues
from readiness.evidence.kinds.described import in_frame, read_columns
from readiness.evidence.kinds.fields import Field
from readiness.evidence.source_table import SourceTable

_FULL_AGE = 18
#: Words that the rules compare with, whether a file has them or not.
_WORDS = {
    "group": ("adult", "youth", "protected"),
    "protection": ("", "pregnant", "nursing"),
    "night_worker": ("", "rotating"),
}


def read_persons(table: SourceTable, issues: Issues) -> pd.DataFrame:
    """Read a list of persons.

    Returns
    -------
    DataFrame
        subject (category, pseudonym; once each), birth_year and age (Int64), group (category: adult, youth,
        protected; missing where only a year of birth is known, for then the day decides), protection (category: empty,
        pregnant, nursing), region, sector (category), night_worker (category: empty, rotating), weekly_hours (float),
        marginal, severely_disabled, executive (bool), row (line in the file). Nothing else of the file survives.
    """
    kind = load_kind(table.format.kind)
    fields = read_columns(kind, table, issues)
    fields["group"] = replace(fields["group"], values=_group(fields, issues))
    frame = in_frame(kind, fields, table, issues)
    return frame.assign(**{name: frame[name].cat.set_categories(words) for name, words in _WORDS.items()})


def _group(fields: Mapping[str, Field], issues: Issues) -> Objects:
    """The column itself, else protection, else the age; without any of them an adult."""
    named, protection, age, birth_year = (fields[name].values for name in ("group", "protection", "age", "birth_year"))
    by_age = np.where(age < _FULL_AGE, "youth", "adult").astype(object)
    open_age = np.isnan(age) & ~np.isnan(birth_year)
    by_age[open_age] = None
    issues.count("age_open", open_age & (named == "") & (protection == ""))
    return np.where(named != "", named, np.where(protection != "", "protected", by_age))
