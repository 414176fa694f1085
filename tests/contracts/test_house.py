"""The house stays a house: small rooms, few floors, one name per thing, and the words of the glossary."""

from __future__ import annotations

import ast
import re
import statistics
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path

import pytest
from places import ROOT

KIT = ROOT / "readiness"
MODULES = sorted(KIT.rglob("*.py"))
PACKAGES = sorted(p.parent for p in KIT.rglob("__init__.py"))
SIDE_BY_SIDE, FLOORS, LINES, MEDIAN = 16, 6, 400, 130

#: Packages that may still be larger, and why. An entry that is no longer needed fails.
STILL_LARGER: dict[str, str] = {}
#: Names that several rooms side by side give to the same thing of their own, as each audit has its metrics.
SAME_ROLE = {
    "model": "the objects of the room, when it is named after them: law.model, audit.model, instrument.model",
    "metrics": "the figures an audit computes from evidence: one such module per audit",
    "analysis": "the record of what an audit makes of evidence, one per audit, and the check that proof-reads it",
    "loading": "from the catalogue to objects, in each room that has them: catalog.loading, law.loading",
    "texts": "proofreading has a module for each thing it reads, named after it",
    "evidence": "proofreading and the report each have a module about it, named after it",
    "formats": "what can be read (evidence) and what can be written (reports)",
}


def shown(path: Path) -> str:
    return path.relative_to(KIT).as_posix().removesuffix(".py")


# ----------------------------------------------------------------------------------------------------------- sizes


def test_no_package_has_more_modules_side_by_side_than_one_can_read() -> None:
    count = Counter(shown(p.parent) for p in MODULES if p.name != "__init__.py")
    assert {name for name, n in count.items() if n > SIDE_BY_SIDE} == set(STILL_LARGER)


def test_no_module_is_long_and_most_are_short() -> None:
    lines = {shown(p): len(p.read_text(encoding="utf-8").splitlines()) for p in MODULES}
    assert {name: n for name, n in lines.items() if n > LINES} == {}
    assert statistics.median(n for name, n in lines.items() if not name.endswith("__init__")) <= MEDIAN


def test_no_room_has_more_floors_inside_than_one_can_count() -> None:
    tools = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]
    layered = [c for c in tools["importlinter"]["contracts"] if c["type"] == "layers"]
    inside = {c["containers"][0]: len(c["layers"]) for c in layered if c["containers"] != ["readiness"]}
    assert len(inside) >= 2
    assert {name: n for name, n in inside.items() if n > FLOORS} == {}


# ----------------------------------------------------------------------------------------------------------- names


def in_sight(one: Path, other: Path) -> bool:
    """Whether two modules or packages lie in one room, in a room and the one inside it, or in rooms side by side."""
    a, b = one.parent, other.parent
    return a == b or a == b.parent or b == a.parent or a.parent == b.parent


def test_no_two_modules_in_sight_of_each_other_have_one_name() -> None:
    rooms = defaultdict(list)
    for path in [*(p.with_suffix("") for p in MODULES if p.name != "__init__.py"), *(p for p in PACKAGES if p != KIT)]:
        rooms[path.name].append(path)
    twice = {
        name: [shown(p) for p in paths]
        for name, paths in rooms.items()
        if name not in SAME_ROLE and any(in_sight(a, b) for a, b in combinations(paths, 2))
    }
    assert twice == {}


def test_every_exception_is_still_needed() -> None:
    names = Counter(p.stem for p in MODULES) + Counter(p.name for p in PACKAGES)
    assert [name for name in SAME_ROLE if names[name] < 2] == []


# -------------------------------------------------------------------------------------------------------- glossary

DOCUMENT = ROOT / "docs" / "architecture.md"
#: History keeps its words: what was decided and what changed is told in the words of its day.
HISTORY = ("CHANGELOG.md", "docs/decisions/", "docs/architecture.md")
#: Ids that people see in output keep their word; as a name in code it is gone all the same.
SEEN_BY_PEOPLE = {"catalog_check": "a line of readiness doctor"}


def table(heading: str) -> list[list[str]]:
    """Rows of the table below a heading of the architecture document."""
    text = DOCUMENT.read_text(encoding="utf-8")
    found = re.search(rf"^## {heading}\n(.*?)(?=^## |\Z)", text, re.MULTILINE | re.DOTALL)
    assert found, f"{DOCUMENT.name} has no section '## {heading}'"
    lines = [line for line in found[1].splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[2:]]


def words_of(cell: str) -> list[str]:
    """The words of a cell, with or without backquotes; a dash says that no text uses a word for it."""
    return [word.strip(" `") for word in cell.split(",") if cell != "–"]


def texts(**folders: str) -> dict[str, str]:
    """Content of the files below folders of the project, by their path."""
    files = [p for folder, kind in folders.items() for p in sorted((ROOT / folder).rglob(kind))]
    return {p.relative_to(ROOT).as_posix(): p.read_text(encoding="utf-8") for p in files}


PROJECT = texts(readiness="*.py", tests="*.py", scripts="*.py", docs="*.md") | {
    p.name: p.read_text(encoding="utf-8") for p in (*ROOT.glob("*.md"), ROOT / "pyproject.toml", ROOT / "Makefile")
}


def places_of(word: str) -> Iterator[str]:
    """Files and lines of code, tests and documents in which a word stands; part of a longer word is not the word."""
    quoted = r"(?<!\")" if word in SEEN_BY_PEOPLE else ""
    pattern = re.compile(rf"(?<![A-Za-z]){quoted}{re.escape(word)}(?![A-Za-z])")
    for name, text in PROJECT.items():
        if not name.startswith(HISTORY):
            yield from (f"{name}:{n}" for n, line in enumerate(text.splitlines(), 1) if pattern.search(line))


def names_in_code() -> set[str]:
    """Every module and package of the kit, and every class and function in it."""
    paths = [p.parent if p.name == "__init__.py" else p.with_suffix("") for p in MODULES]
    known = {".".join(p.relative_to(KIT.parent).parts[n:]) for p in paths for n in range(len(p.parts))}
    nodes = (node for path in MODULES for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
    return known | {node.name for node in nodes if isinstance(node, ast.ClassDef | ast.FunctionDef)}


def test_the_glossary_has_one_word_per_thing_in_both_languages() -> None:
    rows = table("Glossary")
    assert len(rows) >= 25
    assert [row for row in rows if len(row) != 2 or not all(row)] == [], "a row with one language only"
    for column in zip(*rows, strict=True):
        assert [word for word, n in Counter(w for cell in column for w in words_of(cell)).items() if n > 1] == []


def stem(words: str) -> re.Pattern[str]:
    """Words with whatever ending: tägliche Ruhezeit, täglichen Ruhezeit."""
    cut = [re.escape(w[: max(4, len(w) - 2)]) for w in words.split()]
    return re.compile(r"[^\W_]*[\W_]+".join(cut), re.IGNORECASE)


@pytest.mark.parametrize("language", [0, 1], ids=["English", "German"])
def test_words_of_the_glossary_are_in_use(language: int) -> None:
    content = "\n".join(texts(data="*.yaml").values())
    used = content + "\n".join(texts(readiness="*.py").values()) if language == 0 else content
    words = [word for row in table("Glossary") for word in words_of(row[language])]
    assert [word for word in words if not stem(word).search(used)] == []


def test_words_we_left_are_gone_and_those_we_took_are_there() -> None:
    rows = table("Words we left")
    assert len(rows) >= 10
    assert {word: found for row in rows for word in words_of(row[0]) if (found := list(places_of(word)))} == {}
    taken = {name for row in rows for name in re.findall(r"\w+(?:[._]\w+)+", row[1])}
    assert sorted(taken - names_in_code()) == []


def test_a_word_we_left_would_be_found() -> None:
    assert list(places_of("STILL_" + "LARGER")), "the search reads the tests"
    assert not list(places_of("STILL_" + "LARG")), "part of a word is not the word"


@pytest.mark.parametrize(
    ("one", "other", "seen"),
    [
        ("law/model", "law/model", True),
        ("law/model", "audit/model", True),
        ("reports/model", "reports/sections/model", True),
        ("law/model", "analysis/working_time/model", False),
    ],
)
def test_in_sight_means_same_room_next_room_or_room_inside(one: str, other: str, seen: bool) -> None:
    assert in_sight(KIT / one, KIT / other) == seen
