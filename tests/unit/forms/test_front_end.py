"""The scripts of the form fit together: in every bundle each module finds what it uses, and no name is taken twice."""

from __future__ import annotations

import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from places import ROOT

from readiness.forms.front_end import HOSTS, MODULES, bundle, static

FOLDER = ROOT / "readiness" / "forms" / "static"
SCRIPTS = sorted([*FOLDER.glob("*.js"), *(ROOT / "tests" / "js").glob("*.js")])
#: Loaded by a page of their own, not part of a bundle.
PAGES = {"page", "start"}
IMPORT = re.compile(r'^import\s+(?:\{([^}]*)\}\s+from\s+)?"\./([a-z_]+)\.js";', re.MULTILINE)
TOP = re.compile(r"^(?:export )?(?:async )?(?:function|class|const|let) (\w+)", re.MULTILINE)


def imports(name: str) -> Iterator[tuple[str, list[str]]]:
    """Modules that a module imports, with the names it takes from them."""
    for names, module in IMPORT.findall(static(f"{name}.js")):
        yield module, [word.strip() for word in names.split(",") if word.strip()]


def exported(name: str) -> list[str]:
    """Names that a module offers."""
    return re.findall(r"^export (?:async )?(?:function|class|const) (\w+)", static(f"{name}.js"), re.MULTILINE)


def test_every_module_has_its_place() -> None:
    placed = [*MODULES, *(name for host in HOSTS.values() for name in host), *PAGES]
    assert sorted(placed) == sorted(file.stem for file in FOLDER.glob("*.js"))


@pytest.mark.parametrize("host", HOSTS)
def test_each_module_stands_behind_those_it_uses(host: str) -> None:
    before: list[str] = []
    for name in (*MODULES, *HOSTS[host]):
        for module, names in imports(name):
            assert module in before, f"{name}.js uses {module}.js, which comes later"
            for word in names:
                assert word in exported(module), f"{name}.js takes {word} from {module}.js, which has no such name"
        before.append(name)


@pytest.mark.parametrize("host", HOSTS)
def test_no_name_is_taken_twice_in_one_script(host: str) -> None:
    script = bundle(host)
    taken = Counter(TOP.findall(script))
    assert len(taken) > 50 and [name for name, times in taken.items() if times > 1] == []
    assert not re.search(r"^import\b|^export (?!default)", script, re.MULTILINE)


def test_file_and_notebook_load_no_server() -> None:
    code = "import sys, readiness.forms.single_file, readiness.forms.notebook.cell; print('starlette' in sys.modules)"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "False"


@pytest.mark.parametrize("file", SCRIPTS, ids=lambda file: file.name)
def test_no_line_is_longer_than_120_signs(file: Path) -> None:
    """The formatter leaves long texts and comments as they are."""
    lines = enumerate(file.read_text(encoding="utf-8").splitlines(), 1)
    assert [number for number, line in lines if len(line) > 120] == []
