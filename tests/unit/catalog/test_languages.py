from readiness import catalog
from readiness.catalog.languages import languages


def test_german_stands_first_then_english_then_the_rest_by_code(tmp_path):
    assert languages() == ["de", "en"]
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "fr.yaml").write_text("language: fr\nerrors: {}\n", encoding="utf-8")
    (tmp_path / "translations").mkdir()
    (tmp_path / "translations" / "cs.csv").write_text("file,key,digest,text\n", encoding="utf-8")
    with catalog.overlay(tmp_path):
        assert languages() == ["de", "en", "cs", "fr"]
    assert (catalog.DEFAULT, catalog.FALLBACK) == ("de", "en")
