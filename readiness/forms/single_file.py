"""The form as one HTML file that runs from disk and gives back an answer file."""

from __future__ import annotations

import base64
import hashlib
import json
import secrets
from html import escape
from typing import Any

from readiness.forms.front_end import bundle, static
from readiness.forms.spec import form_spec
from readiness.language import DEFAULT, Texts


def export_form(audit: str, language: str = DEFAULT, figures: list[dict[str, Any]] | None = None) -> str:
    """One page with everything in it: questions, form, score. It loads nothing and sends nothing.

    Parameters
    ----------
    audit : str
        Such as ``it_security``.
    language : str
        Language in which it opens.
    figures : list of dict, optional
        Published figures to show beside the result.
    """
    spec = form_spec(audit) | {"figures": figures or []}
    # Only "<" can end a script early, and JSON knows another way to write it.
    data = json.dumps(spec, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
    style, script = static("form.css"), bundle("single_file")
    title = Texts(language).pick(spec["title"])
    # Every export keeps its own answers: browsers give all files of a disk one common store.
    mark = f"{audit}-{spec['edition']}-{secrets.token_hex(6)}"
    own = f"script-src '{_hash(script)}'; style-src '{_hash(style)}'"
    policy = f"default-src 'none'; {own}; img-src data:; base-uri 'none'; form-action 'none'"
    return (
        f'<!doctype html>\n<html lang="{language}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n<title>{escape(title)}</title>\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n<link rel="icon" href="data:,">\n'
        f'<style>{style}</style>\n</head>\n<body class="rf-page">\n'
        f'<div id="readiness-form" data-form-id="{escape(mark)}" data-language="{language}"></div>\n'
        f'<script type="application/json" id="readiness-spec">{data}</script>\n'
        f'<script type="module">{script}</script>\n</body>\n</html>\n'
    )


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode()
