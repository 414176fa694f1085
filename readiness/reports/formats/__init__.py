"""Formats of a report, each a writer over blocks."""

from __future__ import annotations

from importlib.util import find_spec

from readiness.errors import UsageError

if find_spec("jinja2") is None:
    raise UsageError("packages_missing", missing=["Jinja2"])
