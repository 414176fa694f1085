"""Single days of one pseudonym, only for those who ask for them; no report holds this view."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from readiness.analysis.working_time.views.person_days import SHOWN
from readiness.reports.blocks import Blocks, Box, Callout, Cell, Figure, Label, Line, Table, cell, table
from readiness.reports.context import Page
from readiness.reports.figures.shapes import legend

LEFT, RIGHT, TOP, ROW = 128.0, 708.0, 26.0, 32.0
DAY = 24 * 60


def heading(page: Page, days: Sequence[Mapping[str, Any]]) -> str:
    """Whose days are shown; that there are none."""
    return page.t("person.title", subject=days[0]["subject"]) if days else page.t("person.empty")


def build(page: Page, days: Sequence[Mapping[str, Any]]) -> Blocks:
    """The note on co-determination, the days as a drawing, and as a table."""
    note, found = Callout((page.t("person.note"),)), _table(page, days)
    return (note, _drawing(page, days), found) if found else (note,)


def _drawing(page: Page, days: Sequence[Mapping[str, Any]]) -> Figure:
    floor = TOP + ROW * len(days)
    hours = range(0, 49, 6)
    lines = [Line(_at(h * 60), TOP - 4, _at(h * 60), floor, "base" if h == 24 else "grid") for h in hours]
    labels = [Label(_at(h * 60), TOP - 9, str(h % 24) if h < 48 else "24", "axis") for h in hours]
    boxes: list[Box] = []
    for n, day in enumerate(days):
        y = TOP + n * ROW + 4
        labels.append(Label(LEFT - 8, y + 16, page.texts.date(day["day"]), "axis", "end"))
        boxes += _stretches(day, y)
    keys = [("bar", page.t("person.work")), ("empty", page.t("person.pause")), ("over", page.t("person.missing"))]
    key = legend(keys, floor + 10)
    title, about = page.texts.counted("report.person.picture", len(days)), (page.t("person.about"),)
    return Figure("person", title, about, key.bottom, (*boxes, *key.boxes), tuple(lines), (*labels, *key.labels))


def _at(minute: float) -> float:
    """Where a minute stands, counted from the beginning of the day."""
    return LEFT + (RIGHT - LEFT) * min(minute, SHOWN) / SHOWN


def _stretches(day: Mapping[str, Any], y: float) -> Iterator[Box]:
    """Work, the breaks in it, and below it what is missing in a rest."""
    parts = [(a, b, "bar") for a, b, _ in day["work"]] + [(a, b, "empty") for a, b in day["breaks"]]
    parts += [(a, b, "over") for a, b in day["missing_rest"]]
    for a, b, look in parts:
        thin = 12 if look == "over" else 22
        yield Box(_at(a), y, max(_at(b) - _at(a), 1), thin, look, f"{_clock(a)}–{_clock(b)}")


def _clock(minute: float) -> str:
    return f"{int(minute) // 60 % 24:02d}:{int(minute) % 60:02d}"


def _table(page: Page, days: Sequence[Mapping[str, Any]]) -> Table | None:
    heads = [page.t(f"person.{k}") for k in ("day", "found", "times", "breaks")]
    return table(page.t("person.caption"), heads, [_row(page, d) for d in days])


def _row(page: Page, day: Mapping[str, Any]) -> list[Cell]:
    today = [f"{_clock(a)}–{_clock(b)}" for a, b, _ in day["work"] if a < DAY]
    after = [f"{_clock(a)}–{_clock(b)}" for a, b, _ in day["work"] if a >= DAY]
    breaks = [f"{_clock(a)}–{_clock(b)}" for a, b in day["breaks"] if a < DAY]
    inside = sum(u for a, _, u in day["work"] if a < DAY)
    cases = [_case(page, c) for c in day["cases"]]
    return [
        cell(page.texts.date(day["day"])),
        cell(cases[0], *cases[1:]),
        cell(", ".join(today), page.t("person.next_day", times=", ".join(after)) if after else ""),
        cell(
            ", ".join(breaks) or page.t("person.no_breaks" if inside else "person.nothing"),
            page.t("person.inside", minutes=page.texts.amount(inside, "minutes")) if inside else "",
        ),
    ]


def _case(page: Page, case: Mapping[str, Any]) -> str:
    measured, limit = (page.texts.amount(case[k], case["unit"]) for k in ("measured", "limit"))
    return page.t("person.case", title=page.rule_title(case["rule"]), measured=measured, limit=limit)
