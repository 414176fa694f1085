"""Proof-reading of rules: whether each says exactly what its kind of check reads, no part or option more or less."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator, Mapping
from difflib import get_close_matches
from typing import Any, Protocol

from readiness import catalog
from readiness.analysis.working_time.judging.kind import Kind, Option
from readiness.analysis.working_time.rules.kinds import KINDS
from readiness.errors import ReadinessError

#: Parts of a scope that say for whom it holds, whatever the kind of check.
_FOR_WHOM = ("from_age", "below_age")


class Place(Protocol):
    """A file of rules, and faults at its lines."""

    data: Any

    def fault(self, code: str, *where: str | int, **fields: Any) -> ReadinessError:
        """A fault at the entry `where`."""
        ...


def check_rules(place: Place) -> Iterator[ReadinessError]:
    """Faults in the parts and options of all rules and scopes of a file ``rules.yaml``.

    A misspelt part or option is never read: the rule would be checked otherwise than its author meant, without a word.
    """
    rules, scopes = place.data["rules"], place.data["scopes"]
    for n, rule in enumerate(rules):
        if rule["kind"] in KINDS:
            kind = KINDS[rule["kind"]]
            yield from _parts(place, n, rule, kind, _limits(rule, scopes))
            yield from _options(place, n, rule, kind)
    for n, scope in enumerate(scopes):
        kinds = [KINDS[r["kind"]] for r in rules if r["kind"] in KINDS and _concerns(scope, r)]
        known = {*_FOR_WHOM, *(part for kind in kinds for part in kind.by_scope)}
        for part in sorted(set(scope.get("parameters", {})) - known):
            about = _unknown(part, known, kind=", ".join(sorted({kind.name for kind in kinds})))
            yield place.fault("catalog_unknown_part", "scopes", n, "parameters", part, key=scope["id"], **about)


def _concerns(scope: Mapping[str, Any], rule: Mapping[str, Any]) -> bool:
    return not scope.get("rules") or rule["id"] in scope["rules"]


def _limits(rule: Mapping[str, Any], scopes: list[Mapping[str, Any]]) -> list[str]:
    """Parameters that may be the limit of a rule: those of the groups of firms, or else its own."""
    groups = [s["limit"] for s in scopes if s["effect"] == "limit_group" and _concerns(s, rule) and "limit" in s]
    own = rule["parameters"].get("limit")
    return groups or ([own] if own else [])


def _parts(
    place: Place, n: int, rule: Mapping[str, Any], kind: Kind, limits: Collection[str]
) -> Iterator[ReadinessError]:
    given = rule["parameters"]
    due, known = kind.due_parts(given, rule.get("options", {}), limits)
    for part in sorted(set(given) - known):
        about = _unknown(part, known, kind=kind.name)
        yield place.fault("catalog_unknown_part", "rules", n, "parameters", part, key=rule["id"], **about)
    for part in sorted(due - set(given)):
        yield place.fault("catalog_missing_part", "rules", n, "parameters", key=rule["id"], found=part, kind=kind.name)


def _options(place: Place, n: int, rule: Mapping[str, Any], kind: Kind) -> Iterator[ReadinessError]:
    given, known = rule.get("options", {}), kind.all_options
    for name in sorted(set(given) - set(known)):
        about = _unknown(name, known, kind=kind.name)
        yield place.fault("catalog_unknown_option", "rules", n, "options", name, key=rule["id"], **about)
    due = {name for name, option in known.items() if option.required}
    due |= {known[name].beside for name in given if name in known and known[name].beside}
    for name in sorted(due - set(given)):
        yield place.fault("catalog_missing_option", "rules", n, key=rule["id"], found=name, kind=kind.name)
    for name in sorted(set(given) & set(known)):
        possible = _possible(known[name], given[name], place)
        if possible is not None:
            about = _unknown(_shown(given[name]), possible, option=name)
            yield place.fault("catalog_wrong_option", "rules", n, "options", name, key=rule["id"], **about)


def _possible(option: Option, value: object, place: Place) -> list[str] | None:
    """What an option may say instead of a value that it cannot have; nothing where the value is fine."""
    if option.values:
        fine = any(type(value) is type(one) and value == one for one in option.values)
        return None if fine else [_shown(one) for one in option.values]
    if option.names == "days":
        words = value.split() if isinstance(value, str) else []
        fine = bool(words) and all(map(_is_day, words))
        return None if fine else ["easter", "12-25", "12-25 01-01 easter"]
    known = sorted(_named(option, place))
    return None if value in known else known


def _named(option: Option, place: Place) -> set[str]:
    """Ids that an option may name."""
    if option.names == "reason":
        return set(catalog.load("texts/de.yaml")["report"]["reasons"])
    if option.names == "fact":
        columns = catalog.load("evidence/people/kind.yaml")["columns"]
        stated = {flag for scope in place.data["scopes"] for flag in scope.get("flags", ())}
        return stated | {column["id"] for column in columns if column["type"] == "flag"}
    return {entry["id"] for entry in place.data["scopes" if option.names == "scope" else "rules"]}


def _is_day(word: str) -> bool:
    """Whether a word is a day of any year: month-day, or the movable ``easter``."""
    try:
        dt.date.fromisoformat(f"2024-{word}")  # a leap year has every day
    except ValueError:
        return word == "easter"
    return True


def _shown(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _unknown(found: str, known: Collection[str], **more: str) -> dict[str, Any]:
    """What a message says of a word that is not among the known ones."""
    return {"found": found, "known": sorted(known), "nearest": get_close_matches(found, sorted(known), 1), **more}
