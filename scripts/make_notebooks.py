"""The audit notebooks from one source, `scripts/audit_notebooks/`; a test holds the committed ones against it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import jinja2
import nbformat
import yaml

ROOT = Path(__file__).resolve().parents[1]
SOURCE, TARGET = ROOT / "scripts" / "audit_notebooks", ROOT / "notebooks" / "audits"
METADATA = {
    "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}


def notebooks() -> dict[str, str]:
    """File name and content of every audit notebook."""
    facts = yaml.safe_load((SOURCE / "facts.yaml").read_text(encoding="utf-8"))
    made = {
        f"{audit}.ipynb": notebook(_fill(about.pop("template", "audit.md"), _known(audit, about)))
        for audit, about in facts.items()
    }
    return made | {"any_audit.ipynb": notebook(_fill("any_audit.md", {"name": "audit_id", "file": "{audit_id}"}))}


def notebook(text: str) -> str:
    """A notebook from its cells as text: ``%% name`` begins a cell of text, ``%% name code`` one of code."""
    cells = []
    for mark, source in re.findall(r"^%% (.+)\n((?:(?!%% ).*\n?)*)", text, re.MULTILINE):
        name, _, kind = mark.partition(" ")
        body = source.strip("\n")
        if kind == "code":
            cells.append(nbformat.v4.new_code_cell(body, id=name, metadata={"jupyter": {"source_hidden": True}}))
        else:
            cells.append(nbformat.v4.new_markdown_cell(body, id=name))
    made = nbformat.v4.new_notebook(cells=cells, metadata=METADATA)
    nbformat.validate(made)
    return str(nbformat.writes(made)) + "\n"


def _known(audit: str, about: Mapping[str, Any]) -> dict[str, Any]:
    title = yaml.safe_load((ROOT / "data" / "audits" / audit / "audit.yaml").read_text(encoding="utf-8"))["title"]
    return {"name": f'"{audit}"', "file": audit, "title": title, **about}


def _fill(template: str, facts: Mapping[str, Any]) -> str:
    words = jinja2.Environment(
        loader=jinja2.FileSystemLoader(SOURCE),
        undefined=jinja2.ChainableUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return words.get_template(template).render(facts)


def main() -> None:
    """Write them all."""
    for name, content in notebooks().items():
        (TARGET / name).write_text(content, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
