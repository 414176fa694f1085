"""Notebooks stay thin, readable in a diff and free of leftovers."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import nbformat
import pytest

ROOT = Path(__file__).resolve().parents[2] / "notebooks"
NOTEBOOKS = sorted(p for p in ROOT.rglob("*.ipynb") if ".ipynb_checkpoints" not in p.parts)
LINES = 10
IMPORTS = {"readiness", "pandas", "matplotlib"}
TAGS = {"parameters", "solution", "hide-input", "remove-input", "skip-execution", "raises-exception", "nbval-skip"}
PROMISE = "# NBVAL_CHECK_OUTPUT"
ABSOLUTE = re.compile(r"""["'](?:/[A-Za-z]|~/|[A-Za-z]:[\\/]|\\\\)""")


def faults(notebook: dict[str, Any], teaching: bool = False, report: bool = False) -> list[str]:
    """Everything that is wrong with a notebook, one line each."""
    found = []
    for number, cell in enumerate(notebook["cells"], 1):
        found += [f"cell {number}: unknown tag {tag}" for tag in cell["metadata"].get("tags", []) if tag not in TAGS]
        if cell["cell_type"] == "code":
            found += [f"cell {number}: {fault}" for fault in _code(cell, teaching)]
        elif report:
            found.append(f"cell {number}: a report notebook holds no prose; its text comes from data/texts")
    tagged = [c for c in notebook["cells"] if "parameters" in c["metadata"].get("tags", [])]
    if report and len(tagged) != 1:
        found.append(f"{len(tagged)} cells tagged parameters, wanted 1")
    return found


def _code(cell: dict[str, Any], teaching: bool) -> Iterator[str]:
    source = "".join(cell["source"])
    lines = source.splitlines()
    if len(lines) > LINES:
        yield f"{len(lines)} lines, at most {LINES}"
    if not lines or not re.match(r"# \S", lines[0]):
        yield "the first line is not a plain comment"
    if cell["execution_count"] is not None:
        yield "execution count"
    if cell["outputs"] and not (teaching and PROMISE in source):
        yield "stored output"
    if ABSOLUTE.search(source):
        yield "absolute path"
    for node in ast.walk(ast.parse(source)):
        if teaching:
            continue
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef | ast.Lambda):
            yield "defines a function or class"
        for name in _imported(node):
            if name.split(".")[0] not in IMPORTS:
                yield f"imports {name}"


def _imported(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    return [node.module or ""] if isinstance(node, ast.ImportFrom) else []


def test_there_are_notebooks() -> None:
    assert {"audit_report", "summary_report"} <= {p.stem for p in NOTEBOOKS}


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda p: str(p.relative_to(ROOT)))
def test_notebook_is_thin(path: Path) -> None:
    notebook = json.loads(path.read_text(encoding="utf-8"))
    parts = path.relative_to(ROOT).parts
    assert not faults(notebook, teaching="teaching" in parts, report="reports" in parts)


@pytest.mark.parametrize("path", sorted((ROOT / "audits").glob("*.ipynb")), ids=lambda p: p.stem)
def test_code_of_audits_is_collapsed_behind_its_comment(path: Path) -> None:
    cells = [c for c in json.loads(path.read_text(encoding="utf-8"))["cells"] if c["cell_type"] == "code"]
    assert all(c["metadata"].get("jupyter", {}).get("source_hidden") for c in cells)


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda p: str(p.relative_to(ROOT)))
def test_notebook_is_valid_and_written_the_canonical_way(path: Path) -> None:
    text = path.read_bytes().decode("utf-8")
    notebook = nbformat.reads(text, as_version=nbformat.NO_CONVERT)
    nbformat.validate(notebook)
    assert text == nbformat.writes(notebook) + "\n", "save it with nbstripout, or write it with nbformat"
    assert set(notebook["metadata"]) <= {"kernelspec", "language_info"}
    assert notebook["metadata"]["language_info"] == {"name": "python"}


def _notebook(source: str, **cell: Any) -> dict[str, Any]:
    plain = {"cell_type": "code", "metadata": {}, "source": source, "outputs": [], "execution_count": None}
    return {"cells": [{**plain, **cell}]}


@pytest.mark.parametrize(
    ("notebook", "word"),
    [
        (_notebook("# long\n" + "x = 1\n" * 10), "11 lines"),
        (_notebook("x = 1"), "comment"),
        (_notebook("#!shebang"), "comment"),
        (_notebook("# ok\ndef f(): ..."), "function"),
        (_notebook("# ok\nf = lambda x: x"), "function"),
        (_notebook("# ok\nimport os"), "imports os"),
        (_notebook("# ok\nfrom pathlib import Path"), "imports pathlib"),
        (_notebook('# ok\npath = "/home/me/x.csv"'), "absolute"),
        (_notebook(r'# ok\npath = "C:\\x.csv"'.replace(r"\n", "\n")), "absolute"),
        (_notebook("# ok", execution_count=3), "execution count"),
        (_notebook("# ok", outputs=[{"output_type": "stream"}]), "output"),
        (_notebook("# ok", metadata={"tags": ["parametres"]}), "unknown tag"),
    ],
)
def test_the_rules_catch_what_they_are_for(notebook: dict[str, Any], word: str) -> None:
    assert any(word in fault for fault in faults(notebook))


def test_a_report_notebook_needs_parameters_and_holds_no_prose() -> None:
    found = faults({"cells": [{"cell_type": "markdown", "metadata": {}, "source": "Text"}]}, report=True)
    assert len(found) == 2


def test_a_clean_notebook_passes() -> None:
    assert not faults(_notebook("# ok\nimport readiness as rd", metadata={"tags": ["parameters"]}), report=True)
