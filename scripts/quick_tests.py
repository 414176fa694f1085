"""Tests of what has changed, without the slow ones; git and the imports of the tests say which they are."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from collections.abc import Iterable, Iterator
from fnmatch import fnmatch
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.append(str(ROOT / "tests" / "shared"))

from mirror import CASES, ELSEWHERE, own_test  # noqa: E402

#: What is no module: where it lies, and the tests that read it.
READ_BY = {
    "data/audits/": ("tests/unit/instrument", "tests/examples/test_audit_examples.py"),
    "data/benchmarks/": ("tests/unit/test_benchmarks.py",),
    "data/common/": ("tests/examples/test_scheme_examples.py",),
    "data/evidence/": ("tests/unit/evidence/test_formats.py", "tests/unit/evidence/test_samples.py"),
    "data/laws/": (CASES, "tests/unit/law"),
    "data/samples/": ("tests/unit/sample_data", "tests/unit/evidence/test_samples.py"),
    "data/schemas/": ("tests/unit/catalog",),
    "data/texts/": ("tests/unit/language", "tests/unit/cli/test_wrong_input.py"),
    "notebooks/": ("tests/notebooks",),
    "readiness/forms/static/": ("tests/unit/forms/test_single_file_and_commands.py",),
    "readiness/reports/formats/templates/": ("tests/unit/reports",),
    "scripts/audit_notebooks/": ("tests/notebooks/test_source.py",),
}
#: They look at the whole project and are quick; always run.
ALWAYS = ("tests/contracts",)


def changed() -> list[str]:
    """Files that differ from where this branch left the main one; on the main branch, from the last commit."""
    base = _git("merge-base", "HEAD", os.environ.get("BASE", "main")) or ["HEAD"]
    return sorted({*_git("diff", "--name-only", base[0]), *_git("ls-files", "--others", "--exclude-standard")})


def tests_of(files: Iterable[str]) -> list[str]:
    """Test files and folders that speak of these files."""
    importers = _importers()
    found = {test for file in files for test in _tests_of(file, importers)}
    found = {test for test in found if (ROOT / test).exists()}
    return sorted(test for test in found if not any(test.startswith(f"{other}/") for other in (*found, *ALWAYS)))


def _tests_of(file: str, importers: dict[str, set[str]]) -> Iterator[str]:
    yield from (test for place, tests in READ_BY.items() if file.startswith(place) for test in tests)
    path = Path(file)
    if path.suffix != ".py":
        return
    name = path.with_suffix("").as_posix().replace("/", ".").removesuffix(".__init__")
    yield from importers.get(name if path.parts[0] == "readiness" else path.stem, ())
    if path.name.startswith("test_"):
        yield file
    elif path.name == "conftest.py" and path.parent != Path("tests"):
        yield path.parent.as_posix()
    elif path.parts[0] == "readiness":
        module = path.with_suffix("").relative_to("readiness").as_posix()
        own = own_test(module)
        yield own.relative_to(ROOT).as_posix()
        if not own.is_file():
            yield from (test for test, names in ELSEWHERE.items() if any(fnmatch(module, n) for n in names))


def _importers() -> dict[str, set[str]]:
    """For each module: the tests that import it by name."""
    found: dict[str, set[str]] = {}
    for path in (ROOT / "tests").rglob("test_*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom) and node.module:
                names = [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
            for name in names:
                found.setdefault(name, set()).add(path.relative_to(ROOT).as_posix())
    return found


def _git(*words: str) -> list[str]:
    done = subprocess.run(["git", *words], cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=False)
    return done.stdout.split("\n")[:-1] if done.returncode == 0 else []


def main() -> int:
    """Say what is run, and run it."""
    files = changed()
    tests = [*ALWAYS, *tests_of(files)]
    print(f"{len(files)} files changed, tests: {' '.join(tests)}", flush=True)
    few = ["-m", "not slow and not browser", "--hypothesis-profile=quick", "-n", "2"]
    return subprocess.run([sys.executable, "-m", "pytest", *few, *tests], cwd=ROOT, check=False).returncode


if __name__ == "__main__":
    raise SystemExit(main())
