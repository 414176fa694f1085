"""The form as a single file and its parts, as the kit itself makes them."""

from __future__ import annotations

from pathlib import Path

import readiness.forms
from readiness.forms.single_file import export_form
from readiness.forms.spec import form_spec as spec_of

__all__ = ["STATIC", "export_form", "spec_of"]

STATIC = Path(readiness.forms.__file__).parent / "static"
