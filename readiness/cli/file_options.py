"""How the files of a firm are to be read: options that `check` and `run` share."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Mapping
from typing import Any

from readiness.cli.parser import Parser
from readiness.language.texts import Texts


def add_reading_options(verb: Parser) -> None:
    """What a file may leave open: zone, format, order of dates, pairing of punches, whose times these are."""
    verb.option("--timezone", metavar="ZONE")
    verb.option("--format", metavar="ID")
    verb.option("--day-order", choices=("dmy", "mdy"))
    verb.option("--pairing", choices=("log_type", "alternate"))
    verb.option("--naive", choices=("local", "utc"))
    verb.option("--person", metavar="ID")


def reading_options(options: Namespace, zone: str = "") -> dict[str, Any]:
    """How to read evidence files, as the user said; times without a zone are those of the country."""
    names = ("format", "day_order", "pairing", "naive", "person")
    return {"timezone": options.timezone or zone or "Europe/Berlin", **{name: getattr(options, name) for name in names}}


def rows_of(texts: Texts, provenance: Mapping[str, Any]) -> dict[str, str]:
    """Rows read, used and refused, as numbers of the language."""
    return {name: texts.number(provenance[f"rows_{name}"]) for name in ("read", "used", "refused")}
