"""How far a language has come is counted, and a language that claims to be complete is complete."""

import pytest

from readiness import catalog
from readiness.proofreading.run import check_catalog
from readiness.proofreading.texts import coverage


@pytest.fixture
def french(tmp_path):
    """A data folder in which French has begun: two of the kit's own texts and the title of one audit."""
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "fr.yaml").write_text(
        "language: fr\ntranslation: in_progress\nname: Français\nerrors: {bug: Une erreur}\n", encoding="utf-8"
    )
    return tmp_path


def found(folder):
    with catalog.overlay(folder):
        return {c.language: c for c in coverage()}


def test_german_and_english_are_complete():
    for each in coverage():
        assert (each.language in ("de", "en"), each.translated, each.missing) == (True, each.total, ())


def test_a_language_in_progress_is_counted_and_no_fault(french):
    counted = found(french)["fr"]
    assert counted.translated == 2 and counted.in_progress
    assert counted.total == found(french)["de"].total == counted.translated + len(counted.missing)
    assert sum(counted.missing_by_file.values()) == len(counted.missing)
    assert next(iter(counted.missing_by_file)) == "texts"
    assert check_catalog(french) == []


def test_a_language_that_claims_to_be_complete_is_held_to_it(french):
    file = french / "texts" / "fr.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("translation: in_progress\n", ""), encoding="utf-8")
    (fault,) = check_catalog(french)
    assert fault.code == "catalog_language_incomplete"
    assert fault.fields["translated"] == 2 and fault.fields["total"] == found(french)["de"].total
