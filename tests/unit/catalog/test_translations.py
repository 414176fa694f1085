"""A language laid over the content: entry by entry, the first overlay first, and never for a wording that changed."""

import pytest

from readiness import catalog
from readiness.catalog.translations import Translation, digest_of, read_table, translations, write_table
from readiness.errors import CatalogError
from readiness.language import Texts

PLACE = ("audits/it_security/audit.yaml", "title")


def current(file=PLACE[0], key=PLACE[1]):
    return digest_of(catalog.load(file)[key])


def layer(folder, entries, language="fr"):
    write_table(folder / "translations" / f"{language}.csv", entries)
    return folder


def test_a_table_comes_back_as_it_was_written(tmp_path):
    texts = ["a,b", 'a "b"', "two\nlines", " edge ", "\u202f", "=1+1", "ünïcode 😀", "x\u2028y"]
    table = {("texts", f"k{n}"): Translation(text, f"w{n}", 0) for n, text in enumerate(texts)}
    file = tmp_path / "fr.csv"
    write_table(file, table)
    assert {place: (e.text, e.digest) for place, e in read_table(file).items()} == {
        place: (e.text, e.digest) for place, e in table.items()
    }


def test_it_adds_a_language_to_content_that_stays_where_it_is(tmp_path):
    before = catalog.load(PLACE[0])["title"]
    with catalog.overlay(layer(tmp_path, {PLACE: Translation("Sécurité", current(), 0)})):
        assert catalog.load(PLACE[0])["title"] == {**before, "fr": "Sécurité"}
        assert catalog.load_document(PLACE[0]).data["title"] == before
        assert Texts("fr").pick(catalog.load(PLACE[0])["short"]) == catalog.load(PLACE[0])["short"]["en"]
    assert catalog.load(PLACE[0])["title"] == before


def test_a_wording_that_changed_since_shows_english(tmp_path):
    with catalog.overlay(layer(tmp_path, {PLACE: Translation("Sécurité", "w00000000000", 0)})):
        assert "fr" not in catalog.load(PLACE[0])["title"]
        assert translations("fr")[PLACE].text == "Sécurité"


def test_of_two_overlays_the_first_wins_entry_by_entry(tmp_path):
    other = (PLACE[0], "short")
    late = layer(tmp_path / "late", {p: Translation("late", current(*p), 0) for p in (PLACE, other)})
    first = layer(tmp_path / "first", {PLACE: Translation("first", current(), 0)})
    with catalog.overlay(first, late):
        about = catalog.load(PLACE[0])
    assert (about["title"]["fr"], about["short"]["fr"]) == ("first", "late")


@pytest.mark.parametrize(
    ("name", "content", "found", "line"),
    [
        ("french.csv", b"file,key,digest,text\n", "language", 1),
        ("fr.csv", b"file,key,text\n", "columns", 1),
        ("fr.csv", b"file,key,digest,text\na,b,c,\xff\n", "encoding", 1),
        ("fr.csv", b"file,key,digest,text\na,b,c,d\na,b,c\n", "cells", 3),
        ("fr.csv", b'file,key,digest,text\na,b,c,"d\n', "cells", 2),
        ("fr.csv", b"file,key,digest,text\na,b,c,d\na,b,c,e\n", "twice", 3),
    ],
)
def test_a_broken_table_is_refused_with_its_line(tmp_path, name, content, found, line):
    (tmp_path / name).write_bytes(content)
    with pytest.raises(CatalogError) as caught:
        read_table(tmp_path / name)
    assert caught.value.code == "translation_table_wrong"
    assert (caught.value.fields["found"], caught.value.fields["line"]) == (found, line)
    sentence = Texts("de").error(caught.value.code, caught.value.fields)
    assert f"translations/{name}, Zeile {line}: " in sentence and "{" not in sentence


def test_the_digest_is_never_a_number_to_a_spreadsheet():
    assert digest_of({"de": "a", "en": "b", "fr": "c"}) == digest_of({"en": "b", "de": "a"})
    assert digest_of({"de": "a", "en": "b"}) != digest_of({"de": "ab", "en": ""})
    assert digest_of({}).startswith("w")
