"""`rd.ask`: resumes the right sheet, and a file named in a notebook is shown before it is used."""

from __future__ import annotations

from pathlib import Path

import pytest

import readiness as rd
from readiness import catalog
from readiness.errors import AnswerError, EvidenceError, UsageError
from readiness.forms.sheets.folder import Folder

PHISHING = catalog.folder("samples", "musterbau") / "phishing_gophish.csv"


def test_asking_again_resumes_the_sheet_of_audit_and_company(tmp_path: Path) -> None:
    first = rd.ask("it_security", save_to=tmp_path, company="Musterbau")
    assert rd.ask("it_security", save_to=tmp_path, company="Musterbau").path == first.path
    assert rd.ask(rd.load_audit("it_security"), save_to=tmp_path).path == first.path
    other = rd.ask("it_security", save_to=tmp_path, company="Nachtbackstube")
    assert other.path != first.path and other.sheet.company == "Nachtbackstube"
    assert len(Folder(tmp_path).rows()) == 2


def test_a_file_name_is_that_sheet(tmp_path: Path) -> None:
    form = rd.ask("it_security", save_to=tmp_path / "new" / "answers.yaml")
    assert form.path == tmp_path / "new" / "answers.yaml" and form.path.is_file()
    with pytest.raises(AnswerError):
        rd.ask("working_time", save_to=form.path)
    with pytest.raises(UsageError):
        rd.ask("it_security", save_to=tmp_path / "Meine Antworten!.yaml")
    with pytest.raises(UsageError):
        rd.ask(42, save_to=tmp_path)


@pytest.mark.parametrize(("language", "rows"), [("de", "Zeilen gelesen"), ("en", "Rows read")])
def test_a_file_is_shown_before_it_is_used(tmp_path: Path, language: str, rows: str) -> None:
    form = rd.ask("it_security", save_to=tmp_path, language=language)
    seen = form.look(PHISHING)
    assert rows in dict(seen.facts()) and rows in repr(seen) and f"<th>{rows}</th>" in seen._repr_html_()
    assert not list(tmp_path.rglob(PHISHING.name))
    seen.use()
    assert list(tmp_path.rglob(PHISHING.name))
    seen.drop()
    assert not list(tmp_path.rglob(PHISHING.name))


def test_a_file_that_cannot_be_read_is_an_error_with_its_sentence(tmp_path: Path) -> None:
    form = rd.ask("it_security", save_to=tmp_path)
    with pytest.raises(EvidenceError) as caught:
        form.look(tmp_path / "missing.csv")
    assert caught.value.code == "file_missing" and "missing.csv" in str(caught.value)
    (tmp_path / "odd.csv").write_text("a;b\n1;2\n")
    with pytest.raises(EvidenceError):
        form.look(tmp_path / "odd.csv")


def test_an_unclear_file_is_read_as_told(tmp_path: Path) -> None:
    rows = "".join(f"A. Beispiel;{day:02}/04/2026;08:00;16:30;00:30\n" for day in range(1, 12))
    (tmp_path / "zeiten.csv").write_text("Mitarbeiter;Datum;Beginn;Ende;Pause\n" + rows)
    form = rd.ask("working_time", save_to=tmp_path / "answers", language="en")
    with pytest.raises(EvidenceError) as caught:
        form.look(tmp_path / "zeiten.csv")
    assert "day_order" in str(caught.value)
    assert "April" in dict(form.look(tmp_path / "zeiten.csv", day_order="dmy").facts())["Period"]
