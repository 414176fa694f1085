"""Every code that the package can raise has a sentence in every language, long enough to say what to do."""

import re
from pathlib import Path

import pytest

from readiness.language import Texts, languages

ROOT = Path(__file__).resolve().parents[2] / "readiness"
RAISED = re.compile(r'(?:Error|NoLawInForce|UnknownName|\bfault|\berror)\(\s*"([a-z0-9_]+)"')
# Made from a folder name: unknown_<kind>.
DYNAMIC = {f"unknown_{kind}" for kind in ("audits", "laws", "evidence", "benchmarks", "samples", "schemes")}
CODES = {code for file in ROOT.rglob("*.py") for code in RAISED.findall(file.read_text(encoding="utf-8"))} | DYNAMIC


def test_the_search_finds_codes():
    assert len(CODES) > 60


@pytest.mark.parametrize("language", languages())
def test_every_code_has_a_sentence(language):
    texts = Texts(language)
    missing = [c for c in sorted(CODES) if not (texts.has(f"errors.{c}") or texts.has(f"issues.{c}"))]
    assert missing == []
    for code in sorted(CODES):
        if texts.has(f"errors.{code}"):
            assert len(texts.lookup(f"errors.{code}")) > 40, code
