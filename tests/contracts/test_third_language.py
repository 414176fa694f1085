"""A third language is a table: everything speaks it, and what is missing is counted."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from page_address import HOST, TOKEN
from starlette.testclient import TestClient
from third_language import exported, filled, french, marked, taken

import readiness as rd
from readiness import catalog
from readiness.catalog.wordings import wordings
from readiness.cli import main
from readiness.forms.desk import Desk
from readiness.forms.page.server import build_app
from readiness.forms.sheets.folder import Folder
from readiness.forms.single_file import export_form
from readiness.language import Texts, languages

AUTHORS_ONLY = re.compile(r"/examples/|/examples\.yaml$")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return french(tmp_path_factory.mktemp("translation"))


@pytest.fixture
def overlay(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """As a person uses it: by the environment variable."""
    monkeypatch.setenv("READINESS_DATA", str(folder))
    yield folder


def test_every_wording_is_there_in_the_new_language(overlay: Path) -> None:
    assert languages() == [*catalog.COMPLETE, "fr"]
    found = [w for w in wordings() if not AUTHORS_ONLY.search(w.file)]
    assert len(found) > 3000
    assert [f"{w.file} {w.key}" for w in found if "fr" not in w.texts and w.key != "language"] == []
    assert catalog.load("audits/it_security/audit.yaml")["short"]["fr"].startswith("«")


def test_the_command_line_speaks_it(overlay: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["list", "-l", "fr"]) == 0
    english = catalog.load("audits/it_security/audit.yaml")["title"]["en"]
    assert f"«{english}»" in capsys.readouterr().out
    assert main(["list", "benchmarks", "-l", "fr"]) == 0
    assert "«Share of" in capsys.readouterr().out
    with pytest.raises(SystemExit):
        main(["run", "--help", "-l", "fr"])
    assert capsys.readouterr().out.startswith("«Usage:»")
    assert main(["report", str(tmp_path / "nix.json"), "-l", "fr"]) == 2
    error = capsys.readouterr().err
    assert error.startswith("«") and "nix.json" in error


def test_a_run_and_its_report_speak_it(overlay: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    firm = rd.sample("musterbau")
    result = firm.run("working_time")
    result.save(tmp_path / "result.json")
    capsys.readouterr()
    assert main(["report", str(tmp_path / "result.json"), "--out", str(tmp_path / "r.html"), "-l", "fr"]) == 0
    page = (tmp_path / "r.html").read_text(encoding="utf-8")
    assert '<html lang="fr">' in page
    for plain in ("report.sections.findings", "report.sections.actions"):
        assert Texts("fr").t(plain) in page and Texts("fr").t(plain).startswith("«")
    rule = next(r for r in rd.load_law("de").all_rules if r.id == "arbzg.s3.daily_max")
    assert f"«{rule.title['en']}»" in page
    assert rd.explain(result, language="fr").rows()[0]["basis"].startswith("«")


def test_the_single_file_speaks_it(overlay: Path) -> None:
    page = export_form("it_security", "fr")
    spec = json.loads(re.search(r'id="readiness-spec">(.*?)</script>', page)[1])
    assert '<html lang="fr">' in page and 'data-language="fr"' in page
    assert spec["languages"] == languages()
    assert spec["texts"]["fr"]["language.name"] == "Français"
    assert spec["texts"]["fr"].keys() == spec["texts"]["en"].keys()
    assert all("fr" in item["question"] for item in spec["items"])


def test_the_local_page_speaks_it(overlay: Path, tmp_path: Path) -> None:
    sheets = Folder(tmp_path / "sheets")
    sheets.prepare()
    app = build_app(Desk(sheets, "de", "", None), TOKEN, {HOST}, "fr")
    client = TestClient(app, base_url=f"http://{HOST}", headers={"Origin": f"http://{HOST}"})
    start = client.get(f"/{TOKEN}/").text
    assert '<html lang="fr">' in start and "«Answer an audit" in start
    for other in catalog.COMPLETE:
        assert f'hreflang="{other}">{Texts(other).t("name")}</a>' in start
    assert client.get(f"/{TOKEN}/?language=en").text.count('hreflang="fr">Français</a>') == 1
    sheet = sheets.create("it_security", "2026-03-31")
    assert 'data-language="fr"' in client.get(f"/{TOKEN}/form/{sheet}").text
    refused = client.post(f"/{TOKEN}/api/sheets/{sheet}/change", json={"change": 1, "revision": 1}).json()
    assert refused["error"]["sentence"]["fr"].startswith("«")


def test_what_is_missing_shows_english_and_is_counted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def some(row: dict[str, str]) -> str:
        return marked(row) if row["file"] == "texts" and row["key"].startswith("cli.columns.") else ""

    rows = filled(exported(tmp_path), some)
    number = sum(bool(row["translation fr"]) for row in rows)
    made = taken(tmp_path, rows)
    assert (made.coverage.translated, made.coverage.total) == (number, len(rows))
    monkeypatch.setenv("READINESS_DATA", str(tmp_path / "overlay"))
    assert main(["list", "-l", "fr"]) == 0
    out = capsys.readouterr().out
    assert "«title»" in out and catalog.load("audits/it_security/audit.yaml")["title"]["en"] in out
    assert main(["catalog", "check", "-l", "en"]) == 0
    assert f"fr: {number} of {len(rows):,} texts translated; the rest shows English." in capsys.readouterr().out
    assert Texts("fr").number(1234.5, 1) == Texts("en").number(1234.5, 1)
    assert Texts("fr").t("name") == "fr", "never the name of another language"
