"""The kit's own wording in a language that is not complete: its file, its translation, English for the rest."""

import pytest

from readiness import catalog
from readiness.catalog.translations import Translation, digest_of, write_table
from readiness.errors import CatalogError
from readiness.language import Texts


def digest(*keys):
    found = []
    for language in catalog.COMPLETE:
        entry = catalog.load(f"texts/{language}.yaml")
        for key in keys:
            entry = entry[int(key) if isinstance(entry, list) else key]
        found.append(entry)
    return digest_of(dict(zip(catalog.COMPLETE, found, strict=True)))


def own(folder, text):
    (folder / "texts").mkdir(parents=True)
    (folder / "texts" / "fr.yaml").write_text(f"language: fr\nerrors: {{}}\n{text}", encoding="utf-8")
    return folder


def layer(folder, **texts):
    entries = {("texts", key): Translation(text, digest(*key.split(".")), 0) for key, text in texts.items()}
    write_table(folder / "translations" / "fr.csv", entries)
    return folder


def test_complete_languages_are_their_files():
    for language in catalog.COMPLETE:
        assert catalog.load_texts(language) == catalog.load(f"texts/{language}.yaml")


def test_a_file_of_its_own_needs_only_what_it_translates(tmp_path):
    with catalog.overlay(own(tmp_path, "name: Français\nlabels: {yes: oui}\n")):
        texts = Texts("fr")
        assert (texts.t("labels.yes"), texts.t("labels.no"), texts.t("name")) == ("oui", "no", "Français")
        assert texts.lookup("language") == "fr"
        assert texts.date("2026-03-31") == "31 March 2026"
        assert catalog.load_texts("fr", checked=False) == texts.data


def test_a_translation_needs_no_file_and_may_hold_one_entry_of_a_list(tmp_path):
    with catalog.overlay(layer(tmp_path, **{"format.months.2": "mars", "labels.yes": "oui"})):
        texts = Texts("fr")
        assert (texts.date("2026-03-31"), texts.date("2026-04-01")) == ("31 mars 2026", "1 April 2026")
        assert texts.value(True) == "oui"


@pytest.mark.parametrize(
    ("signs", "shown"),
    [
        ({"format.decimal": ",", "format.group": "\u202f"}, "1\u202f234,5"),
        ({"format.decimal": ","}, "1,234.5"),  # half of a pair would be read wrongly
        ({"format.decimal": ",", "format.group": ","}, "1,234.5"),
        ({}, "1,234.5"),
    ],
)
def test_numbers_are_written_in_one_way_or_the_english(tmp_path, signs, shown):
    with catalog.overlay(layer(tmp_path, **signs, **{"labels.yes": "oui"})):
        assert Texts("fr").number(1234.5, 1) == shown


def test_a_language_that_is_nowhere_is_missing():
    with pytest.raises(CatalogError) as caught:
        catalog.load_texts("xx")
    assert caught.value.fields["file"] == "texts/xx.yaml"
