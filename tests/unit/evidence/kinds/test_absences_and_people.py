"""Absences day by day, and what is known about persons: words, half days, and nothing that was not asked for."""

from __future__ import annotations

import pytest

from readiness.errors import EvidenceError

ABSENCES = "Personalnummer;Von;Bis;Art;Halber Tag;Bemerkung"


def days(evidence):
    frame = evidence.frame
    return list(zip(frame["day"].dt.strftime("%m-%d"), frame["kind"].astype(str), frame["half"], strict=True))


def test_an_absence_becomes_one_row_per_day(read, codes):
    evidence = read(
        ABSENCES, "1;30.03.2026;02.04.2026;Urlaub;;Ostsee", "1;07.04.2026;;krank;ja;Migräne", kind="absences"
    )
    assert days(evidence) == [
        ("03-30", "leave", False),
        ("03-31", "leave", False),
        ("04-01", "leave", False),
        ("04-02", "leave", False),
        ("04-07", "sick", True),
    ]
    assert codes(evidence) == [] and (evidence.provenance["from"], evidence.provenance["to"]) == (
        "2026-03-30",
        "2026-04-07",
    )
    assert {name: str(dtype) for name, dtype in evidence.frame.dtypes.items()} == {
        "subject": "category",
        "day": "datetime64[s]",
        "kind": "category",
        "half": "bool",
        "row": "int64",
    }
    assert list(evidence.frame["kind"].cat.categories) == ["leave", "sick", "holiday", "other"]


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ("1;;;Urlaub;;", "absence_day_missing"),
        ("1;x;;Urlaub;;", "unreadable_time"),
        ("1;30.02.2026;;Urlaub;;", "impossible_date"),
        ("1;01.01.1900;;Urlaub;;", "date_out_of_range"),
        ("1;02.04.2026;99.04.2026;Urlaub;;", "impossible_date"),
        ("1;02.04.2026;01.04.2026;Urlaub;;", "absence_end_before_start"),
        ("1;02.04.2026;01.04.2036;Urlaub;;", "absence_too_long"),
        ("1;02.04.2026;03.04.2026;Urlaub;ja;", "half_day_in_range"),
        ("1;02.04.2026;;Urlaub;vielleicht;", "unreadable_yes_no"),
        (";02.04.2026;;Urlaub;;", "person_missing"),
    ],
)
def test_rows_that_cannot_be_are_refused(read, codes, row, code):
    evidence = read(ABSENCES, "9;02.04.2026;;Urlaub;;", row, kind="absences")
    assert codes(evidence, refused=True) == [(code, 3)] and len(evidence.frame) == 1


def test_unknown_kinds_count_as_other_without_being_shown(read, codes):
    evidence = read(ABSENCES, "1;02.04.2026;;Burnout;;geheim", "1;02.04.2026;;;;", kind="absences")
    assert [kind for _, kind, _ in days(evidence)] == ["other", "other"]
    assert codes(evidence) == [("unknown_absence", 0), ("duplicate_row", 3)]
    shown = str(evidence.issues.to_dict()) + str(evidence.frame.to_dict()) + str(evidence.provenance)
    assert "Burnout" not in shown and "geheim" not in shown


def test_the_order_of_day_and_month_is_never_guessed(read):
    with pytest.raises(EvidenceError) as caught:
        read("person,from,kind", "1,03/04/2026,leave", kind="absences")
    assert caught.value.code == "ambiguous_day_order"
    assert days(read("person,from,kind", "1,03/04/2026,leave", kind="absences", day_order="mdy"))[0][0] == "03-04"


PEOPLE = (
    "person,age,birth_year,protection,region,sector,night_worker,weekly_hours,marginal,severely_disabled,executive,iban"
)


def test_persons_with_everything_and_with_almost_nothing(read, codes):
    rows = ['a,17,,,NW,hospital,,"38,5",no,ja,x,DE1', "b,,1980,schwanger,,,rotating,20,1,,,DE2", "c,,2009,,,,,,,,,"]
    evidence = read(PEOPLE, *rows, "d,,,,,,,,,,,", kind="people")
    frame = evidence.frame.sort_values("row")
    assert codes(evidence) == [("age_open", 0)]
    assert (evidence.provenance["from"], evidence.provenance["to"]) == ("", "")
    assert frame["group"].astype(object).fillna("?").tolist() == ["youth", "protected", "?", "adult"]
    assert frame["protection"].tolist() == ["", "pregnant", "", ""]
    assert frame["age"].fillna(-1).tolist() == [17, -1, -1, -1]
    assert frame["birth_year"].fillna(-1).tolist() == [-1, 1980, 2009, -1]
    assert frame["weekly_hours"].fillna(-1).tolist() == [38.5, 20, -1, -1]
    assert frame["night_worker"].tolist() == ["", "rotating", "", ""]
    assert frame["region"].tolist()[0] == "NW" and frame["sector"].tolist()[0] == "hospital"
    assert frame[["marginal", "severely_disabled", "executive"]].to_numpy().tolist() == [
        [False, True, True],
        [True, False, False],
        [False, False, False],
        [False, False, False],
    ]
    assert "DE1" not in frame.to_string() and list(frame.columns) == [
        "subject",
        "birth_year",
        "age",
        "group",
        "protection",
        "region",
        "sector",
        "night_worker",
        "weekly_hours",
        "marginal",
        "severely_disabled",
        "executive",
        "row",
    ]


def test_only_the_person_and_one_fact_are_needed(read):
    frame = read("Personalnummer;Minijob", "1;ja", kind="people").frame
    assert frame["marginal"].tolist() == [True] and frame["group"].tolist() == ["adult"]
    with pytest.raises(EvidenceError) as caught:
        read("person,colour", "1,red", kind="people")
    assert caught.value.code == "format_unknown"


@pytest.mark.parametrize(
    ("row", "code", "refused"),
    [
        ("a,17,,,,,,,,,,", "person_twice", True),
        ("b,170,,,,,,,,,,", "number_not_used", False),
        ("b,17.5,,,,,,,,,,", "number_not_used", False),
        ("b,,,,,,,900,,,,", "number_not_used", False),
        ("b,,,vielleicht,,,,,,,,", "unknown_word", True),
        ("b,,,,,,,,vielleicht,,,", "unreadable_yes_no", True),
        ("b,,,,Rheinland,,,,,,,", "unknown_region", False),
        ("b,,,,,Kranken haus,,,,,,", "unknown_sector", False),
    ],
)
def test_facts_that_cannot_be(read, codes, row, code, refused):
    evidence = read(PEOPLE, "a,30,,,,,,,,,,", row, kind="people")
    assert codes(evidence, refused) == [(code, 3)] and len(evidence.frame) == (1 if refused else 2)
