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
        Id of the kind; `data/evidence/<kind>/kind.yaml` describes it.
    frame : DataFrame
        Typed and sorted; persons appear as pseudonyms only. Its columns are those of the kind, and ``row``, the line in
        the user's file; `readiness.evidence.kinds.described` tells the type of each.
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

    @property
    def subjects(self) -> int:
        """How many persons, tickets or other units the file is about: what the first column of its kind tells."""
        return int(self.frame.iloc[:, 0].nunique())
