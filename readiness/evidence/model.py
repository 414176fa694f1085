"""Evidence: what was read from a user's file, what was not understood, and where it came from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pandas as pd


@dataclass(frozen=True, slots=True)
class Evidence:
    """The validated, pseudonymous content of one file.

    Attributes
    ----------
    kind : str
        "shifts", "absences", "people", "phishing_tests" or "tickets"; `data/evidence/<kind>/kind.yaml` describes it.
    frame : DataFrame
        Typed and sorted; persons appear as pseudonyms only. The columns are those of the kind's reader:
        `readiness.evidence.kinds.shifts.reader`, `.absences`, `.staff`, `.phishing` and `.tickets` name them.
    issues : DataFrame
        What was not understood: code, row (line in the user's file, header = 1; 0 = the whole file), column, value
        (at most 60 characters; empty wherever a name could stand), refused (whether the row was left out).
    provenance : dict
        file, digest, format, encoding, separator, zone, rows_read, rows_used, rows_refused, from, to, notes.
    """

    kind: str
    frame: pd.DataFrame
    issues: pd.DataFrame
    provenance: dict[str, Any]
