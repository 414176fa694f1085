"""Columns with running numbers: one row with several intervals (von_1, bis_1, von_2, bis_2) becomes several rows."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from readiness.evidence.files.table import Head

_NUMBERED = re.compile(r"^(?P<stem>.*[^\W\d_])[ _-]?(?P<number>\d{1,2})$")
Records = Callable[[], Iterator[tuple[int, list[str]]]]


def unfolded(head: Head, records: Records) -> Head | None:
    """The same table with one row for each numbered group of cells that is filled; nothing if no heading is numbered.

    Headings lose their number. Every row keeps the line of the row it comes from.

    Parameters
    ----------
    head : Head
        Header of the table as it stands in the file.
    records : callable
        Gives the rows of the file with their lines.
    """
    found = [_NUMBERED.match(label) for label in head.header]
    stems = list(dict.fromkeys(m["stem"] for m in found if m and int(m["number"]) == 1))
    numbers = sorted({int(m["number"]) for m in found if m and m["stem"] in stems})
    if len(stems) < 2 or len(numbers) < 2:
        return None
    groups: list[list[int | None]] = [[None] * len(stems) for _ in numbers]
    others = []
    for place, match in enumerate(found):
        if match and match["stem"] in stems:
            groups[numbers.index(int(match["number"]))][stems.index(match["stem"])] = place
        else:
            others.append(place)

    def rows() -> Iterator[tuple[int, list[str]]]:
        for line, record in records():
            if line <= head.line:
                continue
            plain = [_cell(record, place) for place in others]
            for group in groups:
                cells = [_cell(record, place) for place in group]
                if any(cell.strip() for cell in cells):
                    yield line, plain + cells

    return replace(head, header=(*(head.header[place] for place in others), *stems), records=rows)


def _cell(record: list[str], place: int | None) -> str:
    return record[place] if place is not None and place < len(record) else ""
