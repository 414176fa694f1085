"""The fallback of plain widgets: every answer is on disk at once, nothing is overwritten, nothing is guessed."""

from __future__ import annotations

from typing import Any

import pytest

from readiness import catalog
from readiness.forms.desk import Desk
from readiness.forms.notebook.plain import plain_form
from readiness.forms.spec import form_spec

widgets = pytest.importorskip("ipywidgets")


def all_of(box: Any, kind: Any) -> list[Any]:
    found = [box] if isinstance(box, kind) else []
    return found + [one for child in getattr(box, "children", ()) for one in all_of(child, kind)]


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize("audit", ["it_security", "working_time", "homeoffice"])
def test_every_question_can_be_answered_and_is_on_disk(desk: Desk, audit: str, language: str) -> None:
    name = desk.folder.create(audit, "2026-03-31")
    form = plain_form(desk, name, language)
    for field in all_of(form, widgets.RadioButtons):
        field.value = field.options[0][1]
    assert len(desk.folder.open(name).sheet.answers) == len(form_spec(audit)["items"])
    again = plain_form(desk, name, language)
    assert all(field.value is not None for field in all_of(again, widgets.RadioButtons))


def test_a_change_from_elsewhere_is_shown_and_not_overwritten(desk: Desk) -> None:
    name = desk.folder.create("it_security", "2026-03-31")
    form = plain_form(desk, name, "en")
    desk.folder.change(name, desk.folder.open(name).revision, {"item": "IS-01", "answer": "4"})
    all_of(form, widgets.RadioButtons)[0].value = "1"
    assert desk.folder.open(name).sheet.answers["IS-01"].answer == "4"
    assert "changed elsewhere" in all_of(form, widgets.HTML)[-1].value
    assert all_of(form, widgets.RadioButtons)[0].value == "4", "the state on disk is shown"
    all_of(form, widgets.RadioButtons)[0].value = "1"
    assert desk.folder.open(name).sheet.answers["IS-01"].answer == "1"


@pytest.mark.parametrize(("language", "typed", "kept"), [("de", "8,5", 8.5), ("en", "8.5", 8.5), ("de", "1.234", None)])
def test_numbers_are_read_as_written_or_refused(desk: Desk, language: str, typed: str, kept: float | None) -> None:
    name = desk.folder.create("it_security", "2026-03-31")
    form = plain_form(desk, name, language)
    units = {i["unit"][language] for i in form_spec("it_security")["items"] if i["kind"] == "number"}
    field = next(one for one in all_of(form, widgets.Text) if one.description in units)
    field.value = typed
    stored = [a.answer for a in desk.folder.open(name).sheet.answers.values()]
    assert stored == ([] if kept is None else [kept])
    assert ('role="alert"' in all_of(form, widgets.HTML)[-1].value) == (kept is None)


@pytest.mark.parametrize(
    ("language", "typed", "refused", "sentence"),
    [("de", "1.200", "1,200", "ganze Zahl von"), ("en", "1,200", "1.200", "a whole number from")],
)
def test_counts_take_the_thousands_of_the_language(
    desk: Desk, language: str, typed: str, refused: str, sentence: str
) -> None:
    name = desk.folder.create("working_time", "2026-03-31")
    form = plain_form(desk, name, language)
    unit = next(i["unit"][language] for i in form_spec("working_time")["items"] if i["id"] == "WT-06")
    fields = all_of(form, widgets.Text)
    count, head = next(one for one in fields if one.description == unit), fields[0]
    for field in (head, count):
        field.value = refused
        assert sentence in all_of(form, widgets.HTML)[-1].value
    assert "employees" not in desk.folder.open(name).sheet.profile and not desk.folder.open(name).sheet.answers
    count.value = typed
    head.value = typed
    sheet = desk.folder.open(name).sheet
    assert (sheet.profile["employees"], sheet.answers["WT-06"].answer) == (1200, 1200)
    again = next(one for one in all_of(plain_form(desk, name, language), widgets.Text) if one.description == unit)
    assert again.value == "1200", "what is shown can be typed again"


def test_the_profile_decides_which_questions_are_shown(desk: Desk) -> None:
    spec = next(s for s in map(form_spec, catalog.ids("audits")) if any("ask_if" in i for i in s["items"]))
    decides = next(i["ask_if"] for i in spec["items"] if "ask_if" in i)
    place = [f["id"] for f in spec["profile"] if f["type"] == "boolean"].index(decides)
    name = desk.folder.create(spec["audit"], "2026-03-31")
    form = plain_form(desk, name, "de")
    assert len(all_of(form, widgets.RadioButtons)) == len(spec["items"])
    for answer, left_out in ((False, sum(i.get("ask_if") == decides for i in spec["items"])), (True, 0)):
        all_of(form, widgets.ToggleButtons)[place].value = answer
        assert len(all_of(form, widgets.RadioButtons)) == len(spec["items"]) - left_out
        assert desk.folder.open(name).sheet.profile[decides] is answer
