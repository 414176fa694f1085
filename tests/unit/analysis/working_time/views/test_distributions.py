"""Figures for the pictures against a plain computation, and what small groups keep to themselves."""

from __future__ import annotations

import datetime as dt
import itertools
import json
import random
from collections import Counter
from zoneinfo import ZoneInfo

import pandas as pd
import pytest
from shift_frames import minute, shifts

from readiness.analysis.working_time.check import check_shifts
from readiness.analysis.working_time.views.distributions import working_time_views
from readiness.audit import load_audit
from readiness.law import load_law
from readiness.result import Result
from readiness.sample_data.firms import sample

BERLIN = ZoneInfo("Europe/Berlin")
LAW = load_law()


def log(persons: int, days: int, seed: int, begin: str = "2026-03-02") -> dict[str, list[tuple[int, int]]]:
    """One shift with a break per workday, at random hours; some evenings, some weekends, over a clock change."""
    luck = random.Random(seed)
    found: dict[str, list[tuple[int, int]]] = {}
    for n in range(persons):
        rows = []
        for d in range(days):
            day = dt.date.fromisoformat(begin) + dt.timedelta(d)
            if luck.random() < (0.15 if day.weekday() < 5 else 0.8):
                continue
            midnight = dt.datetime.combine(day, dt.time(), BERLIN).timestamp() // 60
            start = int(midnight) + luck.randrange(5 * 60, 10 * 60, 5)
            noon = start + luck.randrange(180, 300)
            after = noon + luck.choice([20, 30, 30, 45])
            rows += [(start, noon), (after, after + luck.randrange(120, 330))]
        found[f"P-{n:02d}"] = rows
    return found


def local(instant: int) -> dt.datetime:
    return dt.datetime.fromtimestamp(instant * 60, BERLIN)


@pytest.mark.parametrize("seed", range(4))
def test_numbers_equal_a_plain_computation(seed: int) -> None:
    people = log(9, 40, seed)
    frame = shifts(people)
    views = working_time_views(frame, LAW, {"region": "NW"}, 5)
    days = [
        (
            name,
            local(rows[i][0]).date(),
            rows[i][0],
            rows[i + 1][1],
            rows[i + 1][0] - rows[i][1],
            sum(e - s for s, e in rows[i : i + 2]),
        )
        for name, rows in people.items()
        for i in range(0, len(rows), 2)
    ]
    assert views["persons"] == 9
    bars = Counter(-(-net // 30) - 1 for *_, net in days)
    assert views["daily"]["counts"] == [bars[n] for n in range(max(bars) + 1)]
    assert [m["beyond"] for m in views["daily"]["limits"] if m["minutes"] == 600] == [sum(d[5] > 600 for d in days)]

    rests = [b[2] - a[3] for a, b in itertools.pairwise(days) if a[0] == b[0]]
    assert views["rests"]["counts"] == [sum(r // 60 == n for r in rests) for n in range(24)]
    assert views["rests"]["longer"] == sum(r >= 1440 for r in rests)
    assert views["rests"]["limits"][0]["beyond"] == sum(r < 660 for r in rests)

    dates = sorted({d[1] for d in days})
    span = [dates[0] + dt.timedelta(n) for n in range((dates[-1] - dates[0]).days + 1)]
    cases = check_shifts(frame, LAW, {"region": "NW"})
    hit = cases.tally[(cases.tally["verdict"] == "possible_breach") & (cases.tally["severity"] == "breach")]["rule"]
    breaches = Counter(d.date() for r, d in zip(cases.cases["rule"], cases.cases["day"], strict=True) if r in set(hit))
    for n, day in enumerate(span):
        here = [d for d in days if d[1] == day]
        shown = not here or len(here) >= 5
        assert views["calendar"]["persons"][n] == (len(here) if shown else None)
        assert views["calendar"]["breaches"][n] == (breaches[day] if shown else None)
        mean = views["calendar"]["mean_minutes"][n]
        assert mean is None if not here or not shown else mean == pytest.approx(sum(d[5] for d in here) / len(here))

    cells: dict[tuple[int, int], set[tuple[str, dt.date]]] = {}
    for name, rows in people.items():
        for start, end in rows:
            for m in range(start, end):
                at = local(m)
                cells.setdefault((at.weekday(), at.hour), set()).add((name, at.date()))
    for weekday in range(7):
        times = sum(d.weekday() == weekday for d in span)
        for hour in range(24):
            found = cells.get((weekday, hour), set())
            few = len({name for name, _ in found})
            share = views["week"]["share"][weekday][hour]
            assert share is None if 0 < few < 5 else share == pytest.approx(len(found) / (9 * times), abs=1e-6)

    lengths = Counter(d[4] for d in days)
    assert views["quality"]["breaks"]["same"] == max(lengths.values())
    quarter = sum(t % 15 == 0 for d in days for t in d[2:4])
    assert views["quality"]["round"] == {
        "times": 2 * len(days),
        "quarter": quarter,
        "by_chance": pytest.approx(1 / 15, abs=1e-6),
        "share": pytest.approx(quarter / (2 * len(days)), abs=1e-6),
    }
    free = set(LAW.holidays("NW", [2026]).astype(object))
    missing = []
    for name in people:
        mine = {d[1] for d in days if d[0] == name}
        every = [min(mine) + dt.timedelta(n) for n in range((max(mine) - min(mine)).days + 1)]
        missing.append(sum(d.weekday() < 5 and d not in free and d not in mine for d in every))
    groups = [sum(m == 0 for m in missing)] + [
        sum(a < m <= b for m in missing) for a, b in ((0, 5), (5, 10), (10, 20), (20, 999))
    ]
    for given, plain in zip(views["quality"]["gaps"]["persons"], groups, strict=True):
        assert given is None or given == plain
        assert given is None or plain == 0 or plain >= 5


def test_night_work_counts_on_both_weekdays_and_past_sunday_midnight() -> None:
    # Sunday 22:00 to Monday 02:00, five persons; the records span Sunday and Monday.
    night = [(minute("2026-03-08T21:00Z"), minute("2026-03-09T01:00Z"))]
    views = working_time_views(shifts({f"P-{n}": night for n in range(5)}), LAW)
    share = views["week"]["share"]
    assert [h for h in range(24) if share[6][h]] == [22, 23]
    assert [h for h in range(24) if share[0][h]] == [0, 1]
    assert share[6][22] == 1.0


def test_absences_are_no_gaps() -> None:
    work = [(minute(f"2026-03-{d:02d}T08:00Z"), minute(f"2026-03-{d:02d}T12:00Z")) for d in (2, 4)]
    frame = shifts({f"P-{n}": work for n in range(6)})
    away = pd.DataFrame({"subject": [f"P-{n}" for n in range(6)], "day": pd.Timestamp("2026-03-03"), "kind": "leave"})
    assert working_time_views(frame, LAW)["quality"]["gaps"]["persons"] == [0, 6, 0, 0, 0]
    full = working_time_views(frame, LAW, absences=away.assign(half=False))
    assert full["quality"]["gaps"]["persons"] == [6, 0, 0, 0, 0]
    half = working_time_views(frame, LAW, absences=away.assign(half=True))
    assert half["quality"]["gaps"]["persons"] == [0, 6, 0, 0, 0]


def test_a_small_group_has_no_figures_at_all() -> None:
    views = working_time_views(shifts(log(4, 20, 1)), LAW, {}, 5)
    assert views == {"persons": None, "min_group": 5, "reason": "group_too_small"}
    assert working_time_views(shifts(log(4, 20, 1)).head(0), LAW)["reason"] == "no_records"


def test_days_and_hours_of_few_persons_show_no_number() -> None:
    people = {f"P-{n}": [(minute("2026-03-02T08:00Z"), minute("2026-03-02T12:00Z"))] for n in range(6)}
    people["P-0"].append((minute("2026-03-08T08:00Z"), minute("2026-03-08T12:00Z")))
    views = working_time_views(shifts(people), LAW, {"region": "NW"})
    assert views["calendar"]["persons"] == [6, 0, 0, 0, 0, 0, None]
    assert views["calendar"]["breaches"][-1] is None and views["calendar"]["mean_minutes"][-1] is None
    assert views["week"]["share"][6][9] is None and views["week"]["share"][6][20] == 0.0
    assert views["week"]["suppressed"] == 4 and views["calendar"]["suppressed"] == 1


def test_a_claimed_exemption_is_no_possible_breach_of_a_day() -> None:
    sunday = [(minute("2026-03-08T08:00Z"), minute("2026-03-08T12:00Z"))]
    frame = shifts({f"P-{n}": sunday for n in range(5)})
    assert working_time_views(frame, LAW)["calendar"]["breaches"] == [5]
    assert working_time_views(frame, LAW, {"exemption": "s10"})["calendar"]["breaches"] == [0]


def test_a_rule_that_does_not_apply_gives_its_limit_as_information() -> None:
    frame = shifts(log(6, 20, 3))
    for scope, severity in (({}, "breach"), ({"executive": True}, "information")):
        limits = working_time_views(frame, LAW, scope)["daily"]["limits"]
        assert [m["severity"] for m in limits if m["minutes"] == 600] == [severity]


def test_only_the_last_year_of_a_long_log_has_a_calendar() -> None:
    people = {
        f"P-{n}": [(minute(f"{d}T08:00Z"), minute(f"{d}T12:00Z")) for d in ("2024-01-08", "2026-03-02")]
        for n in range(5)
    }
    found = working_time_views(shifts(people), LAW)["calendar"]
    assert len(found["persons"]) == 53 * 7 and found["left_out"] == 785 - 53 * 7
    assert found["persons"][-1] == 5 and sum(found["persons"]) == 5


def test_the_result_carries_them_through_json() -> None:
    result = sample("musterbau").run("working_time")
    again = Result.from_json(result.to_json())
    assert again.views == result.views and again.to_json() == result.to_json()
    assert "P-" not in json.dumps(result.views)
    assert load_audit("working_time").run(on="2026-03-31").views == {}
    older = json.loads(result.to_json())
    del older["views"]
    assert Result.from_json(json.dumps(older)).views == {}
