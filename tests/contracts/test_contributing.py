"""The worked examples of CONTRIBUTING.md, followed to the letter in a copy of the project."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from places import ROOT

PAGE = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
EXAMPLES = dict(
    re.findall(r"^### (.+?)\n(.*?)(?=^##|\Z)", PAGE.split("## Worked examples")[1].split("\n## ")[0], re.M | re.S)
)
STEP = re.compile(
    r"^(?:(?P<how>New file|In|At the end of) `(?P<file>[^`]+)`"
    r"(?:, (?P<kept>below|instead of) `(?P<line>[^`]+)`)?|Try it):\n"
    r"```\w*\n(?P<body>.*?)^```$",
    re.MULTILINE | re.DOTALL,
)
READINESS = "import sys; from readiness.cli import main; raise SystemExit(main(sys.argv[1:]))"


def follow(example: str, place: Path) -> None:
    """Write what an example says to write, and run what it says to run."""
    for step in STEP.finditer(example):
        if not step["how"]:
            for line in step["body"].splitlines():
                call(line, place)
            continue
        file = place / step["file"]
        if step["how"] == "New file":
            assert not file.exists(), f"{step['file']} is there already"
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(step["body"], encoding="utf-8")
            continue
        text = file.read_text(encoding="utf-8")
        if step["line"]:
            line = f"\n{step['line']}\n"
            assert text.count(line) == 1, f"{step['file']} has {text.count(line)} lines {step['line']!r}"
            text = text.replace(line, (line if step["kept"] == "below" else "\n") + step["body"])
        else:
            text += step["body"]
        file.write_text(text, encoding="utf-8")


def call(line: str, place: Path) -> None:
    words = shlex.split(line)
    commands = [[sys.executable, "-c", READINESS, *words[1:]]]
    if line == "make docs":
        commands = [[sys.executable, str(script)] for script in sorted((place / "scripts").glob("write_*.py"))]
    env = {**os.environ, "PYTHONPATH": str(place), "READINESS_DATA": ""}
    for command in commands:
        done = subprocess.run(command, cwd=place, env=env, capture_output=True, encoding="utf-8", check=False)
        assert done.returncode == 0, f"{line}\n{done.stdout}{done.stderr}"


@pytest.mark.slow
@pytest.mark.parametrize("name", EXAMPLES)
def test_an_example_does_what_it_says(name: str, tmp_path: Path) -> None:
    for folder in ("data", "readiness", "scripts", "docs"):
        shutil.copytree(ROOT / folder, tmp_path / folder, ignore=shutil.ignore_patterns("__pycache__", "images"))
    follow(EXAMPLES[name], tmp_path)


@pytest.mark.parametrize("name", EXAMPLES)
def test_an_example_is_read_whole(name: str) -> None:
    steps = list(STEP.finditer(EXAMPLES[name]))
    assert len(steps) == len(re.findall(r"^```\w", EXAMPLES[name], re.MULTILINE)), "a fence without its line"
    assert any(not step["how"] for step in steps), "nothing to try"
    commands = [line for step in steps if not step["how"] for line in step["body"].splitlines()]
    assert all(line.startswith("readiness ") or line == "make docs" for line in commands)


def test_every_example_is_found_from_a_row() -> None:
    anchors = re.findall(r"\]\(#([a-z-]+)\) \|$", PAGE, re.MULTILINE)
    assert sorted(anchors) == sorted(name.lower().replace(" ", "-") for name in EXAMPLES)


def test_tests_that_it_names_are_there() -> None:
    named = re.findall(r"`(tests/[\w/.]+?)(?:::\w+)?[` ]", PAGE)
    assert [name for name in named if not (ROOT / name).exists()] == []
