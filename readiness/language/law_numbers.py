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

from readiness import catalog
from readiness.errors import CatalogError
from readiness.language import FALLBACK, Texts, languages
from readiness.law import Citation, Law, load_law

#: Minutes up to this many are written as minutes where nothing else is said.
_SHORT = 90
#: What one of a unit is in the unit of the number it is made from.
MADE_OF = {"hours": ("minutes", 60), "weeks": ("days", 7), "years": ("months", 12)}
#: Ways to write a number, for those whose unit allows it; without one the unit is chosen.
_UNITS = (*MADE_OF, "minutes", "days", "months")
SPECS = ("clock", "number", *_UNITS, *(f"{unit}.number" for unit in _UNITS))


def fits(unit: str, spec: str) -> bool:
    """Whether a number of this unit can be written so; a count or a share has no unit in words, only its number."""
    if spec == "number":
        return True
    if spec == "clock":
        return unit == "minutes"
    wanted = spec.removesuffix(".number") if spec else unit
    known = {unit, *(larger for larger, (base, _) in MADE_OF.items() if base == unit)}
    return unit not in ("count", "share") and wanted in known


def speaks(texts: Texts) -> bool:
    """Whether a language has words of its own for all that numbers in sentences need; one in translation may not yet.

    What it lacks is English, and a sentence half in one language and half in another is worse than one in English.
    """
    if texts.language in catalog.COMPLETE:
        return True
    own, other = texts.lookup("format.spoken"), Texts(FALLBACK).lookup("format.spoken")
    return all(own[key] != other[key] for key in ("words", *_UNITS))


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
    base, size = MADE_OF.get(wanted, (wanted, 1))
    if base != unit and wanted != unit:
        raise CatalogError("text_missing", file="laws", key=f"{{:{spec}}} ({unit})")
    amount = value / size if base == unit and wanted != unit else value
    shown = spoken(amount, texts)
    if not shown and wanted != unit:  # neither whole nor a half: said exactly, and always with its unit
        return texts.hours(value) if wanted == "hours" else written(value, unit, unit, texts)
    shown = shown or texts.short(amount, 2)
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
    if amount == 1.5:
        return texts.t("format.spoken.one_and_half")
    return texts.t("format.spoken.half", value=word) if rest == 0.5 and 0 < whole < len(words) else ""


def names(template: str) -> list[tuple[str, str]]:
    """Numbers that a text takes from the law, in their order, each with the way to write it ("" for none given).

    Raises
    ------
    ValueError
        When a brace is not closed.
    """
    return [(name, spec or "") for _, name, spec, _ in Formatter().parse(template) if name is not None]


def speakers() -> dict[str, Texts]:
    """Texts of every language that can say numbers in sentences; readers of another one get the fallback language."""
    return {name: texts for name in languages() if speaks(texts := Texts(name))}


def filled_in(
    wording: Mapping[str, str], law: Law, parts: Mapping[str, str], on: str, spoken_in: Mapping[str, Texts]
) -> Mapping[str, str]:
    """A language map with its numbers as in force on a day, in the languages that can say them (`speakers`)."""
    if not any("{" in text for text in wording.values()):
        return wording
    return {name: fill(text, spoken_in[name], law, parts, on) for name, text in wording.items() if name in spoken_in}


def worded_provisions(provisions: Mapping[str, Citation], on: str = "") -> dict[str, Citation]:
    """Provisions with the numbers of their own country's law, as in force on a day (ISO) or when last looked at."""
    speaking = [c for c in provisions.values() if any("{" in text for text in c.duty.values())]
    laws = {country: load_law(country) for country in {c.country for c in speaking}}
    spoken_in = speakers()
    found = dict(provisions)
    for one in speaking:
        law = laws[one.country]
        found[one.id] = replace(one, duty=filled_in(one.duty, law, {}, on or law.as_of, spoken_in))
    return found


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
    spoken_in = speakers()

    def filled(wording: Mapping[str, str], parts: Mapping[str, str]) -> Mapping[str, str]:
        return filled_in(wording, law, parts, on, spoken_in)

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
