"""Numbers of the law in sentences: a text names a number, the row in force on a day fills it in.

A text holds ``{limit}`` or ``{limit:hours}`` instead of "ten hours", so that a reform by data changes the sentence with
the limit. A name is a part of the rule (``limit``) or the id of a number of the same law (``daily_max``). What follows
the colon says how the number is written: ``hours``, ``minutes``, ``weeks``, ``years`` with their unit, ``clock`` for a
time of day, ``number`` for the number alone. Without it the unit is chosen: minutes up to ninety, hours above.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import replace
from string import Formatter

import numpy as np

from readiness.errors import CatalogError
from readiness.language.texts import Texts, languages
from readiness.law import Law

#: Minutes up to this many are written as minutes where nothing else is said.
_SHORT = 90
#: What one of a unit is in the unit of the number it is made from.
_MADE_OF = {"hours": ("minutes", 60), "weeks": ("days", 7), "years": ("months", 12)}


def fill(template: str, texts: Texts, law: Law, parts: Mapping[str, str], on: str) -> str:
    """A text of the law with its numbers as they are in force on a day.

    Parameters
    ----------
    template : str
        The text in the language of `texts`.
    law : Law
        Gives the numbers.
    parts : mapping
        Parts of the rule or scope and the ids of their numbers; other names are ids themselves.
    on : str
        Day (ISO): the last one that the reader's records or result are about.

    Raises
    ------
    CatalogError
        ``text_missing`` when the text names a number that the law does not have.
    """
    out = []
    for literal, name, spec, _ in Formatter().parse(template):
        out.append(literal)
        if name is not None:
            number = law.parameters.get(parts.get(name, name))
            if number is None:
                raise CatalogError("text_missing", file=f"laws/{law.country}", key=f"{{{name}}}")
            value = float(number.amounts[int(number.row(np.array([max(on, number.starts[0])], "datetime64[D]"))[0])])
            out.append(written(value, number.unit, spec or "", texts))
    text = "".join(out)
    return text[:1].upper() + text[1:] if template.startswith("{") else text


def written(value: float, unit: str, spec: str, texts: Texts) -> str:
    """One number as a sentence has it: small numbers as words, half hours spoken, times of day as the clock shows them.

    Parameters
    ----------
    value : float
        In the unit of the number; not a number where the law gives none any more, which is a dash.
    unit : str
        ``minutes``, ``days``, ``weeks``, ``months`` or ``years``.
    spec : str
        How to write it (see the module); ``hours.number`` is the number of hours without the word.
    """
    if math.isnan(value):
        return "–"
    wanted, _, bare = spec.partition(".")
    if wanted == "clock":
        hour, minute = divmod(round(value) % (24 * 60) or round(value), 60)
        form = "clock_full" if not minute else "clock"
        return texts.t(f"format.spoken.{form}", hour=str(hour), minute=f"{minute:02d}")
    if wanted in ("", "number"):
        bare = "number" if wanted == "number" else bare
        wanted = "hours" if unit == "minutes" and abs(value) > _SHORT else unit
    base, size = _MADE_OF.get(wanted, (wanted, 1))
    if base != unit and wanted != unit:
        raise CatalogError("text_missing", file="laws", key=f"{{:{spec}}} ({unit})")
    amount = value / size if base == unit and wanted != unit else value
    shown = spoken(amount, texts)
    if not shown and wanted == "hours" and not bare:
        return texts.hours(value)
    if not shown:  # neither whole nor a half: the smaller unit says it exactly
        return written(value, unit, f"{unit}.{bare}" if bare else unit, texts)
    if bare:
        return shown
    return texts.t(f"format.spoken.{wanted}.{'one' if amount == 1 else 'many'}", value=shown)


def spoken(amount: float, texts: Texts) -> str:
    """A whole or half number in words up to twelve, in digits above; "" for anything else."""
    whole, rest = divmod(amount, 1)
    words = texts.lookup("format.spoken.words")
    word = words[int(whole)] if 0 <= whole < len(words) else texts.number(whole)
    if not rest:
        return word
    return texts.t("format.spoken.half", value=word) if rest == 0.5 and 0 < whole < len(words) else ""


def names(template: str) -> list[str]:
    """Numbers that a text takes from the law, in their order.

    Raises
    ------
    ValueError
        When a brace is not closed.
    """
    return [name for _, name, _, _ in Formatter().parse(template) if name is not None]


def worded(law: Law, on: str) -> Law:
    """The law with the numbers in the texts of its rules and scopes, in every language, as in force on a day.

    Parameters
    ----------
    law : Law
        As loaded: its texts name their numbers.
    on : str
        Day (ISO): the last one that the reader's records or result are about; before the first row of a number that
        row counts.

    Raises
    ------
    CatalogError
        ``text_missing`` when a text names a number that the law does not have.
    """
    known = {name: Texts(name) for name in languages()}

    def filled(wording: Mapping[str, str], parts: Mapping[str, str]) -> Mapping[str, str]:
        if not any("{" in text for text in wording.values()):
            return wording
        return {
            name: fill(text, known[name], law, parts, on) if name in known else text for name, text in wording.items()
        }

    rules = tuple(
        replace(
            rule,
            title=filled(rule.title, rule.parameters),
            summary=filled(rule.summary, rule.parameters),
            remedy=filled(rule.remedy, rule.parameters),
        )
        for rule in law.all_rules
    )
    scopes = []
    for scope in law.scopes:
        parts = {**scope.parameters, **({"limit": scope.limit} if scope.limit else {})}
        scopes.append(replace(scope, title=filled(scope.title, parts), summary=filled(scope.summary, parts)))
    return replace(law, all_rules=rules, scopes=tuple(scopes))
