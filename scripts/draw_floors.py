"""Draws docs/images/floors.svg from the contracts in pyproject.toml; `--check` says whether the picture is current."""

from __future__ import annotations

import sys
import tomllib
from html import escape
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PICTURE = ROOT / "docs" / "images" / "floors.svg"
#: Width of the drawing, height of a floor, space between rooms; pixels.
WIDTH, FLOOR, GAP = 860, 38, 8


def floors() -> list[list[str]]:
    """Rooms by floor, from the top; rooms in brackets are still to be built."""
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"][
        "contracts"
    ]
    house = next(c for c in contracts if c.get("containers") == ["readiness"])
    return [[room.strip() for room in layer.split("|")] for layer in house["layers"]]


def drawing() -> str:
    """The picture as SVG text."""
    rows = floors()
    height = len(rows) * FLOOR + GAP
    out = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" height="{height}" '
        'role="img" font-family="system-ui, sans-serif" font-size="14">',
        "<title>Floors of the package: a room imports only from floors below its own</title>",
    ]
    for n, rooms in enumerate(rows):
        top, number = GAP + n * FLOOR, len(rows) - n
        out.append(f'<text x="6" y="{top + 20}" fill="#4a5a68">{number}</text>')
        room = (WIDTH - 34 - GAP * len(rooms)) / len(rooms)
        for k, name in enumerate(rooms):
            planned = name.startswith("(")
            left = 34 + k * (room + GAP)
            dash = ' stroke-dasharray="5 4"' if planned else ""
            fill = "#ffffff" if planned else "#e6f0f7"
            out.append(
                f'<rect x="{left:.1f}" y="{top}" width="{room:.1f}" height="{FLOOR - GAP}" rx="4" fill="{fill}" '
                f'stroke="#005a9c"{dash}/>'
            )
            label = escape(name.strip("()")) + (" (planned)" if planned else "")
            out.append(
                f'<text x="{left + room / 2:.1f}" y="{top + 20}" text-anchor="middle" fill="#1b2733">{label}</text>'
            )
    return "\n".join([*out, "</svg>"]) + "\n"


if __name__ == "__main__":
    if "--check" in sys.argv:
        current = PICTURE.is_file() and PICTURE.read_text(encoding="utf-8") == drawing()
        sys.exit(0 if current else f"{PICTURE.name} is not what pyproject.toml says: make docs draws it anew.")
    PICTURE.write_text(drawing(), encoding="utf-8", newline="\n")
