"""Evidence: files exported from other tools, read into validated and pseudonymous tables."""

from __future__ import annotations

from readiness.evidence.formats import format_ids
from readiness.evidence.issues import counted
from readiness.evidence.model import Evidence
from readiness.evidence.reading import read_evidence

__all__ = ["Evidence", "counted", "format_ids", "read_evidence"]
