import pytest

from readiness.catalog.strict_yaml import parse_document, read_document
from readiness.errors import AnswerError, CatalogError, ReadinessError
from readiness.language.texts import Texts


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


#: What people do to a sheet in an editor: the text, the likely cause, and the line to mend.
SLIPS = {
    "tab": ("answers:\n  WT-01: 3\n\tWT-02: 2\n", "tab", 3),
    "tab at the start of a group": ("answers:\n\tWT-01: 3\n", "tab", 2),
    "no space, more follows": ("answers:\n  WT-01:3\n  # a question\n  WT-02: 2\n", "no_space", 2),
    "no space, last line": ("company: x\nrole:owner\n", "no_space", 2),
    "no space, first line": ("audit:x\n# a comment\nedition: 1\n", "no_space", 1),
    "no colon, more follows": ("answers:\n  WT-01 3\n  # a question\n  WT-02: 2\n", "no_colon", 2),
    "no colon": ("company: x\nedition\nrole: y\n", "no_colon", 2),
    "no colon, last line": ("company: x\nedition 1\n", "no_colon", 2),
    "no colon in a group": ("answers:\n  WT-01 3\n  WT-02: 2\n", "no_colon", 2),
    "colon in a note": ("note: Achtung: fehlt noch\n", "colon_in_text", 1),
    "open double quote": ('company: "Muster\nrole: x\n', "open_quote", 1),
    "open single quote": ("company: 'Muster\nrole: x\n", "open_quote", 1),
    "quote inside quotes": ('company: "Bäcker "Muster" KG"\n', "quotes", 1),
    "open list": ("a: [1, 2\nb: 3\n", "open_bracket", 1),
    "open map": ("a: {x: 1\nb: 3\n", "open_bracket", 1),
    "bracket too many": ("a: [1]]\n", "extra_bracket", 1),
    "too deep": ("answers:\n  WT-01: 3\n    WT-02: 2\n", "indentation", 3),
    "too shallow": ("answers:\n    WT-01: 3\n  WT-02: 2\n", "indentation", 3),
    "too shallow after a long text": ("a:\n  note: |\n      long text\n    b: 2\n", "indentation", 4),
    "at sign": ("company: @home\n", "sign", 1),
    "asterisk": ("company: *new*\n", "sign", 1),
    "larger than": ("company: > 5\n", "sign", 1),
    "foreign type": ("a: 1\nb: !!python/object:os.system {}\n", "sign", 2),
    "windows folder": ('folder: "C:\\Users"\n', "backslash", 1),
    "list as key": ("a: 1\n[b]: 2\n", "key", 2),
    "number without end": ("a: 1\nb: " + "9" * 5000, "number", 2),
    "control character": ("a: ü\nb: \x07\n", "control_character", 2),
    "two documents": ("a: 1\n---\nb: 2\n", "second_document", 2),
    "something else": ("a: &a [*a]\n", "general", 1),
}


def refused(text: str) -> ReadinessError:
    with pytest.raises(AnswerError) as caught:
        parse_document(text, "mine.yaml", AnswerError)
    return caught.value


@pytest.mark.parametrize("slip", SLIPS)
def test_a_slip_is_shown_with_its_place_its_text_and_the_likely_cause(slip):
    text, cause, line = SLIPS[slip]
    fault = refused(text)
    assert (fault.code, fault.fields["found"], fault.fields["line"]) == ("yaml_syntax", cause, line)
    shown = text.splitlines()[line - 1].strip()
    for language, place in (("de", f"mine.yaml, Zeile {line}"), ("en", f"mine.yaml, line {line}")):
        texts = Texts(language)
        sentence = texts.error(fault.code, fault.fields)
        assert sentence.startswith(place)
        assert shown[:12].split("\x07")[0] in sentence
        assert texts.t(f"error_parts.yaml_syntax.{cause}") in sentence
        assert len(sentence) < 500


def test_the_german_sentence_holds_no_word_of_the_parser():
    parser = "expected found mapping values allowed context scanning parsing token scalar key stream block while not"
    for text, _, _ in SLIPS.values():
        fault = refused(text)
        sentence = Texts("de").error(fault.code, {**fault.fields, "text": ""}).lower()
        assert not set(parser.split()) & set(sentence.replace(",", " ").replace(".", " ").split()), sentence


def test_every_cause_is_reached_and_every_wording_is_used():
    used = {cause for _, cause, _ in SLIPS.values()}
    assert used == set(Texts("de").lookup("error_parts.yaml_syntax"))


def test_the_column_is_the_one_to_mend():
    assert refused('company: "Muster\nrole: x\n').fields["column"] == 10
    assert refused("answers:\n  WT-01:3\n  WT-02: 2\n").fields["column"] == 8
    assert refused("answers:\n  WT-01: 3\n    WT-02: 2\n").fields["column"] == 5


def test_missing_and_non_utf8_files(tmp_path):
    with pytest.raises(AnswerError) as caught:
        read_document(tmp_path / "none.yaml", AnswerError)
    assert caught.value.code == "file_missing"
    old = tmp_path / "old.yaml"
    old.write_bytes("note: für\n".encode("cp1252"))
    with pytest.raises(AnswerError) as caught:
        read_document(old, AnswerError)
    assert (caught.value.code, caught.value.fields["line"]) == ("file_not_utf8", 1)
