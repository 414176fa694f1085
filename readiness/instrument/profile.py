"""What is asked about the company: which fields an audit needs, and what may stand in them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from readiness import catalog


def profile_fields(audit: str, country: str = "de") -> list[dict[str, Any]]:
    """Fields of the company profile that one audit asks for, in order; a region comes with the choices of the law.

    Parameters
    ----------
    audit : str
        Id of the audit.
    country : str
        Whose regions are offered; where the law names none, the region is not asked.

    Raises
    ------
    UnknownName
        ``unknown_audits`` with the nearest names.
    """
    items = catalog.load(f"audits/{audit}/instrument.yaml")["items"]
    evidence = catalog.load(f"audits/{audit}/audit.yaml")["evidence"]
    asked = {"employees"} | {item[key] for item in items for key in ("ask_if", "normalise_by") if key in item}
    found = []
    for field in catalog.load("common/profile.yaml")["fields"]:
        if field["type"] == "region" and field.get("evidence") in evidence and (names := _regions(country)):
            found.append({**field, "choices": [{"id": code, "label": name} for code, name in names.items()]})
        elif field["id"] in asked:
            found.append(field)
    return found


def fits(field: Mapping[str, Any], value: Any) -> bool:
    """Whether a value may stand in a field of the profile; a region has to be one of some law."""
    if field["type"] == "boolean":
        return isinstance(value, bool)
    if field["type"] == "region":
        return isinstance(value, str) and any(value in _regions(country) for country in catalog.ids("laws"))
    whole = isinstance(value, int) and not isinstance(value, bool)
    return whole and field.get("minimum", value) <= value <= field.get("maximum", value)


def _regions(country: str) -> Mapping[str, Any]:
    found: Mapping[str, Any] = catalog.load(f"laws/{country}/law.yaml").get("regions", {})
    return found
