"""Proof-reading of a language that need not be complete."""

from readiness import catalog
from readiness.catalog.translations import Translation, digest_of, write_table
from readiness.language import Texts
from readiness.proofreading.translations import translation_faults


def faults(folder):
    with catalog.overlay(folder):
        return [(f.fields["key"], f.fields["found"]) for f in translation_faults()]


def entry(key, text):
    group, name = key.split(".")
    texts = {x: catalog.load(f"texts/{x}.yaml")[group][name] for x in catalog.COMPLETE}
    return ("texts", key), Translation(text, digest_of(texts), 0)


def test_the_shipped_catalogue_is_sound():
    assert list(translation_faults()) == []


def test_lost_and_invented_fields_and_entries_for_nothing_are_named(tmp_path):
    table = [
        entry("report.on", "Le jour"),
        entry("report.contents", "{x}"),
        entry("labels.yes", "oui"),
        (("texts", "no.such"), Translation("x", "w1", 0)),
    ]
    write_table(tmp_path / "translations" / "fr.csv", dict(table))
    assert sorted(faults(tmp_path)) == [("no.such", "unknown"), ("report.contents", "invented"), ("report.on", "lost")]
    with catalog.overlay(tmp_path):
        for fault in translation_faults():
            assert fault.fields["file"] == "translations/fr.csv" and fault.fields["line"] > 1
            assert fault.fields["key"] in Texts("de").error(fault.code, fault.fields)
