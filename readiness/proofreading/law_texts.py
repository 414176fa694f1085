"""Proof-reading of the sentences of a law: every number in them is one that the law gives, and none is written out."""

from __future__ import annotations

import math
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from difflib import get_close_matches
from typing import Any

from readiness.errors import ReadinessError
from readiness.language import Texts, languages
from readiness.language.law_numbers import MADE_OF, SPECS, fits, names, speaks, spoken, written
from readiness.law import Law, Parameter
from readiness.proofreading.place import Place

#: Texts of a rule or a scope that are shown to readers.
_SHOWN = ("title", "summary", "remedy")
#: So many placeholders are offered for a number that several parameters have.
_OFFERED = 3


def check_law_texts(place: Place, law: Law, area: Collection[str]) -> Iterator[ReadinessError]:
    """Faults in the texts of all rules and scopes of a file ``rules.yaml``.

    A number of the law that is written out stays when the law changes: the report would print the old number beside
    the new limit. A text may name every number of the law. What it writes out is looked for among the parts of the
    rule, the numbers that its texts name, and the hours and times of day of its own area, whose ids are `area`: small
    counts of days and weeks recur in sentences that mean something else.
    """
    for what in ("rules", "scopes"):
        for n, entry in enumerate(place.data[what]):
            parts = dict(entry.get("parameters", {}))
            if entry.get("limit"):
                parts["limit"] = entry["limit"]
            sought = _sought(entry, parts, law, area)
            for name in _SHOWN:
                if name in entry:
                    yield from _wording(place, (what, n, name), entry["id"], entry[name], law, parts)
                    yield from _literals(place, (what, n, name), entry["id"], entry[name], sought)


def check_provisions(place: Place, law: Law) -> Iterator[ReadinessError]:
    """Faults in the provisions of a file ``citations.yaml``: they name the numbers of the rules that rest on them."""
    for n, entry in enumerate(place.data["citations"]):
        resting = [rule for rule in law.all_rules if rule.law == entry["id"]]
        used = {name for rule in resting for name in rule.parameters.values()}
        numbers = {name: number for name, number in law.parameters.items() if name in used}
        yield from _wording(place, ("citations", n, "duty"), entry["id"], entry["duty"], law, {})
        yield from _literals(place, ("citations", n, "duty"), entry["id"], entry["duty"], numbers)


def check_conventions(own: Mapping[str, Place], laws: Iterable[Law]) -> Iterator[ReadinessError]:
    """Faults in the rules of calculation of a report's appendix: the law of every country has their numbers."""
    for law in laws:
        for place in own.values():
            said = place.data.get("report", {}).get("method", {}).get("conventions", {})
            for name, text in said.items():
                where = ("report", "method", "conventions", name)
                yield from _placeholders(place, where, ".".join(where), text, law, {})
    first, *others = own.items()
    for language, place in others:
        for name, text in place.data.get("report", {}).get("method", {}).get("conventions", {}).items():
            where = ("report", "method", "conventions", name)
            pair = {first[0]: first[1].data["report"]["method"]["conventions"].get(name, text), language: text}
            yield from _alike(place, where, ".".join(where), pair)


def _wording(
    place: Place, where: tuple[str | int, ...], key: str, wording: Mapping[str, str], law: Law, parts: Mapping[str, str]
) -> Iterator[ReadinessError]:
    found = [
        fault
        for language, text in wording.items()
        for fault in _placeholders(place, (*where, language), key, text, law, parts)
    ]
    yield from found or _alike(place, where, key, wording)


def _placeholders(
    place: Place, where: tuple[str | int, ...], key: str, text: str, law: Law, parts: Mapping[str, str]
) -> Iterator[ReadinessError]:
    """Every placeholder names a number of the law and says how to write it in a way that its unit allows."""
    try:
        found = names(text)
    except ValueError:
        yield place.fault("law_text_brace", *where, key=key, found=text)
        return
    for name, spec in found:
        number = law.parameters.get(parts.get(name, name))
        shown = f"{{{name}:{spec}}}" if spec else f"{{{name}}}"
        if number is None and name in parts:
            continue  # the rule names a number that does not exist, which is a fault of its own
        if number is None:
            known = sorted({*parts, *law.parameters})
            nearest = get_close_matches(name, known, n=3, cutoff=0.5)
            offered = sorted(parts) or nearest or known[:_OFFERED]
            yield place.fault(
                "law_text_unknown_number",
                *where,
                key=key,
                found=shown,
                country=law.country,
                known=offered,
                nearest=nearest,
            )
        elif not fits(number.unit, spec):
            known = [s for s in SPECS if fits(number.unit, s)]
            yield place.fault(
                "law_text_unfit", *where, key=key, found=shown, unit=number.unit, number=number.id, known=known
            )


def _alike(
    place: Place, where: tuple[str | int, ...], key: str, wording: Mapping[str, str]
) -> Iterator[ReadinessError]:
    """All languages name the same numbers."""
    said = {language: {name for name, _ in names(text)} for language, text in wording.items()}
    if len({frozenset(found) for found in said.values()}) > 1:
        shown = [f"{language}: {', '.join(sorted(found)) or '–'}" for language, found in said.items()]
        yield place.fault("law_text_languages_differ", *where, key=key, field=str(where[-1]), found="; ".join(shown))


def _sought(
    entry: Mapping[str, Any], parts: Mapping[str, str], law: Law, area: Collection[str]
) -> dict[str, Parameter]:
    """Numbers that a rule's texts must not write out, by the name that a text gives them."""
    own = {part: law.parameters[name] for part, name in parts.items() if name in law.parameters}
    spoken_of = {field for shown in _SHOWN for text in entry.get(shown, {}).values() for field in _fields(text)}
    for name, number in law.parameters.items():
        if name not in parts.values() and (name in spoken_of or (name in area and number.unit == "minutes")):
            own[name] = number
    return own


def _fields(text: str) -> list[str]:
    """Names of the placeholders of a text; none where its brackets are broken."""
    try:
        return [name for name, _ in names(text)]
    except ValueError:
        return []


def _literals(
    place: Place,
    where: tuple[str | int, ...],
    key: str,
    wording: Mapping[str, str],
    numbers: Mapping[str, Parameter],
) -> Iterator[ReadinessError]:
    """No number of the law is written out, in any language whose numbers the kit can write."""
    for language, text in wording.items():
        if language not in languages() or not speaks(texts := Texts(language)):
            continue
        found: dict[str, list[str]] = {}
        for name, number in numbers.items():
            for amount in number.amounts:
                for literal, placeholder in _written_out(text, name, amount, number.unit, texts):
                    found.setdefault(literal, []).append(placeholder)
        for literal, placeholders in found.items():
            offered = list(dict.fromkeys(placeholders))[:_OFFERED]
            yield place.fault(
                "law_text_literal", *where, language, key=key, field=str(where[-1]), found=literal, known=offered
            )


def _written_out(text: str, name: str, amount: float, unit: str, texts: Texts) -> Iterator[tuple[str, str]]:
    """Places of a text that say a number with its unit or as a time of day, each with what to write instead."""
    if math.isnan(amount):
        return
    for wanted in (unit, *(larger for larger, (base, _) in MADE_OF.items() if base == unit)):
        if not texts.has(f"format.spoken.{wanted}"):
            continue  # a count or a share has no unit to be recognised by
        size = MADE_OF[wanted][1] if wanted != unit else 1
        plain = written(amount, unit, "", texts)
        for pattern, noun in _phrases(amount / size, wanted, texts):
            for hit in re.finditer(pattern, text, re.IGNORECASE):
                spec = "" if plain == written(amount, unit, wanted, texts) else f":{wanted}"
                declined = hit["noun"] != noun
                bare = ":number" if not spec else f"{spec}.number"
                yield hit[0], f"{{{name}{bare}}} {hit['noun']}" if declined else f"{{{name}{spec}}}"
    if unit == "minutes" and round(amount) % (24 * 60):  # midnight is where days meet, no number of the law
        for pattern in _clock(amount, texts):
            for hit in re.finditer(pattern, text, re.IGNORECASE):
                yield hit[0], hit[0].replace(hit["clock"], f"{{{name}:clock}}")


def _phrases(amount: float, unit: str, texts: Texts) -> Iterator[tuple[str, str]]:
    """Patterns of an amount with its unit, in digits and words, and the unit's noun as the texts have it."""
    # "ein Tag" is mostly no number but an article: one is only recognised as a digit.
    said = {texts.short(amount, 2), f"{amount:g}", *([spoken(amount, texts)] if amount != 1 else [])} - {""}
    form = texts.lookup(f"format.spoken.{unit}.{'one' if amount == 1 else 'many'}")
    noun = form.replace("{value}", "").strip() if amount != 1 else form.split()[-1]
    value = "|".join(re.escape(one) for one in sorted(said, key=len, reverse=True))
    yield rf"(?<![\w,.:])(?:{value})[\s\u00a0-]+(?P<noun>{re.escape(noun)}\w{{0,2}})(?!\w)", noun


def _clock(amount: float, texts: Texts) -> Iterator[str]:
    """Patterns of a time of day, as the clock shows it and as people say it."""
    hour, minute = divmod(round(amount) % (24 * 60), 60)
    shown = re.escape(texts.t("format.spoken.clock", hour=str(hour), minute=f"{minute:02d}"))
    yield rf"(?<![\w:])(?P<clock>{shown})(?!\w)"
    full = rf"(?P<clock>{hour}|{hour}[.:]00)" if not minute else rf"(?P<clock>{hour}\.{minute:02d})"
    for form in texts.lookup("format.spoken.clock_said"):
        before, after = (re.escape(part) for part in form.split("{clock}"))
        yield rf"(?<![\w:,.]){before}{full}{after}(?!\w)"
