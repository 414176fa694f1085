"""Audits: what belongs together, and the one function that runs it."""

from readiness.audit.model import Audit, load_audit

__all__ = ["Audit", "load_audit"]
