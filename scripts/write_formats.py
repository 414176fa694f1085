"""Writes docs/formats.md from data/evidence/; `--check` says whether the page is current."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from readiness import catalog
from readiness.evidence import format_ids

PAGE = Path(__file__).resolve().parents[1] / "docs" / "formats.md"


def page() -> str:
    """The page as Markdown: for every kind its formats and the columns of the kit's own format."""
    lines = [
        "# Files that can be read",
        "",
        "Written by `make docs` from `data/evidence/`; `readiness check KIND FILE` says what was understood of a file.",
        "",
    ]
    for kind in catalog.ids("evidence"):
        about = catalog.load(f"evidence/{kind}/kind.yaml")
        formats = [catalog.load(f"evidence/{kind}/formats/{name}.yaml") for name in format_ids(kind)]
        lines += [f"## {about['title']['en']} / {about['title']['de']} (`{kind}`)", ""]
        lines += [f"{about['description']['en']} {_counted(formats)}{_linked(about)}", ""]
        lines += ["| format | what to know |", "|---|---|", *map(_format, formats), ""]
        lines += [f"Columns of the kit's own format (`{about['canonical']}`):", ""]
        lines += [
            "| column | holds | needed | what to know |",
            "|---|---|---|---|",
            *map(_column, about["columns"]),
            "",
        ]
    return "\n".join(lines)


def _counted(formats: list[dict[str, Any]]) -> str:
    refused = sum("refuse" in spec for spec in formats)
    read = len(formats) - refused
    text = f"{read} format{'s are' if read != 1 else ' is'} read"
    return f"{text}, {refused} more recognised, but not read." if refused else f"{text}."


def _linked(about: dict[str, Any]) -> str:
    names = " and ".join(f"`{name}`" for name in about.get("links", ()))
    return f" Says something only together with {names} of the same persons." if names else ""


def _format(spec: dict[str, Any]) -> str:
    state = " **Recognised, not read.**" if "refuse" in spec else ""
    return f"| {spec['title']['en']} (`{spec['id']}`) | {spec['description']['en']}{state} |"


def _column(column: dict[str, Any]) -> str:
    holds = column["type"] + (f", {column['unit']}" if "unit" in column else "")
    return f"| `{column['id']}` | {holds} | {'yes' if column['required'] else ''} | {column['description']['en']} |"


if __name__ == "__main__":
    if "--check" in sys.argv:
        current = PAGE.is_file() and PAGE.read_text(encoding="utf-8") == page()
        sys.exit(0 if current else f"{PAGE.name} is not what data/evidence/ says: make docs writes it anew.")
    PAGE.write_text(page(), encoding="utf-8", newline="\n")
