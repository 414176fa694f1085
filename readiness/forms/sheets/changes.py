"""One change to an answer sheet, as the form sends it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from readiness import catalog
from readiness.errors import AnswerError, UsageError
from readiness.instrument import AnswerSheet, load_instrument


def changed(sheet: AnswerSheet, change: Mapping[str, Any]) -> AnswerSheet:
    """The sheet with one change: an answer with its notes, an answer taken back, a profile field, company or role.

    Raises
    ------
    AnswerError
        The answer does not fit the item, or the profile value does not fit the field.
    UnknownName
        ``unknown_item``.
    UsageError
        ``bad_change`` when it is none of these.
    """
    if "item" in change:
        item = load_instrument(sheet.audit).item(str(change["item"]))
        notes = {key: _text(change.get(key) or "") for key in ("note", "evidence_note")}
        answer = change.get("answer")
        if answer is None or isinstance(answer, list | dict):
            raise AnswerError("answer_missing", file="", line=0, item=item.id)
        return sheet.with_answer(item, _text(answer) if isinstance(answer, str) else answer, **notes)
    if "clear" in change:
        return sheet.without(str(change["clear"]))
    if isinstance(change.get("profile"), Mapping):
        return replace(sheet, profile=_profile(sheet.profile, change["profile"]))
    if "company" in change or "role" in change:
        company, role = (_text(change.get(key, getattr(sheet, key)) or "") for key in ("company", "role"))
        return replace(sheet, company=company, role=role)
    raise UsageError("bad_change", found=sorted(map(str, change))[:5])


def _profile(before: Mapping[str, Any], fields: Mapping[str, Any]) -> dict[str, Any]:
    """Profile with some fields set, or emptied by null; what follows from the head count is left to the reader."""
    after = {**before, **fields}
    known = catalog.load("common/profile.yaml")["fields"]
    if "employees" in fields:
        for field in known:
            least = field.get("from_employees")
            follows = least is not None and before.get(field["id"]) == ((before.get("employees") or 0) >= least)
            if follows and field["id"] not in fields:
                after.pop(field["id"], None)
    return {key: value for key, value in after.items() if value is not None}


def _text(value: Any) -> str:
    # A lone half of a character pair cannot be written to a file.
    return str(value).encode("utf-8", "replace").decode("utf-8")
