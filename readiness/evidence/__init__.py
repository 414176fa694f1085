"""Evidence: files exported from other tools, read into validated and pseudonymous tables."""

from __future__ import annotations

from readiness.evidence.description import EvidenceKind, load_kind
from readiness.evidence.formats import format_ids
from readiness.evidence.issues import counted
from readiness.evidence.model import Evidence
from readiness.evidence.reading import read_evidence

__all__ = ["Evidence", "EvidenceKind", "counted", "format_ids", "load_kind", "read_evidence"]
