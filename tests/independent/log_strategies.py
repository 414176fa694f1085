"""Random logs for the comparison with the plain rules."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Collection
from dataclasses import replace

from both_ways import both_ways
from hypothesis import Phase
from hypothesis import strategies as st
from plain_logs import DAY, Found, Log, Record, days_of, frame_of, midnight, people_of, wall
from property_runs import examples
from shift_frames import minute

from readiness.analysis.working_time.check import check_shifts
from readiness.findings import Findings
from readiness.law import Law

#: Logs of many persons take minutes to shrink; the rule and the person that differ are named without that.
MANY = examples(40, phases=[Phase.explicit, Phase.reuse, Phase.generate])

#: Evenings before clock changes (at midnight in Beirut), a year's end, Easter, and the day a law of Austria changed.
BEGINNINGS = [
    minute(t)
    for t in (
        "2026-03-27T15:00",
        "2026-10-23T15:00",
        "2025-12-30T18:00",
        "2026-04-02T05:00",
        "2018-08-30T05:00",
        "2026-05-31T12:00",
    )
]
ZONES = ["Europe/Berlin", "America/New_York", "Asia/Kolkata", "Asia/Beirut"]
#: Lengths and gaps on both sides of every limit; a negative gap overlaps.
LENGTHS = [0, 1, 14, 15, 60, 329, 330, 331, 359, 360, 361, 420, 421, 480, 481, 540, 541, 600, 601, 644, 645, 646, 720]
LENGTHS += [721, 840, 900, 1440]
GAPS = [0, 1, 9, 10, 14, 15, 29, 30, 45, 60, 239, 240, 479, 480, 599, 600, 659, 660, 661, 719, 720, 721, 1439, 1440]
GAPS += [2099, 2100, 2159, 2160, 2161, 2880, -1, -30, -300]


#: Breaks of unknown position on both sides of the least length of a part and of what the laws ask for.
BREAKS = [0, 9, 10, 14, 15, 29, 30, 31, 44, 45, 60, 90, 150]


@st.composite
def short_log(draw, zones: list[str] = ZONES, breaks: bool = False, travels: bool = False, since: int = 2018) -> Log:
    """A chain of records in any order, some twice, some without break information, some until about midnight.

    With `breaks`, most records have breaks whose position is not known; with `travels`, they lie in several time zones.
    """
    places = draw(st.permutations(zones))[: 3 if travels else 1]
    beginnings = [b for b in BEGINNINGS if wall(b, "UTC").year >= since]
    now = draw(st.sampled_from(beginnings)) + draw(st.integers(0, 1439))
    some_known = draw(
        st.sampled_from([(True,), (True, False)] if breaks else [(True,), (True,), (False,), (True, False)])
    )
    length = st.one_of(st.sampled_from(LENGTHS), st.integers(1, 900))
    gap = st.one_of(st.sampled_from(GAPS), st.integers(-400, 2000))
    inside = st.sampled_from(BREAKS) if breaks else st.just(0)
    first = Record(now - 900, now - 700, some_known[0], zone=places[0])
    records = {(first.start, first.end): [first]}
    step = st.tuples(length, gap, st.integers(0, 9), st.integers(0, 9), st.sampled_from(some_known))
    for (long, free, near_midnight, twice, known), unplaced, place in draw(
        st.lists(st.tuples(step, inside, st.sampled_from(places)), min_size=1, max_size=14)
    ):
        end = now + long
        if near_midnight < 2:  # before it, or after it by less than some breaks are long
            tomorrow = midnight((dt.datetime.fromtimestamp(now * 60, dt.UTC)).date() + DAY, place)
            end = max(now, tomorrow + (-1, 20)[near_midnight])
        same = records.setdefault((now, end), [])
        record = Record(now, end, known, unplaced=unplaced if known else 0, zone=same[0].zone if same else place)
        same += [record, replace(record, unplaced=record.unplaced // 2)] if twice == 0 else [record]
        now = max(end + free, now - 600)
    return Log(tuple(draw(st.permutations([r for same in records.values() for r in same]))), places[0])


@st.composite
def long_log(draw, most: int = 230, zones: list[str] = ZONES, breaks: bool = False, travels: bool = False) -> Log:
    """Months of shifts in a weekly pattern with changes, and absences of all kinds; see `short_log`."""
    zone = draw(st.sampled_from(zones))
    first = draw(st.sampled_from([dt.date(2025, 11, 10), dt.date(2026, 1, 1), dt.date(2026, 2, 15)])) + DAY * draw(
        st.integers(0, 20)
    )
    shift = st.tuples(st.sampled_from([360, 420, 840, 1260, 1320]), st.sampled_from([240, 480, 540, 576, 577, 660]))
    pattern = draw(st.lists(st.one_of(shift, shift, shift, st.none()), min_size=7, max_size=14))
    length = draw(st.integers(20, most))
    changes = draw(st.dictionaries(st.integers(0, most), st.one_of(st.none(), shift), max_size=6))
    kinds = st.sampled_from(["leave", "sick", "time_off"])
    blocks = draw(st.lists(st.tuples(st.integers(0, most), st.integers(1, 25), kinds), max_size=3))
    known = breaks or draw(st.booleans())
    taken = draw(st.lists(st.sampled_from(BREAKS), min_size=1, max_size=9)) if breaks else [0]
    journeys = draw(st.dictionaries(st.integers(0, most), st.sampled_from(zones), min_size=2)) if travels else {}
    records = []
    for n in range(length):
        zone = journeys.get(n, zone)
        if plan := changes.get(n, pattern[n % len(pattern)]):
            start = midnight(first + n * DAY, zone) + plan[0]
            records.append(Record(start, start + plan[1], known, unplaced=taken[n % len(taken)], zone=zone))
    if not records:
        records = [Record(midnight(first, zone) + 480, midnight(first, zone) + 720, known)]
    # Some days of absence have work all the same, some lie outside the records.
    off = {first + (at + n) * DAY: kind for at, size, kind in blocks for n in range(size)}
    return Log(tuple(records), zone, tuple(sorted(off.items())))


@st.composite
def roster(draw, most: int = 130, zones: list[str] = ZONES, breaks: bool = False, travels: bool = False) -> Log:
    """Weeks of shifts of all lengths with few days off, and leave on some of these; see `short_log`."""
    zone = draw(st.sampled_from(zones))
    first = draw(st.sampled_from([dt.date(2026, 3, 9), dt.date(2026, 10, 5), dt.date(2025, 12, 1)]))
    shift = st.tuples(st.sampled_from([0, 360, 780, 1080, 1320]), st.sampled_from([60, 120, 240, 481, 700]))
    plan = draw(st.lists(st.one_of(*[shift] * 5, st.none()), min_size=30, max_size=most))
    if draw(st.booleans()):  # every day from six to nine, so that a day off is short; but for a few days
        few = draw(st.dictionaries(st.integers(0, 60), st.sampled_from([None, None, (360, 120)]), max_size=12))
        plan = [few.get(n, (360, 900)) for n in range(60)]
    taken = draw(st.lists(st.sampled_from(BREAKS), min_size=1, max_size=9)) if breaks else [0]
    journeys = draw(st.dictionaries(st.integers(0, most), st.sampled_from(zones), min_size=3)) if travels else {}
    records = [Record(midnight(first, zone), midnight(first, zone) + 60, zone=zone)]
    for n, own in enumerate(plan):
        zone = journeys.get(n, zone)
        if own:
            start = midnight(first + n * DAY, zone) + own[0]
            records.append(Record(start, start + own[1], unplaced=taken[n % len(taken)], zone=zone))
    off = [first + n * DAY for n, own in enumerate(plan) if own is None]
    kinds = st.sampled_from(["leave", "sick", "time_off"])
    away = draw(st.dictionaries(st.sampled_from(off), kinds, max_size=len(off) // 2)) if off else {}
    return Log(tuple(records), zone, tuple(sorted(away.items())))


def firm(
    log: Callable[..., st.SearchStrategy[Log]], *given: int, least: int, most: int
) -> st.SearchStrategy[list[Log]]:
    """Logs of several persons: ordinary ones, one with breaks of unknown position, one who travels, one with both."""
    kinds = ((True, False), (False, True), (True, True))
    others = [log(*given, breaks=breaks, travels=travels).map(lambda one: [one]) for breaks, travels in kinds]
    parts = st.tuples(st.lists(log(*given), min_size=least, max_size=most), *others)
    return parts.map(lambda lists: [one for part in lists for one in part])


def narrowed(law: Law, names: Collection[str]) -> Law:
    """A law with some rules and those they refer to; the others would take most of the time."""
    needed = {*names, *(str(o) for r in law.all_rules if r.id in names for o in r.options.values())}
    return replace(law, all_rules=tuple(r for r in law.all_rules if r.id in needed))


def agree(logs, law, scope, wanted, cases=True) -> Findings:
    """Assert that the checks count what was found for each person, and name the same days with the same figures.

    They run as plain Python and compiled, which must give the same.

    `wanted` maps a rule to one `Found` per person.
    """
    frame, absences = frame_of(logs)
    result = both_ways(lambda: check_shifts(frame, narrowed(law, wanted), scope, absences, people_of(logs)))
    tally = result.tally.set_index("rule")
    for rule, found in wanted.items():
        failed = [(f"P-{n}", *unit) for n, f in enumerate(found) for unit in f.failed]
        claimed = [(f"P-{n}", *unit) for n, f in enumerate(found) for unit in f.claimed]
        checked, waiting = sum(f.checked for f in found), sum(f.open for f in found)
        if rule not in tally.index:  # rules for groups without persons do not appear
            assert not (failed or claimed or checked or waiting), rule
            continue
        row = tally.loc[rule]
        counts = (int(row["checked"]), int(row["failed"]), int(row["open"]))
        assert counts == (max(checked, len(failed + claimed)), len(failed or claimed), waiting), rule
        if cases:
            here = result.cases[result.cases["rule"] == rule]
            named = Counter(
                (str(s), d.date(), round(float(m), 6))
                for s, d, m in zip(here["subject"], here["day"], here["measured"], strict=True)
            )
            assert named == Counter(failed + claimed), rule
    return result


def each(logs, rule) -> list[Found]:
    """A rule over the working days of every person."""
    return [rule(days_of(log)) for log in logs]
