"""A file checked group by group gives what the whole frame gives: same tally, same cases, whatever the group size."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from both_ways import both_ways
from hypothesis import given
from hypothesis import strategies as st
from property_runs import examples
from shift_frames import minute, shifts

from readiness.analysis.working_time.check import check_shifts
from readiness.analysis.working_time.large_files import check_parquet
from readiness.errors import EvidenceError, UsageError
from readiness.law import load_law

LAW = load_law("de")
ORDER = ["rule", "subject", "at", "measured"]


def write(frame, path, row_group=7, **changes):
    frame.assign(**changes).to_parquet(path, row_group_size=row_group)
    return path


def plain(cases):
    texts = dict.fromkeys(("rule", "subject", "unit", "severity"), str)
    return cases.astype(texts).sort_values(ORDER, kind="stable", ignore_index=True)


def assert_same(found, whole):
    pd.testing.assert_frame_equal(found.tally, whole.tally)
    pd.testing.assert_frame_equal(plain(found.cases), plain(whole.cases))


@st.composite
def frames(draw):
    people = {}
    # The clock changes, or days that are public holidays in some federal states only (Epiphany, Corpus Christi).
    begin = minute(draw(st.sampled_from(["2026-03-27T05:00", "2026-01-02T05:00", "2026-05-31T05:00"])))
    for n in range(draw(st.integers(1, 6))):
        now, steps = (
            begin + draw(st.integers(0, 8000)),
            draw(st.lists(st.tuples(st.integers(1, 800), st.integers(-60, 1500)), min_size=1, max_size=12)),
        )
        people[f"P-{n}"] = []
        for length, gap in steps:
            people[f"P-{n}"].append((now, now + length))
            now += length + gap
    frame = shifts(people)
    rows, pick = len(frame), lambda values: st.lists(st.sampled_from(values), min_size=len(frame), max_size=len(frame))
    frame["unplaced_break"] = np.array(draw(pick([0.0, 0.0, 30.0, 45.0])))
    frame["break_known"] = np.array(draw(pick([True, True, False])))
    frame["duty"] = pd.Categorical(draw(st.sampled_from([["work"] * rows, draw(pick(["work", "work", "odd"]))])))
    frame["region"] = pd.Categorical(draw(st.sampled_from([["NW"] * rows, draw(pick(["NW", "BY", ""]))])))
    return frame


SCOPES = st.sampled_from(
    [
        {},
        {"region": "NW"},
        {"sector": "care"},
        {"seen_on": "2028-04-01"},
        {"shift_operation": True, "rest_shift_hours": 6, "region": "BY"},
    ]
)


@st.composite
def facts(draw):
    """What is known about some of the persons: who works rotating nights, who is an executive, who is a minor."""
    names = draw(st.lists(st.sampled_from([f"P-{n}" for n in range(6)]), unique=True))

    def pick(values):
        return st.lists(st.sampled_from(values), min_size=len(names), max_size=len(names))

    return pd.DataFrame(
        {
            "subject": names,
            "night_worker": draw(pick(["rotating", None])),
            "executive": draw(pick([True, False, False])),
            "age": np.array(draw(pick([16.0, 30.0, 30.0, np.nan]))),
        }
    )


@st.composite
def leave(draw):
    """Some days of leave, sickness or time off in lieu."""
    first = st.sampled_from([np.datetime64(day) for day in ("2026-01-01", "2026-03-25", "2026-05-29")])
    day = st.tuples(first, st.integers(0, 20)).map(sum)
    rows = draw(st.lists(st.tuples(st.sampled_from([f"P-{n}" for n in range(6)]), day), unique=True, max_size=8))
    frame = pd.DataFrame({"subject": [w for w, _ in rows], "day": np.array([d for _, d in rows], "datetime64[s]")})
    kinds = draw(st.lists(st.sampled_from(["leave", "sick", "time_off"]), min_size=len(rows), max_size=len(rows)))
    return frame.assign(kind=np.array(kinds, object), half=np.zeros(len(rows), bool))


@pytest.mark.slow
@examples(150)
@given(
    frame=frames(),
    scope=SCOPES,
    people=facts(),
    absences=leave(),
    group_rows=st.sampled_from([1, 5, 12, 1000]),
    row_group=st.sampled_from([1, 4, 50]),
)
def test_tally_and_cases_equal_the_whole_frame(tmp_path_factory, frame, scope, people, absences, group_rows, row_group):
    path = write(frame, tmp_path_factory.getbasetemp() / "shifts.parquet", row_group)
    whole = check_shifts(frame, LAW, scope, absences, people)
    found = both_ways(lambda: check_parquet(path, LAW, scope, group_rows=group_rows, absences=absences, people=people))
    assert_same(found, whole)


def many():
    start = minute("2026-01-05T06:00")
    return shifts(
        {f"P-{n}": [(start + 1440 * d, start + 1440 * d + 500 + 10 * n + d) for d in range(30)] for n in range(12)}
    )


@pytest.mark.parametrize("row_group", [3, 100, 1000])
def test_two_threads_give_the_same(tmp_path, row_group):
    """Also where the file is cut into more parts than there is work to share, or into one."""
    frame = many()
    path = write(frame, tmp_path / "shifts.parquet", row_group)
    assert_same(
        check_parquet(path, LAW, {"region": "NW"}, group_rows=40, threads=2),
        check_shifts(frame, LAW, {"region": "NW"}),
    )


def test_cases_are_capped_and_the_tally_is_not(tmp_path):
    frame = many()
    found = check_parquet(write(frame, tmp_path / "shifts.parquet"), LAW, {}, group_rows=40, most_cases=3)
    whole = check_shifts(frame, LAW)
    pd.testing.assert_frame_equal(found.tally, whole.tally)
    many_cases = whole.cases.groupby("rule", observed=True).size()
    assert found.cases.groupby("rule", observed=True).size().to_dict() == many_cases.clip(upper=3).to_dict()
    kept, every = (set(plain(f.cases)[ORDER].itertuples(index=False, name=None)) for f in (found, whole))
    assert kept < every


def test_groups_of_persons_come_together(tmp_path):
    frame = many()
    people = pd.DataFrame({"subject": ["P-0", "P-1", "P-2"], "executive": [True, True, False]})
    path = write(frame, tmp_path / "shifts.parquet")
    found = check_parquet(path, LAW, {}, group_rows=20, people=people)
    assert_same(found, check_shifts(frame, LAW, {}, None, people))
    everyone = pd.DataFrame({"subject": [f"P-{n}" for n in range(12)], "executive": True})
    assert_same(
        check_parquet(path, LAW, {}, group_rows=20, people=everyone), check_shifts(frame, LAW, {}, None, everyone)
    )


def test_a_file_with_the_needed_columns_only(tmp_path):
    frame = many()[["subject", "start", "end", "zone"]]
    path = write(frame.assign(subject=frame["subject"].astype(str)), tmp_path / "shifts.parquet")
    found = check_parquet(path, LAW, {"region": "NW"})
    whole = check_shifts(many().assign(break_known=False), LAW, {"region": "NW"})
    pd.testing.assert_frame_equal(found.tally, whole.tally)


def test_an_empty_file_is_open(tmp_path):
    found = check_parquet(write(many().iloc[:0], tmp_path / "shifts.parquet"), LAW)
    assert set(found.tally["reason"]) == {"no_records"}


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        (lambda f: f.drop(columns="zone"), "parquet_columns"),
        (lambda f: f.assign(start=f["start"].dt.tz_localize(None)), "parquet_columns"),
        (lambda f: f.assign(start=f["start"].where(f.index > 3)), "parquet_empty_cells"),
        (lambda f: f.assign(zone=f["zone"].where(f.index > 3)), "parquet_empty_cells"),
        (lambda f: f.sort_values("start"), "parquet_not_grouped"),
    ],
)
def test_what_does_not_fit_is_said(tmp_path, changed, code):
    path = write(changed(many()), tmp_path / "shifts.parquet")
    with pytest.raises(EvidenceError) as caught:
        check_parquet(path, LAW)
    assert caught.value.code == code


def test_no_file_and_no_parquet(tmp_path):
    (tmp_path / "text.parquet").write_text("start;end")
    for name, code in (("none.parquet", "file_missing"), ("text.parquet", "parquet_unreadable")):
        with pytest.raises(EvidenceError) as caught:
            check_parquet(tmp_path / name, LAW)
        assert caught.value.code == code


def test_without_pyarrow_the_package_is_named(monkeypatch, tmp_path):
    monkeypatch.setitem(__import__("sys").modules, "pyarrow", None)
    with pytest.raises(UsageError) as caught:
        check_parquet(tmp_path / "x.parquet", LAW)
    assert caught.value.code == "large_missing"
