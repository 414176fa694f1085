"""The form as a widget in a notebook cell: the same module as on the local page, over the widget's own channel."""

from __future__ import annotations

from typing import Any

import anywidget
import traitlets

from readiness.errors import ReadinessError
from readiness.forms.desk import Desk
from readiness.forms.front_end import bundle, static
from readiness.language import DEFAULT
from readiness.web.faults import fault


class FormCell(anywidget.AnyWidget):
    """A form in a cell; every change is written to disk before it is confirmed."""

    _esm = bundle("notebook")
    _css = static("form.css")
    language = traitlets.Unicode(DEFAULT).tag(sync=True)

    def __init__(self, desk: Desk, name: str, language: str) -> None:
        super().__init__(language=language)
        self._desk, self._name = desk, name
        self.on_msg(self._asked)

    def _asked(self, _widget: Any, content: Any, _buffers: Any) -> None:
        if isinstance(content, dict) and "id" in content:
            self.send({"id": content["id"], "reply": self.reply(content)})

    def reply(self, asked: dict[str, Any]) -> dict[str, Any]:
        """What the module is answered; an error never reaches the notebook as a traceback."""
        verb = asked.get("verb")
        try:
            if verb == "change":
                return self._desk.change(self._name, asked.get("change"), asked.get("revision"))
            verbs = {"load": self._desk.load, "result": self._desk.result, "answers": self._desk.answers}
            if isinstance(verb, str) and verb in verbs:
                return verbs[verb](self._name)
        except ReadinessError as problem:
            return fault(problem)
        return fault(ReadinessError("bad_change", found=[str(verb)]))
