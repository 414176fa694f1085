"""Punches of a time clock: pairs, forgotten punches, and both rules of pairing."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given
from hypothesis import strategies as st
from property_runs import examples

from readiness.errors import EvidenceError, UsageError
from readiness.evidence import read_evidence

HEAD = "ID,Employee,Log Type,Time"


def punches(*stamps: str, person: str = "a") -> list[str]:
    return [
        f"{n},{person},{stamp.split()[0]},2026-03-{stamp.split()[1]} {stamp.split()[2]}"
        for n, stamp in enumerate(stamps)
    ]


def test_marks_pair_coming_with_going(read, clock, codes):
    evidence = read(HEAD, *punches("IN 23 08:00", "OUT 23 12:00", "IN 23 12:30", "OUT 23 16:30"))
    assert clock(evidence) == ["2026-03-23 08:00/2026-03-23 12:00", "2026-03-23 12:30/2026-03-23 16:30"]
    assert codes(evidence) == [("punches_paired", 0)] and not evidence.frame["break_known"].any()
    assert evidence.provenance["rows_used"] == 4


def test_the_order_of_the_file_does_not_matter_and_people_are_kept_apart(read, clock):
    lines = punches("OUT 23 12:00", "IN 23 08:00") + punches("IN 23 09:00", "OUT 23 10:00", person="b")
    assert sorted(clock(read(HEAD, *lines))) == [
        "2026-03-23 08:00/2026-03-23 12:00",
        "2026-03-23 09:00/2026-03-23 10:00",
    ]


def test_a_forgotten_punch_is_named_and_spoils_nothing_else(read, clock, codes):
    stamps = ("IN 23 08:00", "IN 24 08:00", "OUT 24 12:00", "OUT 24 17:00", "IN 25 08:00", "OUT 25 09:00")
    evidence = read(HEAD, *punches(*stamps))
    assert clock(evidence) == ["2026-03-24 08:00/2026-03-24 12:00", "2026-03-25 08:00/2026-03-25 09:00"]
    assert codes(evidence, refused=True) == [("open_record", 2), ("punch_without_start", 5)]


def test_punches_without_a_mark_ask_for_the_other_rule(read, clock, codes):
    lines = [f"{n},a,,2026-03-23 {time}" for n, time in enumerate(("08:00", "12:00", "12:30", "16:30"))]
    with pytest.raises(EvidenceError) as caught:
        read(HEAD, *lines)
    assert caught.value.fields["faults"][0].code == "direction_missing"
    evidence = read(HEAD, *lines, pairing="alternate")
    assert clock(evidence) == ["2026-03-23 08:00/2026-03-23 12:00", "2026-03-23 12:30/2026-03-23 16:30"]


def test_in_turns_a_long_gap_starts_anew(read, clock, codes):
    times = ("23 08:00", "24 08:00", "24 16:00", "24 22:00", "25 06:00")
    evidence = read(HEAD, *[f"{n},a,,2026-03-{time}" for n, time in enumerate(times)], pairing="alternate")
    assert clock(evidence) == ["2026-03-24 08:00/2026-03-24 16:00", "2026-03-24 22:00/2026-03-25 06:00"]
    assert codes(evidence, refused=True) == [("open_record", 2)]


def test_a_pair_of_900_hours_is_refused_with_both_punches(read, codes):
    with pytest.raises(EvidenceError) as caught:
        read(HEAD, "1,a,IN,2026-01-01 08:00", "2,a,OUT,2026-02-07 20:00")
    assert [fault.code for fault in caught.value.fields["faults"]] == ["too_long"]


def test_a_pairing_that_does_not_exist(read):
    for name, value in (("pairing", "guess"), ("naive", "mars")):
        with pytest.raises(UsageError) as caught:
            read(HEAD, *punches("IN 23 08:00"), **{name: value})
        assert (caught.value.code, caught.value.fields["name"]) == ("bad_reading_option", name)


def slow_pairs(stamps: list[tuple[str, int, str]]) -> list[tuple[int, int]]:
    """The rule of the marks, one punch after the other."""
    pairs = []
    for person in {who for who, _, _ in stamps}:
        coming = None
        for minute, mark in [(m, k) for who, m, k in stamps if who == person]:
            if mark == "OUT" and coming is not None and minute - coming <= 24 * 60:
                pairs.append((coming, minute))
            coming = minute if mark == "IN" else None
    return sorted(pair for pair in pairs if pair[1] > pair[0])


@examples(150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.sampled_from("ab"), st.integers(0, 6_000), st.sampled_from(["IN", "OUT"])), max_size=14))
def test_any_list_of_punches_is_paired_as_by_hand(tmp_path: Path, stamps):
    stamps = sorted(stamps, key=lambda stamp: stamp[1])
    base = dt.datetime(2026, 3, 2)
    lines = [f"{n},{who},{mark},{base + dt.timedelta(minutes=m)}" for n, (who, m, mark) in enumerate(stamps)]
    path = tmp_path / "punches.csv"
    path.write_text("\n".join([HEAD, *lines]), encoding="utf-8")
    try:
        frame = read_evidence("shifts", path, timezone="UTC").frame
    except EvidenceError as problem:
        assert problem.code == "no_usable_rows" and slow_pairs(stamps) == []
        return
    start = base.replace(tzinfo=dt.UTC)
    found = [
        (int((s - start).total_seconds() // 60), int((e - start).total_seconds() // 60))
        for s, e in zip(frame["start"], frame["end"], strict=True)
    ]
    assert sorted(found) == slow_pairs(stamps)
