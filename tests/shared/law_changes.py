"""Reforms of a law for tests: a copy of its folder, and new rows of a number by its id."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from places import ROOT


def copied_law(country: str, folder: Path) -> Path:
    """A data folder that holds a copy of the shipped law of a country, to be changed and laid over."""
    shutil.copytree(ROOT / "data" / "laws" / country, folder / "laws" / country)
    return folder


def change(folder: Path, country: str, parameter: str, start: str, value: float | None) -> None:
    """Give a number of a copied law a row: from `start` on it is `value`, None for a repeal; later rows go."""
    entry = re.compile(rf"(?ms)^  - id: {parameter}\n(?:(?!^  - id: ).*?\n)*?    values:\n(?:      - [^\n]*\n?)+")
    for file in (folder / "laws" / country).glob("*/parameters.yaml"):
        text = file.read_text(encoding="utf-8")
        found = entry.search(text)
        if found:
            shown = "null" if value is None else f"{value:g}"
            row = f'      - {{from: "{start}", value: {shown}, source: "Probe"}}\n'
            kept = [
                line for line in found[0].splitlines() if (re.search(r'from: "([^"]+)"', line) or ["", ""])[1] < start
            ]
            before = text[: found.start()] + "\n".join(kept)
            file.write_text(f"{before}\n{row}{text[found.end() :]}", encoding="utf-8")
            return
    raise AssertionError(f"no rows of {parameter} in the law {country}")
