"""The form of plain notebook widgets, where the form's own module cannot load."""

from __future__ import annotations

from html import escape
from typing import Any

import ipywidgets as widgets

from readiness.forms.desk import Desk
from readiness.texts import Texts


def plain_form(desk: Desk, name: str, language: str) -> widgets.VBox:
    """One box per question with its answers as buttons to choose from; written to disk at every change.

    Parameters
    ----------
    desk : Desk
        The sheets.
    name : str
        Which sheet.
    language : str
        ``de`` or ``en``.
    """
    loaded = desk.load(name)
    spec, texts = loaded["spec"], Texts(language)
    status = widgets.HTML()
    state = {"now": loaded["state"]}

    def save(change: dict[str, Any]) -> None:
        reply = desk.change(name, change, state["now"]["revision"])
        if "error" in reply:
            status.value = escape(reply["error"]["sentence"][language])
            return
        state["now"] = reply["state"]
        if reply.get("conflict"):
            save(change)
            return
        status.value = texts.t("start.saved", place=state["now"]["place"][language])

    rows = [_row(item, state["now"], spec, texts, save) for item in spec["items"]]
    return widgets.VBox([widgets.HTML(f"<h3>{escape(texts.pick(spec['title']))}</h3>"), *rows, status])


def _row(item: dict[str, Any], state: dict[str, Any], spec: dict[str, Any], texts: Texts, save: Any) -> widgets.VBox:
    known = state["answers"].get(item["id"], {}).get("answer")
    states = [(texts.pick(s["label"]), s["id"]) for s in spec["states"]]
    choices = [(texts.pick(o["label"]), o["id"]) for o in item["options"]] + states
    title = widgets.HTML(f"<b>{escape(texts.pick(item['question']))}</b>")
    field = widgets.RadioButtons(options=choices, value=None, layout=widgets.Layout(width="auto"))
    if known in {value for _, value in choices}:
        field.value = known
    field.observe(lambda seen: save({"item": item["id"], "answer": seen["new"]}), "value")
    parts: list[Any] = [title]
    if item["kind"] == "number":
        number = widgets.FloatText(
            value=known if isinstance(known, float) else None, description=texts.pick(item["unit"])
        )
        number.observe(lambda seen: save({"item": item["id"], "answer": seen["new"]}), "value")
        parts.append(number)
    return widgets.VBox([*parts, field])
