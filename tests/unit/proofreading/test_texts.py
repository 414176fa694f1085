"""A language that claims to be complete is complete; what another one says fits the wording it translates."""

import pytest

from readiness import catalog
from readiness.catalog.coverage import coverage
from readiness.catalog.translations import Translation, digest_of, write_table
from readiness.language import Texts
from readiness.proofreading.run import check_catalog
from readiness.proofreading.texts import check_texts


@pytest.fixture
def french(tmp_path):
    """A data folder in which French has begun: two of the kit's own texts."""
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "fr.yaml").write_text(
        "language: fr\ntranslation: in_progress\nname: Français\nerrors: {}\nlabels: {yes: oui}\n", encoding="utf-8"
    )
    return tmp_path


def counted(folder, language):
    with catalog.overlay(folder):
        return coverage(language)


def test_a_language_in_progress_is_counted_and_no_fault(french):
    found = counted(french, "fr")
    assert found.translated == 2 and found.in_progress
    assert found.total == counted(french, "de").total == found.translated + len(found.missing)
    assert sum(found.missing_by_file.values()) == len(found.missing)
    assert next(iter(found.missing_by_file)) == "texts"
    assert check_catalog(french) == []


def test_a_language_that_claims_to_be_complete_is_held_to_it(french):
    file = french / "texts" / "fr.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("translation: in_progress\n", ""), encoding="utf-8")
    (fault,) = check_catalog(french)
    assert fault.code == "catalog_language_incomplete"
    assert fault.fields["translated"] == 2 and fault.fields["total"] == counted(french, "de").total


def entry(key, text):
    group, name = key.split(".")
    texts = {x: catalog.load(f"texts/{x}.yaml")[group][name] for x in catalog.COMPLETE}
    return ("texts", key), Translation(text, digest_of(texts), 0)


def test_what_a_table_says_is_named_with_its_line(tmp_path):
    table = [
        entry("report.on", "Le jour"),
        entry("report.contents", "{x}"),
        entry("labels.yes", "oui"),
        entry("labels.no", " "),
        entry("format.group", "\u202f"),
        (("texts", "no.such"), Translation("x", "w1", 0)),
    ]
    write_table(tmp_path / "translations" / "fr.csv", dict(table))
    with catalog.overlay(tmp_path):
        faults = list(check_texts())
        found = sorted((f.fields["key"], f.fields.get("found", f.code)) for f in faults)
        assert found == [
            ("labels.no", "catalog_empty_text"),
            ("no.such", "unknown"),
            ("report.contents", "invented"),
            ("report.on", "lost"),
        ]
        for fault in faults:
            assert fault.fields["file"] == "translations/fr.csv" and fault.fields["line"] > 1
            assert fault.fields["key"] in Texts("de").error(fault.code, fault.fields)


def test_a_lost_field_in_a_file_of_texts_is_named_with_its_line(french):
    file = french / "texts" / "fr.yaml"
    file.write_text(file.read_text(encoding="utf-8") + "report:\n  on: Le jour\n", encoding="utf-8")
    (fault,) = check_catalog(french)
    assert (fault.code, fault.fields["found"], fault.fields["names"]) == ("translation_entry_wrong", "lost", ["{date}"])
    assert (fault.fields["file"], fault.fields["line"]) == ("texts/fr.yaml", 7)
