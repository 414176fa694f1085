"""Phishing tests: one row per recipient of a simulated phishing mail, with the furthest step."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import numpy as np
import pandas as pd

from readiness.arrays import Ints
from readiness.evidence.description import load_kind
from readiness.evidence.issues import Issues
from readiness.evidence.kinds.described import in_frame, read_columns
from readiness.evidence.kinds.fields import Field
from readiness.evidence.source_table import SourceTable, read_values

#: How far a recipient went; each step includes those before it.
STEPS = ("not_delivered", "delivered", "clicked", "submitted")


def read_phishing_tests(table: SourceTable, issues: Issues) -> pd.DataFrame:
    """Read the result list of a phishing test.

    Returns
    -------
    DataFrame
        subject, campaign (category, pseudonyms), sent (datetime64[s], UTC), delivered, clicked, submitted (implies
        clicked), reported (bool), row (line in the file). Sorted by subject, campaign, sent.
    """
    kind = load_kind(table.format.kind)
    fields = read_columns(kind, table, issues)
    step = _furthest_step(table, fields, issues)
    sent = fields["sent"]
    issues.refuse("sent_missing", np.isnat(sent.values) & (step > 0), sent.label)
    for number, name in enumerate(STEPS[1:], start=1):
        fields[name] = replace(fields[name], values=step >= number)
    return in_frame(kind, fields, table, issues)


def _furthest_step(table: SourceTable, fields: Mapping[str, Field], issues: Issues) -> Ints:
    """Furthest step per row, from a column that names it or from columns with yes and no."""
    column = table.column("status")
    if column is not None:
        words, unknown = read_values(table, "status", "", STEPS)
        issues.refuse("unknown_status", unknown | ~column.filled, column.label)
        return np.select([words == step for step in STEPS], range(len(STEPS)), default=0)
    delivered, clicked, submitted = (fields[name].values for name in STEPS[1:])
    return np.select([submitted, clicked, delivered], [3, 2, 1], default=0)
