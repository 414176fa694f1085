"""The form of plain notebook widgets, where the form's own module cannot load."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape
from typing import Any

import ipywidgets as widgets

from readiness.errors import ReadinessError
from readiness.forms.desk import Desk
from readiness.forms.typed import typed_number
from readiness.language.texts import Texts

Save = Callable[[dict[str, Any]], None]
Tell = Callable[[str], None]


def plain_form(desk: Desk, name: str, language: str) -> widgets.VBox:
    """One box per question with its answers as buttons to choose from; written to disk at every change.

    Parameters
    ----------
    desk : Desk
        The sheets.
    name : str
        Which sheet.
    language : str
        Such as ``de``.
    """
    return _PlainForm(desk, name, Texts(language)).box


class _PlainForm:
    """The widgets of one sheet; all they know is redrawn from disk."""

    def __init__(self, desk: Desk, name: str, texts: Texts) -> None:
        self.desk, self.name, self.texts = desk, name, texts
        loaded = desk.load(name)
        self.spec, self.state = loaded["spec"], loaded["state"]
        self.box, self.status, self.rows = widgets.VBox(), widgets.HTML(), widgets.VBox()
        title = widgets.HTML(f"<h3>{escape(texts.pick(self.spec['title']))}</h3>")
        self.box.children = (title, self.rows, self.status)
        self.draw()

    def draw(self) -> None:
        """All questions that apply, as they stand on disk."""
        profile = self.state["profile"]
        rows: list[Any] = [
            _field(field, profile.get(field["id"]), self.texts, self.save, self.tell) for field in self.spec["profile"]
        ]
        for item in self.spec["items"]:
            if profile.get(item.get("ask_if")) is not False:
                answer = self.state["answers"].get(item["id"], {}).get("answer")
                rows.append(_question(item, answer, self.spec["states"], self.texts, self.save, self.tell))
        self.rows.children = tuple(rows)

    def save(self, change: dict[str, Any]) -> None:
        """Write one change; after a change from elsewhere nothing is overwritten, the current state is shown."""
        texts = self.texts
        try:
            reply = self.desk.change(self.name, change, self.state["revision"])
        except ReadinessError as problem:
            self.tell(texts.error(problem.code, problem.fields))
            return
        self.state = reply["state"]
        if reply.get("conflict"):
            entered = " ".join(str(v) for v in change.values() if not isinstance(v, dict))
            words = f"{texts.t('form.conflict.changed')} {texts.t('form.conflict.yours')} {entered}"
            self.tell(words)
            self.draw()
            return
        self.status.value = escape(texts.t("start.saved", place=self.state["place"][texts.language]))
        if "profile" in change:
            self.draw()  # which questions apply may have changed

    def tell(self, sentence: str) -> None:
        """Say what was not saved and why."""
        self.status.value = f'<p role="alert"><b>{escape(sentence)}</b></p>'


def _field(field: dict[str, Any], known: Any, texts: Texts, save: Save, tell: Tell) -> widgets.Widget:
    """A fact about the company that decides which questions apply."""
    label = widgets.HTML(f"<b>{escape(texts.pick(field['label']))}</b>")
    if field["type"] == "boolean":
        choices = [("–", None), (texts.t("labels.yes"), True), (texts.t("labels.no"), False)]
        entry = widgets.ToggleButtons(options=choices, value=known)
        entry.observe(lambda seen: save({"profile": {field["id"]: seen["new"]}}), "value")
    elif "choices" in field:
        choices = [
            (texts.t("form.profile.unknown"), None),
            *((texts.pick(c["label"]), c["id"]) for c in field["choices"]),
        ]
        entry = widgets.Dropdown(options=choices, value=known)
        entry.observe(lambda seen: save({"profile": {field["id"]: seen["new"]}}), "value")
    else:
        entry = widgets.Text(value="" if known is None else str(known), continuous_update=False)
        ends = (field["minimum"], field["maximum"])

        def count(seen: Any) -> None:
            text = seen["new"].strip()
            value, fault = typed_number(text, texts.t("format.decimal"), whole=True) if text else (None, "")
            if value is not None and not ends[0] <= value <= ends[1]:
                fault = "whole"
            if fault:
                tell(_refusal(fault, ends, texts))
            else:
                save({"profile": {field["id"]: value}})

        entry.observe(count, "value")
    return widgets.VBox([label, entry])


def _refusal(fault: str, ends: Sequence[float], texts: Texts) -> str:
    low, high = (texts.short(end, 6) for end in ends)
    return texts.t(f"form.number.{fault}", low=low, high=high)


def _question(
    item: dict[str, Any], known: Any, states: list[Any], texts: Texts, save: Save, tell: Tell
) -> widgets.VBox:
    pick = texts.pick
    lines = [f"<b>{escape(pick(item['question']))}</b>"]
    lines += [escape(pick(item[key])) for key in ("help", "criterion") if key in item]
    choices = [(pick(entry["label"]), entry["id"]) for entry in (*item["options"], *states)]
    value = known if isinstance(known, str) else None
    field = widgets.RadioButtons(options=choices, value=value, layout=widgets.Layout(width="auto"))
    field.observe(lambda seen: save({"item": item["id"], "answer": seen["new"]}), "value")
    parts: list[Any] = [widgets.HTML("<br>".join(lines))]
    if item["kind"] == "number":
        # Without the separator of thousands: what is shown can be typed again.
        text = "" if value is not None or known is None else texts.short(known, 6).replace(texts.t("format.group"), "")
        number = widgets.Text(value=text, description=pick(item["unit"]), continuous_update=False)

        def entered(seen: Any) -> None:
            found, fault = typed_number(seen["new"], texts.t("format.decimal"), item.get("whole", False))
            if fault:
                tell(_refusal(fault, item["range"], texts))
            else:
                save({"item": item["id"], "answer": found})

        number.observe(entered, "value")
        parts.append(number)
    return widgets.VBox([*parts, field])
