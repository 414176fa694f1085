from readiness.catalog.language_maps import is_language_map, language_maps, leaves, with_languages, with_leaves


def test_only_texts_by_language_are_language_maps():
    assert is_language_map({"de": "a", "en": "b", "fr": "c"})
    assert not is_language_map({"de": {"title": "x"}})
    assert not is_language_map({"id": "x", "de": "y"} | {"kind": "z"})
    assert not is_language_map({"at": "x"})


DATA = {"items": [{"id": "A", "title": {"de": "eins", "en": "one"}}, {"levels": [{"de": "zwei", "en": "two"}]}]}


def test_maps_are_named_by_the_ids_that_lead_to_them():
    found = {".".join(keys): texts["en"] for _, keys, texts in language_maps(DATA)}
    assert found == {"items.A.title": "one", "items.1.levels.0": "two"}


def test_a_language_joins_and_what_stands_there_stays():
    new = with_languages(DATA, lambda keys, texts: {"fr": f"{'.'.join(keys)} {texts['en']}", "en": "other"})
    assert new["items"][0]["title"] == {"de": "eins", "en": "one", "fr": "items.A.title one"}
    assert new["items"][1]["levels"][0]["fr"] == "items.1.levels.0 two"
    assert "fr" not in DATA["items"][0]["title"]


def test_leaves_come_back_at_the_same_places():
    tree = {"a": {"b": "x", "c": ["y", "z"]}}
    found = dict(leaves(tree))
    assert found == {("a", "b"): "x", ("a", "c", "0"): "y", ("a", "c", "1"): "z"}
    assert with_leaves(tree, found.__getitem__) == tree
