"""The law of a country, read from the catalogue."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from readiness import catalog
from readiness.errors import CatalogError
from readiness.law.derived_numbers import Derivation
from readiness.law.model import POPULATIONS, Area, Citation, Law, Parameter, Rule, Scope, derived


def rule_areas(country: str) -> list[str]:
    """Rule areas of a country: ``working_time`` of adults, and what it has for ``youth`` and ``maternity``.

    Raises
    ------
    UnknownName
        ``unknown_laws`` with the nearest countries.
    """
    return sorted(p.parent.name for p in catalog.folder("laws", country).glob("*/rules.yaml"))


def load_law(country: str = "de") -> Law:
    """Load the law of a country from the catalogue.

    Raises
    ------
    UnknownName
        ``unknown_laws`` with the nearest countries.
    CatalogError
        ``law_rows_not_ascending`` when the rows of a number are not in the order of time, ``law_number_not_derivable``
        when a number follows from one that does not exist or follows from others itself.
    """
    about = catalog.load(f"laws/{country}/law.yaml")
    parameters: dict[str, Parameter] = {}
    rules: list[Rule] = []
    scopes: list[Scope] = []
    ways: dict[str, Area] = {}
    for area in rule_areas(country):
        place = f"laws/{country}/{area}"
        parameters |= {p.id: p for p in _parameters(f"{place}/parameters.yaml")}
        data = catalog.load(f"{place}/rules.yaml")
        rules += [_rule(r, area) for r in data["rules"]]
        scopes += [_scope(s, area) for s in data["scopes"]]
        ways[area] = Area(data["working_day"], {name: tuple(kinds) for name, kinds in data["duties"].items()})
    adults = ways.get(POPULATIONS["adult"], Area({}, {}))
    return Law(
        country=about["country"],
        edition=about["edition"],
        title=about["title"],
        status=about["status"],
        holiday_code=about.get("holiday_code", ""),
        zone=about.get("zone", ""),
        parameters=_with_derived(country, parameters),
        all_rules=tuple(rules),
        scopes=tuple(scopes),
        working_day=adults.working_day,
        duties=adults.duties,
        areas=ways,
        as_of=about["looked_at_on"],
    )


def load_citations() -> dict[str, Citation]:
    """All provisions that questions, rules and recommendations rest on, by id, over all countries."""
    found = {}
    for country in catalog.ids("laws"):
        if not (catalog.folder("laws", country) / "citations.yaml").is_file():
            continue
        for c in catalog.load(f"laws/{country}/citations.yaml")["citations"]:
            found[c["id"]] = Citation(
                c["id"], country, c["title"], c["duty"], c["basis"], c.get("as_of", ""), c.get("note")
            )
    return found


def _parameters(relative: str) -> Iterator[Parameter]:
    for p in catalog.load(relative)["parameters"]:
        if "derived_from" in p:
            origin = derivation(p["derived_from"])
            yield Parameter(p["id"], p["title"], p["unit"], (), (), (), p["still_valid_on"], p["mark"], origin)
            continue
        starts = tuple(row["from"] for row in p["values"])
        if list(starts) != sorted(set(starts)):
            raise CatalogError("law_rows_not_ascending", file=relative, parameter=p["id"], found=list(starts))
        amounts = tuple(float("nan") if row["value"] is None else float(row["value"]) for row in p["values"])
        sources = tuple(row["source"] for row in p["values"])
        yield Parameter(p["id"], p["title"], p["unit"], starts, amounts, sources, p["still_valid_on"], p["mark"])


def derivation(stated: Mapping[str, Any]) -> Derivation:
    """How a number follows from others, as ``derived_from`` in the file says."""
    parts = tuple(stated["sum"]) if "sum" in stated else (stated["parameter"],)
    return Derivation(parts, float(stated.get("times", 1)), stated["source"])


def _with_derived(country: str, parameters: Mapping[str, Parameter]) -> dict[str, Parameter]:
    for name, number in parameters.items():
        for part in number.derivation.parts if number.derivation else ():
            if part not in parameters or parameters[part].derivation is not None:
                known = sorted(n for n, p in parameters.items() if p.derivation is None and p.unit == number.unit)
                raise CatalogError(
                    "law_number_not_derivable", file=f"laws/{country}", key=name, found=part, known=known
                )
    return derived(parameters)


def _rule(data: Mapping[str, Any], area: str) -> Rule:
    given = {**data, "options": data.get("options", {}), "sanction": tuple(data["sanction"])}
    return Rule(area=area, **given)


def _scope(data: Mapping[str, Any], area: str) -> Scope:
    lists = {key: tuple(data.get(key, ())) for key in ("rules", "flags", "claims", "sectors")}
    return Scope(
        **{**data, "area": area, **lists, "limit": data.get("limit", ""), "parameters": data.get("parameters", {})}
    )
