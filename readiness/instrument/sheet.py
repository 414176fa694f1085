"""What somebody answered: partial sheets are legal, nothing is guessed, nothing entered is lost."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from readiness.errors import AnswerError, ReadinessError
from readiness.instrument.model import NOT_APPLICABLE, UNKNOWN, Instrument, Item


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer with the respondent's own notes."""

    answer: str | float
    note: str = ""
    evidence_note: str = ""


@dataclass(frozen=True, slots=True)
class AnswerSheet:
    """The answers of one respondent to one audit, on one day."""

    audit: str
    edition: str
    company: str = ""
    profile: Mapping[str, Any] = field(default_factory=dict)
    role: str = ""
    date: str = ""
    answers: Mapping[str, Answer] = field(default_factory=dict)
    #: Answers that an earlier edition asked for and this one does not, or asks differently; kept, never scored.
    earlier: Mapping[str, Answer] = field(default_factory=dict)
    #: What reading changed, as errors that are not fatal (an older edition was carried over, for example).
    notices: tuple[ReadinessError, ...] = ()

    def answered(self, item: str) -> bool:
        """Whether there is an entry for an item, be it "do not know"."""
        return item in self.answers

    def with_answer(self, item: Item, answer: str | float, note: str = "", evidence_note: str = "") -> AnswerSheet:
        """A new sheet with one more answer; this one stays as it is.

        Raises
        ------
        AnswerError
            ``answer_off_scale``, ``answer_out_of_range``, ``answer_not_whole`` or ``answer_not_a_number``.
        """
        checked = check_answer(item, answer)
        return replace(self, answers={**self.answers, item.id: Answer(checked, note, evidence_note)})

    def without(self, item: str) -> AnswerSheet:
        """A new sheet in which the item is open again."""
        return replace(self, answers={k: v for k, v in self.answers.items() if k != item})

    def progress(self, instrument: Instrument) -> tuple[int, int]:
        """How many of the applicable items have an entry, and how many apply."""
        items = instrument.applicable(self.profile)
        return sum(self.answered(i.id) for i in items), len(items)


def check_answer(item: Item, answer: Any, **place: Any) -> str | float:
    """The answer in its stored form, or a clear error; never a guess.

    Parameters
    ----------
    item : Item
        The question.
    answer : str, int or float
        An option id, a number, ``unknown`` or ``not_applicable``.
    **place
        File and line, for the message.

    Raises
    ------
    AnswerError
        ``answer_off_scale``, ``answer_out_of_range``, ``answer_not_whole`` or ``answer_not_a_number``.
    """
    if answer in (UNKNOWN, NOT_APPLICABLE):
        return str(answer)
    options = [name for name, _ in item.scale.options]
    if isinstance(answer, bool):
        answer = str(answer).lower()
    if item.scale.kind == "number" and isinstance(answer, int | float):
        low, high = item.scale.range or (float("-inf"), float("inf"))
        if not low <= answer <= high:
            raise AnswerError("answer_out_of_range", item=item.id, found=answer, low=low, high=high, **place)
        if item.scale.whole and not float(answer).is_integer():  # in a file, 1.200 is 1.2
            raise AnswerError("answer_not_whole", item=item.id, found=answer, **place)
        return float(answer)
    text = str(answer)
    if text in options:
        return text
    if item.scale.kind == "number":
        raise AnswerError(
            "answer_not_a_number", item=item.id, found=text[:60], known=[*options, UNKNOWN, NOT_APPLICABLE], **place
        )
    near = [o for o in options if o.lower() == text.strip().lower()]
    raise AnswerError(
        "answer_off_scale",
        item=item.id,
        found=text[:60],
        known=[*options, UNKNOWN, NOT_APPLICABLE],
        nearest=near,
        **place,
    )


def migrate(sheet: AnswerSheet, instrument: Instrument) -> AnswerSheet:
    """Carry a sheet of an older edition over to the current one, and say what changed.

    Items that were retired or are asked differently keep their old answer under `earlier`; they are open now.

    Raises
    ------
    AnswerError
        ``sheet_unknown_edition`` when the edition is newer or was never published.
    """
    if sheet.edition == instrument.edition:
        return sheet
    editions = [h["edition"] for h in instrument.history]
    if sheet.edition not in editions:
        raise AnswerError(
            "sheet_unknown_edition",
            found=sheet.edition,
            current=instrument.edition,
            known=[*editions, instrument.edition],
        )
    moved: set[str] = set()
    for step in instrument.history[editions.index(sheet.edition) :]:
        moved |= set(step["changed"]) | set(step["retired"])
    lost = {k: v for k, v in sheet.answers.items() if k in moved}
    kept = {k: v for k, v in sheet.answers.items() if k not in moved}
    notice = AnswerError(
        "sheet_older_edition", found=sheet.edition, current=instrument.edition, kept=len(kept), again=sorted(lost)
    )
    return replace(
        sheet,
        edition=instrument.edition,
        answers=kept,
        earlier={**sheet.earlier, **lost},
        notices=(*sheet.notices, notice),
    )
