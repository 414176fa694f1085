"""People: which column tells who somebody is, and the pseudonym that stands for it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from readiness.arrays import Categories, Objects
from readiness.evidence.issues import Issues
from readiness.evidence.source_table import SourceTable
from readiness.privacy.pseudonyms import pseudonyms


def read_people(table: SourceTable, issues: Issues) -> Categories:
    """Pseudonym per row, from the first column of the format's `person` list that is filled in every row.

    If none is filled everywhere, the one filled most often is taken, and rows without a person are refused
    (``person_missing``): mixing columns could make two people out of one. A format of one person's own records
    (`single_person`) needs no such column; then all rows are about the person whom the caller names, or about one
    person without a name.
    """
    choices: Sequence[str | list[str]] = table.rule("person") or []
    best: Objects | None = None
    label, most = "", -1
    for choice in choices:
        fields = [choice] if isinstance(choice, str) else choice
        columns = [column for column in map(table.column, fields) if column is not None]
        if len(columns) < len(fields):
            continue
        names = columns[0].cells
        for column in columns[1:]:
            names = names + np.array(" ", dtype=object) + column.cells
        filled = int((_filled(names) & issues.alive).sum())
        if filled > most:
            best, label, most = names, columns[0].label, filled
    if best is None and table.rule("single_person"):
        best = np.full(table.size, table.person or table.digest, dtype=object)
        if not table.person:
            issues.note_file("one_person_assumed")
    if best is None:
        best = np.full(table.size, "", dtype=object)
    issues.refuse("person_missing", ~_filled(best), label)
    return pseudonyms(np.where(issues.alive, best, ""), table.salt)


def _filled(names: Objects) -> np.ndarray:
    codes, distinct = pd.factorize(names)
    return np.array([bool(str(name).strip()) for name in distinct], bool)[codes]
