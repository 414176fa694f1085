"""Names of sheets: readable, the same on every system, and never a way out of the folder."""

from __future__ import annotations

from itertools import islice
from pathlib import Path

import pytest

from readiness.forms.sheets import names
from readiness.instrument import AnswerSheet


@pytest.mark.parametrize(
    ("company", "name"),
    [
        ("", "it_security-2026-03-31"),
        ("Bäckerei Größmann & Söhne", "it_security-baeckerei-groessmann-soehne-2026-03-31"),
        ("../..\\C:\x00", "it_security-c-2026-03-31"),
        ("Ünïcödé 株式会社", "it_security-uenicoede-2026-03-31"),
        ("x" * 90, f"it_security-{'x' * 40}-2026-03-31"),
    ],
)
def test_a_name_is_made_of_audit_company_and_date(company: str, name: str) -> None:
    found = names.name_for(AnswerSheet("it_security", "2026.1", company=company, date="2026-03-31"))
    assert found == name and names.usable(found)


@pytest.mark.parametrize("name", ["", "..", "a/b", "a.b", "A", "-a", "a" * 101, "a\n"])
def test_what_is_no_name(name: str) -> None:
    assert not names.usable(name)


def test_taken_names_go_on_with_two() -> None:
    assert list(islice(names.numbered("a"), 3)) == ["a", "a-2", "a-3"]


def test_beside_a_sheet_lies_only_what_belongs_to_it(tmp_path: Path) -> None:
    for name in ("a.yaml", "a.form.json", "a.lock", "a-2.form.json", "a.txt"):
        (tmp_path / name).write_text("")
    (tmp_path / "a.undo").mkdir()
    assert [part.name for part in names.beside(tmp_path / "a.yaml")] == ["a.form.json", "a.undo"]
