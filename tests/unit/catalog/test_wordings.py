from collections import Counter

from readiness import catalog
from readiness.catalog import languages
from readiness.catalog.wordings import wordings


def test_every_wording_has_one_place_and_both_complete_languages():
    found = list(wordings())
    assert Counter((w.file, w.where) for w in found).most_common(1)[0][1] == 1
    assert [f"{w.file} {w.key}" for w in found if not set(catalog.COMPLETE) <= set(w.texts)] == []
    assert {w.file.split("/")[0] for w in found} >= {"texts", "audits", "laws", "evidence", "benchmarks", "common"}


def test_a_wording_is_named_by_the_ids_that_lead_to_it():
    by_place = {(w.file, w.key): w for w in wordings()}
    question = by_place[("audits/change_readiness/instrument.yaml", "items.CR-01.question")]
    lines = question.path.read_text(encoding="utf-8").splitlines()
    assert "question" in lines[question.line - 1]
    statement = by_place[("benchmarks/published/figures.csv", "OV-01.statement")]
    assert statement.texts["de"].startswith("Anteil kleiner")
    assert by_place[("texts", "report.pictures.weekdays.0")].texts == {"de": "Mo", "en": "Mon"}


def test_another_language_joins_by_its_file(tmp_path):
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "fr.yaml").write_text("language: fr\nname: Français\nerrors: {}\n", encoding="utf-8")
    with catalog.overlay(tmp_path):
        assert languages() == ["de", "en", "fr"]
        own = {w.key: w.texts for w in wordings() if w.file == "texts"}
    assert own["name"]["fr"] == "Français"
    assert "fr" not in own["report.pictures.weekdays.0"]
