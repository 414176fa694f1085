"""Proof-reading of the laws: rules, scopes and dated numbers, everything they name, and the cases that prove them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from difflib import get_close_matches
from typing import Any

from readiness import catalog
from readiness.analysis.working_time.rules.kinds import KINDS
from readiness.analysis.working_time.worked_cases import NonexistentTime, load_examples, shifts_frame
from readiness.errors import CatalogError, ReadinessError
from readiness.language import languages
from readiness.law import derivation, load_law, rule_areas
from readiness.proofreading.law_texts import check_conventions, check_law_texts, check_provisions
from readiness.proofreading.place import Place
from readiness.proofreading.rules import check_rules

#: First and last local day of the records of a worked case.
Days = tuple[str, str]


def check_laws() -> Iterator[ReadinessError]:
    """Faults of the rules, scopes and numbers of all countries."""
    for country in catalog.ids("laws"):
        for area in rule_areas(country):
            yield from _rules(country, area)
        yield from _changes(country)
    yield from _said()


def _said() -> Iterator[ReadinessError]:
    """Faults in the sentences of the laws, and in the rules of calculation that go with them."""
    laws = []
    for country in catalog.ids("laws"):
        try:
            laws.append(load_law(country))
        except CatalogError:
            continue  # named where its numbers are checked
    for law in laws:
        for area in rule_areas(law.country):
            own = [p["id"] for p in catalog.load(f"laws/{law.country}/{area}/parameters.yaml")["parameters"]]
            yield from check_law_texts(Place(f"laws/{law.country}/{area}/rules.yaml"), law, own)
        if "citations" in catalog.names(f"laws/{law.country}"):
            yield from check_provisions(Place(f"laws/{law.country}/citations.yaml"), law)
    yield from check_conventions(
        {name: Place(f"texts/{name}.yaml") for name in languages() if name in catalog.names("texts")}, laws
    )


def citations() -> set[str]:
    """Ids of all provisions that questions, rules and recommendations may rest on."""
    countries = [country for country in catalog.ids("laws") if "citations" in catalog.names(f"laws/{country}")]
    return {c["id"] for country in countries for c in catalog.load(f"laws/{country}/citations.yaml")["citations"]}


def topics() -> set[str]:
    """Topics of all rules; what is recommended for one counts in every country."""
    return {rule["topic"] for country in catalog.ids("laws") for rule in _all(country, "rules")}


def _all(country: str, what: str) -> list[Mapping[str, Any]]:
    """Rules, scopes or parameters of all areas of a country."""
    name = "parameters" if what == "parameters" else "rules"
    return [entry for area in rule_areas(country) for entry in catalog.load(f"laws/{country}/{area}/{name}.yaml")[what]]


def _rules(country: str, area: str) -> Iterator[ReadinessError]:
    place = Place(f"laws/{country}/{area}/rules.yaml")
    parameters, provisions = {p["id"] for p in _all(country, "parameters")}, citations()
    for part, name in place.data["working_day"].items():
        yield from place.named(name, parameters, "parameter", part, "working_day", part)
    known = {rule["id"] for rule in place.data["rules"]}
    for n, entry in enumerate(place.data["scopes"]):
        for name in entry.get("rules", ()):
            yield from place.named(name, known, "rule", entry["id"], "scopes", n, "rules")
        for part, name in entry.get("parameters", {}).items():
            yield from place.named(name, parameters, "parameter", entry["id"], "scopes", n, "parameters", part)
    for n, rule in enumerate(place.data["rules"]):
        yield from place.named(rule["kind"], set(KINDS), "check_kind", rule["id"], "rules", n, "kind")
        yield from place.named(rule["law"], provisions, "law", rule["id"], "rules", n, "law")
        for part, name in rule.get("parameters", {}).items():
            yield from place.named(name, parameters, "parameter", rule["id"], "rules", n, "parameters", part)
    yield from check_rules(place)


def _changes(country: str) -> Iterator[ReadinessError]:
    """Every change of a number is proved by worked cases: one under the row before it, one under its own row."""
    cases: list[tuple[str, Days]] | None = None
    for area in rule_areas(country):
        place = Place(f"laws/{country}/{area}/parameters.yaml")
        for n, parameter in enumerate(place.data["parameters"]):
            if "derived_from" in parameter:
                yield from _underived(place, n, country)
                continue
            starts = [row["from"] for row in parameter["values"]]
            if starts != sorted(set(starts)):
                yield place.fault(
                    "law_rows_not_ascending", "parameters", n, "values", parameter=parameter["id"], found=starts
                )
            elif len(starts) > 1:
                cases = _cases(country) if cases is None else cases
                yield from _unproved(place, n, _users(country, parameter["id"]), cases)


def _underived(place: Place, n: int, country: str) -> Iterator[ReadinessError]:
    """A number follows only from numbers of its own unit that stand in the law themselves."""
    parameter = place.data["parameters"][n]
    own = {p["id"]: p["unit"] for p in _all(country, "parameters") if "derived_from" not in p}
    for part in derivation(parameter["derived_from"]).parts:
        if own.get(part) != parameter["unit"]:
            known = sorted(name for name, unit in own.items() if unit == parameter["unit"])
            yield place.fault(
                "law_number_not_derivable",
                *("parameters", n, "derived_from"),
                key=parameter["id"],
                found=part,
                known=known,
                nearest=get_close_matches(part, known),
            )


def _unproved(place: Place, n: int, rules: set[str], cases: Sequence[tuple[str, Days]]) -> Iterator[ReadinessError]:
    parameter = place.data["parameters"][n]
    starts = [row["from"] for row in parameter["values"]]
    spans = list(zip(starts, [*starts[1:], "9999-12-31"], strict=True))
    proved = [any(rule in rules and a <= days[0] and days[1] < b for rule, days in cases) for a, b in spans]
    for row in range(1, len(starts)):
        missing = [side for side, held in (("before", proved[row - 1]), ("after", proved[row])) if not held]
        if missing:
            yield place.fault(
                "catalog_change_without_case",
                *("parameters", n, "values", row),
                key=parameter["id"],
                day=starts[row],
                found="both" if len(missing) == 2 else missing[0],
                rules=sorted(rules),
            )


def _users(country: str, parameter: str) -> set[str]:
    """Rules whose outcome a number decides: they name it, a scope gives it to them, or it forms their working day."""
    names = {parameter}
    for other in _all(country, "parameters"):
        if "derived_from" in other and parameter in derivation(other["derived_from"]).parts:
            names.add(other["id"])
    users = {rule["id"] for rule in _all(country, "rules") if names & set(rule.get("parameters", {}).values())}
    for scope in _all(country, "scopes"):
        if names & set(scope.get("parameters", {}).values()):
            users |= set(scope.get("rules", ()))
    for area in rule_areas(country):
        data = catalog.load(f"laws/{country}/{area}/rules.yaml")
        if names & set(data["working_day"].values()):
            users |= {rule["id"] for rule in data["rules"]}
    return users


def _cases(country: str) -> list[tuple[str, Days]]:
    """Rule and days of every worked case of a country."""
    found = []
    for _, case in load_examples(country):
        try:
            frame = shifts_frame(case["given"], case["zone"])
        except NonexistentTime:
            continue  # a case about a time that does not exist proves nothing about a limit
        if len(frame):
            local = [moment.tz_convert(case["zone"]) for moment in (frame["start"].min(), frame["end"].max())]
            end = local[1] - dt.timedelta(minutes=1)  # work until midnight belongs to the day before
            found.append((case["rule"], (local[0].date().isoformat(), end.date().isoformat())))
    return found
