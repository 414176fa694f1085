"""No language is named by hand outside the content: one place says which are complete, the rest asks it."""

import json
import re
from pathlib import Path

import yaml
from places import ROOT

from readiness import catalog

PACKAGE = ROOT / "readiness"
#: The one place, and what only looks like a language: the country whose law applies.
PLACE = PACKAGE / "catalog" / "languages.py"
CODES = "|".join(catalog.COMPLETE)
NAMED = re.compile(rf"""["'`](?:{CODES})["'`]|\b\w+_(?:{CODES})["'`]|\b(?:{CODES})\|(?:{CODES})\b|\.(?:{CODES})\b""")


def lines(folder: Path, *endings: str) -> list[tuple[str, str]]:
    files = (file for ending in endings for file in folder.rglob(f"*.{ending}"))
    return [
        (f"{file.relative_to(ROOT)}:{n}", line)
        for file in sorted(files)
        if file != PLACE and "_data" not in file.parts
        for n, line in enumerate(file.read_text(encoding="utf-8").splitlines(), start=1)
    ]


def test_no_language_is_named_in_the_package():
    assert "catalog/languages.py" in str(PLACE) and NAMED.search(PLACE.read_text(encoding="utf-8"))
    found = [
        f"{place}: {line.strip()}"
        for place, line in lines(PACKAGE, "py", "js", "html", "j2", "css")
        if NAMED.search(line) and "country" not in line.lower() and '"""' not in line and "``" not in line
    ]
    assert found == []


def test_content_asks_for_the_complete_languages():
    text = json.loads((ROOT / "data/schemas/common.json").read_text(encoding="utf-8"))["$defs"]["text"]
    assert text["required"] == list(catalog.COMPLETE)
    files = {file.stem for file in (ROOT / "data" / "texts").glob("*.yaml")}
    assert files >= set(catalog.COMPLETE)
    for name in files:
        assert (
            yaml.safe_load((ROOT / "data" / "texts" / f"{name}.yaml").read_text(encoding="utf-8"))["language"] == name
        )
