"""Every fault of the catalogue is named where its author finds it, in both languages."""

import shutil
from string import Formatter

import pytest
from places import ROOT

from readiness.catalog.strict_yaml import read_document
from readiness.language.texts import Texts
from readiness.proofreading.run import check_catalog

GROUPS = ("errors", "issues")
CASES = read_document(ROOT / "tests" / "broken" / "cases.yaml").data["cases"]


@pytest.mark.parametrize("case", CASES, ids=[f"{c['code']}-{c['file']}" for c in CASES])
def test_each_fault_is_named_with_file_line_and_key(case, tmp_path):
    target = tmp_path / case["folder"]
    shutil.copytree(ROOT / "data" / case.get("from", case["folder"]), target)
    file = target / case["file"]
    text = file.read_text(encoding="utf-8") if file.exists() else ""
    assert case["find"] in text, "the fixture no longer fits the catalogue"
    broken = text.replace(case["find"], case["put"], 1) if case["find"] else case["put"]
    file.write_bytes(broken.encode("utf-8").replace(b"LATIN1", "für".encode("cp1252")))
    faults = [f for f in check_catalog(tmp_path) if f.code == case["code"]]
    assert faults, f"no {case['code']}"
    message = str(faults[0])
    for word in case["words"]:
        assert word in message
    if "at" in case:
        lines = broken.splitlines()
        assert case["at"] in lines[faults[0].fields["line"] - 1]
        assert str(faults[0].fields["line"]) in message
    for language in ("de", "en"):
        texts = Texts(language)
        sentence = texts.error(faults[0].code, faults[0].fields)
        template = next(
            texts.lookup(f"{group}.{case['code']}") for group in GROUPS if texts.has(f"{group}.{case['code']}")
        )
        # A message may quote a placeholder of the author's; fields of its own are all filled.
        assert [name for _, name, _, _ in Formatter().parse(template) if name and f"{{{name}}}" in sentence] == []
        assert len(sentence) > 40


def test_the_shipped_catalogue_is_sound():
    assert [str(f) for f in check_catalog()] == []
