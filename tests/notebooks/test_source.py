"""The audit notebooks are what their source gives."""

from __future__ import annotations

import json
from difflib import ndiff

import pytest
from make_notebooks import TARGET, notebook, notebooks
from places import ROOT

MADE = notebooks()


def test_every_audit_notebook_has_its_source() -> None:
    assert sorted(p.name for p in TARGET.glob("*.ipynb")) == sorted(MADE)


@pytest.mark.parametrize("name", MADE)
def test_the_committed_notebook_is_the_one_its_source_gives(name: str) -> None:
    committed = (TARGET / name).read_text(encoding="utf-8").splitlines()
    changed = [line for line in ndiff(committed, MADE[name].splitlines()) if line[0] in "+-"]
    assert not changed, "change scripts/audit_notebooks/, then call: make audit-notebooks"


def test_text_becomes_cells() -> None:
    made = json.loads(notebook("%% title\n# A\n\nb\n%% run code\n# c\n100 %% 7\n"))
    assert [(c["id"], c["cell_type"], "".join(c["source"])) for c in made["cells"]] == [
        ("title", "markdown", "# A\n\nb"),
        ("run", "code", "# c\n100 %% 7"),
    ]


def test_the_core_audits_have_a_notebook_of_their_own_and_the_rest_a_common_one() -> None:
    audits = {p.name for p in (ROOT / "data" / "audits").iterdir()}
    own = {name.removesuffix(".ipynb") for name in MADE} - {"any_audit"}
    assert own <= audits and "audit_id" in MADE["any_audit.ipynb"]
