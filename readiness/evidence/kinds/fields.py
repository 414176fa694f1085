"""Fields: one reader for each type of column that a `kind.yaml` can name."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from readiness.arrays import Mask
from readiness.evidence.cells.amounts import MINUTES_PER, parse_numbers
from readiness.evidence.cells.days import parse_days
from readiness.evidence.cells.moments import no_moment, refuse_state, refuse_unread, to_instants
from readiness.evidence.cells.zones import Zones
from readiness.evidence.description import NOTHING, KindColumn
from readiness.evidence.issues import Issues
from readiness.evidence.moment_columns import read_moment
from readiness.evidence.person_column import read_people
from readiness.evidence.source_table import REGION, SHORT_ID, SourceTable, read_codes, read_minutes, read_values
from readiness.privacy.pseudonyms import pseudonyms

_NEVER = np.datetime64("NaT", "s")


@dataclass(frozen=True, slots=True)
class Field:
    """What was read of one column, a value per row of the file.

    `unused` are rows whose cell is mentioned once it is clear which rows stay; `label` is the heading in the file.
    """

    values: Any
    label: str
    unused: Mask


@dataclass(frozen=True, slots=True)
class Reading:
    """A file while its columns are read: what is known of it, and the columns before."""

    table: SourceTable
    issues: Issues
    zones: Zones
    before: Mapping[str, Field]

    def field(self, values: Any, label: str, unused: Mask | None = None) -> Field:
        """A field; nothing of it is unused unless said so."""
        return Field(values, label, np.zeros(self.table.size, bool) if unused is None else unused)


def read_field(column: KindColumn, reading: Reading) -> Field:
    """Read one column as its type says; rows with a fault that its type or the kind knows are refused."""
    return _READERS[column.type](column, reading)


def _person(column: KindColumn, reading: Reading) -> Field:
    subject = read_people(reading.table, reading.issues)
    twice = column.issue("twice")
    if twice:
        reading.issues.refuse(twice, pd.Series(np.asarray(subject.codes)).duplicated().to_numpy())
    return reading.field(subject, "")


def _label(column: KindColumn, reading: Reading) -> Field:
    table = reading.table
    found = table.column(column.id)
    if found is None:
        name = f"{column.prefix}-{table.digest[:8]}" if column.one_per_file else ""
        _refuse_empty(column, reading, np.zeros(table.size, bool))
        return reading.field(pd.Categorical([name] * table.size), "")
    _refuse_empty(column, reading, found.filled)
    codes = pseudonyms(found.cells, table.salt, prefix=column.prefix)
    if not column.one_per_file:
        codes = pd.Categorical(np.where(found.filled, np.asarray(codes, dtype=object), ""))
    return reading.field(codes, found.label)


def _instant(column: KindColumn, reading: Reading) -> Field:
    rule = reading.table.rule("times").get(column.id)
    moment = read_moment(reading.table, rule) if rule else no_moment(reading.table.size)
    refuse_unread(moment, reading.issues, empty=column.issue("empty") or None)
    at = to_instants(moment.wall, moment, reading.zones, reading.issues, moment.read)
    return reading.field(np.where(moment.read, at.astype("datetime64[s]"), _NEVER), moment.label)


def _date(column: KindColumn, reading: Reading) -> Field:
    table = reading.table
    found = table.column(table.rule("times").get(column.id, {}).get("date", column.id))
    if found is None:
        _refuse_empty(column, reading, np.zeros(table.size, bool))
        return reading.field(np.full(table.size, _NEVER), "")
    days = parse_days(found.values, table.order)
    refuse_state(days.state[found.codes], reading.issues, column.issue("empty") or None, found.label, found.cells)
    return reading.field(days.day.astype("datetime64[s]")[found.codes], found.label)


def _duration(column: KindColumn, reading: Reading) -> Field:
    """A length in the unit of the kind: from a column with lengths, else from a moment to the instant `since`."""
    table, issues = reading.table, reading.issues
    rule = table.rule("minutes").get(column.told_as, {"column": column.id, "unit": column.unit})
    minutes = read_minutes(table, rule, issues)
    told = table.rule("times").get(column.told_as)
    if column.since and told:
        moment = read_moment(table, told)
        refuse_unread(moment, issues, empty=None)
        at = to_instants(moment.wall, moment, reading.zones, issues, moment.read)
        upto = np.where(moment.read, at.astype("datetime64[s]"), _NEVER)
        elapsed = (upto - reading.before[column.since].values) / np.timedelta64(60, "s")
        minutes = np.where(np.isnan(minutes), elapsed, minutes)
    issues.refuse(column.issue("negative", "duration_below_zero"), minutes < 0)
    _refuse_empty(column, reading, ~np.isnan(minutes))
    return reading.field(minutes / MINUTES_PER[column.unit], table.label(rule["column"]))


def _number(column: KindColumn, reading: Reading) -> Field:
    found = reading.table.column(column.id)
    if found is None:
        _refuse_empty(column, reading, np.zeros(reading.table.size, bool))
        return reading.field(np.full(reading.table.size, np.nan), "")
    _refuse_empty(column, reading, found.filled)
    numbers = parse_numbers(found.values)
    with np.errstate(invalid="ignore"):
        possible = (numbers >= column.range[0]) & (numbers <= column.range[1])
    if column.whole:
        possible &= numbers == np.floor(numbers)
    numbers[~possible] = np.nan
    return reading.field(numbers[found.codes], found.label, np.isnan(numbers)[found.codes] & found.filled)


def _word(column: KindColumn, reading: Reading) -> Field:
    words, unlisted = read_values(reading.table, column.id, column.empty, column.values)
    label = reading.table.label(column.id)
    _refuse_empty(column, reading, (words != "") | unlisted)
    if column.unknown:
        return reading.field(np.where(unlisted, column.unknown, words), label, unlisted)
    reading.issues.refuse(column.issue("unknown", "unknown_word"), unlisted, label)
    return reading.field(np.where(words == NOTHING, "", words), label)


def _flag(column: KindColumn, reading: Reading) -> Field:
    words, unclear = read_values(reading.table, column.id, column.empty or "false", ("true", "false"))
    label = reading.table.label(column.id)
    reading.issues.refuse(column.issue("unknown", "unreadable_yes_no"), unclear, label)
    return reading.field(np.asarray(words == "true", dtype=bool), label)


def _code(column: KindColumn, reading: Reading) -> Field:
    codes, unlike = read_codes(reading.table, column.id, SHORT_ID, upper=False)
    _refuse_empty(column, reading, (codes != "") | unlike)
    return reading.field(codes, reading.table.label(column.id), unlike)


def _region(column: KindColumn, reading: Reading) -> Field:
    codes, unlike = read_codes(reading.table, column.id, REGION)
    _refuse_empty(column, reading, (codes != "") | unlike)
    return reading.field(codes, reading.table.label(column.id), unlike)


def _zone(column: KindColumn, reading: Reading) -> Field:
    return reading.field(reading.zones.of_rows(), reading.table.label(column.id))


def _refuse_empty(column: KindColumn, reading: Reading, filled: Mask) -> None:
    code = column.issue("empty")
    if code:
        reading.issues.refuse(code, ~filled, reading.table.label(column.id))


_READERS: dict[str, Callable[[KindColumn, Reading], Field]] = {
    "person": _person,
    "label": _label,
    "instant": _instant,
    "date": _date,
    "duration": _duration,
    "number": _number,
    "word": _word,
    "flag": _flag,
    "code": _code,
    "region": _region,
    "zone": _zone,
}
