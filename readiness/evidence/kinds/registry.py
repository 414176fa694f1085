"""Registry of the kinds that are read by code; every other kind is read as its `kind.yaml` describes it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import pandas as pd

from readiness.evidence.issues import Issues
from readiness.evidence.kinds.absences import read_absences
from readiness.evidence.kinds.described import read_described
from readiness.evidence.kinds.people import read_persons
from readiness.evidence.kinds.phishing_tests import read_phishing_tests
from readiness.evidence.kinds.shifts.reader import read_shifts
from readiness.evidence.source_table import SourceTable

Reader = Callable[[SourceTable, Issues], pd.DataFrame]


@dataclass(frozen=True, slots=True)
class Readers:
    """Reader of each kind: its own where rows are combined or columns depend on each other, else the general one."""

    own: Mapping[str, Reader]

    def of(self, kind: str) -> Reader:
        """The reader of a kind."""
        return self.own.get(kind, read_described)


#: The only place in this package that names kinds.
READERS = Readers(
    {
        "absences": read_absences,
        "people": read_persons,
        "phishing_tests": read_phishing_tests,
        "shifts": read_shifts,
    }
)
