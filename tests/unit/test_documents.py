import pytest

from readiness.documents import parse_document, read_document
from readiness.errors import AnswerError, CatalogError


def test_scalars_mean_what_the_author_typed():
    data = parse_document(
        "{a: No, b: 11:00, c: 2025-01-01, d: 30, e: true, f: 012, g: 1.5, h: -3, i: yes, j: null}", "x.yaml"
    ).data
    assert data == {
        "a": "No",
        "b": "11:00",
        "c": "2025-01-01",
        "d": 30,
        "e": True,
        "f": "012",
        "g": 1.5,
        "h": -3,
        "i": "yes",
        "j": None,
    }


def test_keys_are_text_and_unique():
    with pytest.raises(CatalogError) as caught:
        parse_document("a: 1\nb: 2\na: 3\n", "twice.yaml")
    assert caught.value.code == "yaml_duplicate_key"
    assert {"file": "twice.yaml", "line": 3, "key": "a", "first": 1}.items() <= caught.value.fields.items()


def test_every_value_knows_its_line():
    document = parse_document("a:\n  b:\n    - x\n    - y: 1\n", "x.yaml")
    assert document.line(("a", "b", 1, "y")) == 4
    assert document.line(("a", "missing")) == 1


@pytest.mark.parametrize(
    "text", ["a: [1", "a: b: c", "\t- x", "!!python/object:os.system {}", "? [1, 2]\n: 3", "&a [*a]"]
)
def test_bad_yaml_is_a_message_not_a_traceback(text):
    with pytest.raises(AnswerError) as caught:
        parse_document(text, "mine.yaml", AnswerError)
    assert caught.value.fields["file"] == "mine.yaml"


def test_missing_and_non_utf8_files(tmp_path):
    with pytest.raises(AnswerError) as caught:
        read_document(tmp_path / "none.yaml", AnswerError)
    assert caught.value.code == "file_missing"
    old = tmp_path / "old.yaml"
    old.write_bytes("note: für\n".encode("cp1252"))
    with pytest.raises(AnswerError) as caught:
        read_document(old, AnswerError)
    assert (caught.value.code, caught.value.fields["line"]) == ("file_not_utf8", 1)
