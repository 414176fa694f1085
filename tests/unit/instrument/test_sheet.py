import string

import pytest
from hypothesis import given
from hypothesis import strategies as st
from property_runs import examples

from readiness.errors import AnswerError
from readiness.instrument import Answer, AnswerSheet, load_instrument, parse_answers, read_answers, save_answers
from readiness.instrument.sheet_file import to_yaml
from readiness.language.texts import Texts

INSTRUMENT = load_instrument("working_time")
HEAD = 'audit: working_time\nedition: "2026.1"\n'


def faults(text):
    with pytest.raises(AnswerError) as caught:
        parse_answers(text, "mine.yaml")
    assert caught.value.code == "sheet_faults"
    return caught.value.fields["faults"], str(caught.value)


def test_all_faults_are_reported_together_with_their_lines():
    found, message = faults(
        HEAD
        + "answers:\n  WT-02: No\n  WT-99: yes\n  WT-01: 7\n  WT-06: -3\n  WT-07: 12:00\n"
        + "extra: 1\nprofile: {employees: many}\n"
    )
    assert {(f.code, f.fields["line"]) for f in found} == {
        ("answer_off_scale", 4),
        ("answer_unknown_item", 5),
        ("answer_off_scale", 6),
        ("answer_out_of_range", 7),
        ("answer_not_a_number", 8),
        ("sheet_unknown_key", 9),
        ("profile_wrong_value", 10),
    }
    for word in ("mine.yaml", "WT-99", "WT-06", "employees"):
        assert word in message


def test_a_state_is_written_as_its_code_and_nothing_else():
    assert parse_answers(HEAD + "profile: {region: NW}\n").profile["region"] == "NW"
    for wrong in ("Bayern", "nw", "7", "true", "[NW]", "{NW: 1}"):
        found, _ = faults(HEAD + f"profile: {{region: {wrong}}}\n")
        assert [f.code for f in found] == ["profile_wrong_value"]


@pytest.mark.parametrize(("language", "words"), [("de", "ganzen Zahlen"), ("en", "whole numbers")])
def test_a_count_written_with_thousands_in_a_file_is_not_taken_for_a_fraction(language, words):
    found, _ = faults(HEAD + "answers:\n  WT-06: 1.200\n  WT-07: 3\n")
    assert [(f.code, f.fields["line"]) for f in found] == [("answer_not_whole", 4)]
    sentence = Texts(language).error(found[0].code, found[0].fields)
    assert words in sentence and "WT-06" in sentence and "1200" in sentence


def test_unquoted_No_is_not_guessed_but_the_right_spelling_is_offered():
    found, message = faults(HEAD + "answers:\n  WT-02: No\n")
    assert found[0].fields["found"] == "No"
    assert found[0].fields["nearest"] == ["no"]
    assert "WT-02" in message
    assert "no" in message


def test_unquoted_lower_case_no_is_an_answer():
    assert parse_answers(HEAD + "answers:\n  WT-02: no\n  WT-03: yes\n").answers["WT-02"].answer == "no"


def test_an_item_answered_twice_is_refused():
    with pytest.raises(AnswerError) as caught:
        parse_answers(HEAD + "answers:\n  WT-02: yes\n  WT-02: no\n")
    assert caught.value.code == "yaml_duplicate_key"
    assert "WT-02" in str(caught.value)


def test_a_sheet_of_the_draft_edition_is_carried_over_and_says_so():
    sheet = parse_answers('audit: working_time\nedition: "0.1.0"\nanswers:\n  WT-01: 2\n  WT-28: yes\n')
    changed = set(INSTRUMENT.history[0]["changed"])
    assert "WT-01" in changed
    assert "WT-28" not in changed
    assert set(sheet.answers) == {"WT-28"}
    assert set(sheet.earlier) == {"WT-01"}
    assert sheet.edition == INSTRUMENT.edition
    message = str(sheet.notices[0])
    assert "0.1.0" in message
    assert "WT-01" in message


def test_an_edition_that_never_was_is_refused():
    with pytest.raises(AnswerError) as caught:
        parse_answers('audit: working_time\nedition: "2031.7"\n')
    assert caught.value.code == "sheet_unknown_edition"
    assert "2031.7" in str(caught.value)


def test_something_else_is_not_a_sheet():
    for text in ("", "- 1\n", "hello", "a: 1"):
        with pytest.raises(AnswerError) as caught:
            parse_answers(text)
        assert caught.value.code == "sheet_not_a_sheet"


def test_profile_follows_from_the_head_count():
    assert parse_answers(HEAD + "profile: {employees: 51}\n").profile["employees_50_plus"] is True
    assert parse_answers(HEAD + "profile: {employees: 49}\n").profile["employees_50_plus"] is False


def test_an_existing_sheet_is_never_overwritten_without_a_backup(tmp_path):
    path = tmp_path / "a.yaml"
    first = AnswerSheet("working_time", INSTRUMENT.edition, answers={"WT-02": Answer("yes")})
    second = first.with_answer(INSTRUMENT.item("WT-03"), "no")
    save_answers(first, path)
    save_answers(first, path)
    assert [p.name for p in tmp_path.iterdir()] == ["a.yaml"]
    save_answers(second, path)
    save_answers(first, path)
    assert read_answers(path).answers.keys() == {"WT-02"}
    assert read_answers(tmp_path / "a.yaml.1.bak").answers.keys() == {"WT-02", "WT-03"}
    assert read_answers(tmp_path / "a.yaml.2.bak").answers.keys() == {"WT-02"}


def test_a_failed_write_leaves_the_old_sheet(tmp_path, monkeypatch):
    path = tmp_path / "a.yaml"
    save_answers(AnswerSheet("working_time", INSTRUMENT.edition, company="before"), path)

    def fail(*_):
        raise OSError("disk full")

    monkeypatch.setattr("pathlib.Path.replace", fail)
    with pytest.raises(OSError, match="disk full"):
        save_answers(AnswerSheet("working_time", INSTRUMENT.edition, company="after"), path)
    assert read_answers(path).company == "before"


def any_answer(item):
    options = st.sampled_from([o for o, _ in item.scale.options] + ["unknown", "not_applicable"])
    if item.scale.range:
        return st.one_of(
            options, st.floats(*item.scale.range, allow_nan=False).map(lambda v: round(v, 0 if item.scale.whole else 3))
        )
    return options


@st.composite
def sheets(draw):
    items = draw(st.lists(st.sampled_from(INSTRUMENT.items), unique_by=lambda i: i.id, max_size=8))
    text = st.text(max_size=20)
    answers = {i.id: Answer(draw(any_answer(i)), draw(text), draw(text)) for i in items}
    return AnswerSheet(
        "working_time",
        INSTRUMENT.edition,
        draw(text),
        {"employees": draw(st.integers(1, 99_999))},
        "hr",
        "2026-03-01",
        answers,
    )


@given(sheets())
@examples(200)
def test_what_was_entered_comes_back_whatever_it_holds(sheet):
    again = parse_answers(to_yaml(sheet))
    assert again.answers == sheet.answers
    assert again.company == sheet.company


@given(st.text(alphabet=string.printable + "äöü„“", max_size=200))
@examples(200)
def test_any_text_is_read_or_refused_with_a_message(text):
    try:
        parse_answers(HEAD + text)
    except AnswerError as error:
        assert error.code
