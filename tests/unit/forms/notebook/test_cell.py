"""What the form in a notebook cell is answered: the same as on the page, and never a traceback."""

from __future__ import annotations

from typing import Any

import pytest

from readiness.forms.desk import Desk

pytest.importorskip("anywidget")


def test_the_cell_gets_what_the_page_gets(desk: Desk) -> None:
    from readiness.forms.notebook.cell import FormCell

    name = desk.folder.create("it_security", "2026-03-31")
    cell = FormCell(desk, name, "de")
    loaded = cell.reply({"id": 1, "verb": "load"})
    assert loaded == desk.load(name)
    asked = {"id": 2, "verb": "change", "change": {"item": "IS-01", "answer": "2"}}
    first = cell.reply(asked | {"revision": loaded["state"]["revision"]})
    assert first["state"]["answers"]["IS-01"]["answer"] == "2"
    assert cell.reply(asked | {"revision": loaded["state"]["revision"]})["conflict"] is True
    assert cell.reply({"id": 3, "verb": "result"}) == desk.result(name)
    assert cell.reply({"id": 4, "verb": "answers"})["text"].startswith("audit:")


@pytest.mark.parametrize(
    "asked",
    [
        {},
        {"verb": "eval"},
        {"verb": "change"},
        {"verb": "change", "change": [], "revision": None},
        {"verb": "change", "change": "x", "revision": "y"},
        {"verb": "change", "change": {"item": "IS-01"}, "revision": 2**70},
        {"verb": ["load"]},
    ],
)
def test_nonsense_is_answered_and_changes_nothing(desk: Desk, asked: dict[str, Any]) -> None:
    from readiness.forms.notebook.cell import FormCell

    name = desk.folder.create("it_security", "2026-03-31")
    before = desk.load(name)["state"]
    reply = FormCell(desk, name, "de").reply(asked | {"id": 1})
    assert reply.keys() & {"error", "conflict"}
    assert desk.load(name)["state"] == before


def test_a_sheet_that_is_gone_is_said(desk: Desk) -> None:
    from readiness.forms.notebook.cell import FormCell

    name = desk.folder.create("it_security", "2026-03-31")
    cell = FormCell(desk, name, "de")
    desk.folder.delete(name)
    for verb in ("load", "result", "answers", "change"):
        reply = cell.reply({"id": 1, "verb": verb, "change": {"item": "IS-01", "answer": "2"}, "revision": 1})
        assert reply["error"]["code"] == "sheet_not_found"
