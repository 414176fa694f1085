"""Self-assessment: one form in a notebook cell, on a local page and in a single file."""

from __future__ import annotations

from readiness.forms.notebook.form import ask

__all__ = ["ask"]
