"""The one shape of a table in a report: caption, heads, rows of cells with small notes below the text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Cell:
    """Text of a cell, notes in small print below it, and a mark (a word in a frame) above it."""

    text: str
    notes: tuple[str, ...] = ()
    mark: str = ""
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table that reads well on screen, on a phone and on paper; the first cell of a row is its heading."""

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    kind: str = ""


def cell(text: str, *notes: str, mark: str = "", strong: bool = False) -> Cell:
    """A cell; empty notes are left out."""
    return Cell(text, tuple(n for n in notes if n), mark, strong)


def table(caption: str, head: Sequence[str], rows: Iterable[Sequence[Cell]], kind: str = "") -> Table | None:
    """A table, or None when it would have no row."""
    found = tuple(tuple(r) for r in rows)
    return Table(caption, tuple(head), found, kind) if found else None
