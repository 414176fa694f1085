"""Whose colours a report, a form and a chart wear: one file of data, which an overlay may replace."""

from __future__ import annotations

from dataclasses import dataclass

from readiness import catalog
from readiness.reports.style import Palette


@dataclass(frozen=True, slots=True)
class Brand:
    """A brand: its name, the words that stand where a logo would ("" for none), and its colours."""

    name: str
    logo_text: str
    palette: Palette


def load_brand() -> Brand:
    """The brand in use: ``brands/default.yaml`` of the first data folder that has one.

    Raises
    ------
    CatalogError
        The file does not fit its schema; file, line and key are named.
    """
    data = catalog.load("brands/default.yaml")
    return Brand(data["name"], data.get("logo_text", ""), Palette(**data["colours"]))
