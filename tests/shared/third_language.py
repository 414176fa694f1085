"""A third language for tests: the table for translators, filled with marked English, taken over as an overlay."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

from readiness.language.translation.table import export_table
from readiness.language.translation.taking_over import TakenOver, take_over

#: Entries that are no sentences.
SIGNS = {"format.decimal": ",", "format.group": "\u202f", "format.percent": "{value}\u202f%", "name": "Français"}
Rows = list[dict[str, str]]


def read(table: Path) -> Rows:
    """The table as a spreadsheet shows it."""
    with table.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream, delimiter=";"))


def write(table: Path, rows: Rows) -> Path:
    """The table as a spreadsheet saves it."""
    with table.open("w", encoding="utf-8-sig", newline="") as stream:
        writer = csv.DictWriter(stream, list(rows[0]), delimiter=";")
        writer.writeheader()
        writer.writerows(rows)
    return table


def marked(row: dict[str, str]) -> str:
    """English in French quotation marks, so that it can be told from English that stands in."""
    return SIGNS.get(row["key"] if row["file"] == "texts" else "", f"«{row['English']}»")


def exported(folder: Path) -> Rows:
    """A fresh table, not filled in yet."""
    table = folder / "new.csv"
    table.unlink(missing_ok=True)
    export_table("fr", table)
    return read(table)


def filled(rows: Rows, text: Callable[[dict[str, str]], str] = marked) -> Rows:
    """The rows with their translation."""
    return [{**row, "translation fr": text(row)} for row in rows]


def taken(folder: Path, rows: Rows, out: str = "overlay") -> TakenOver:
    """The rows saved and taken over into a folder below `folder`."""
    return take_over(write(folder / "filled.csv", rows), folder / out)


def french(folder: Path) -> Path:
    """An overlay in which everything is French."""
    assert not taken(folder, filled(exported(folder))).refused
    return folder / "overlay"
