"""Single days of one pseudonym, only for those who ask for them; no report holds this view."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pandas as pd

from readiness.analysis.working_time.views.distributions import possible_breaches
from readiness.analysis.working_time.views.person_days import SHOWN, working_time_timeline
from readiness.errors import UsageError
from readiness.evidence import Evidence
from readiness.language import DEFAULT, Texts
from readiness.reports.blocks import Cell, Table, cell, table
from readiness.reports.context import Page
from readiness.reports.figures.shapes import Box, Label, Line, Picture, legend
from readiness.reports.formats.html import render
from readiness.reports.report import Section
from readiness.result import Result

LEFT, RIGHT, TOP, ROW = 128.0, 708.0, 26.0, 32.0
DAY = 24 * 60


def person_view(
    evidence: Evidence | Iterable[Evidence],
    result: Result,
    subject: str | None = None,
    language: str = DEFAULT,
    limit: int = 5,
) -> Section:
    """The days of one pseudonym with most possible breaches: work, breaks and what is missing in a rest.

    Only for a talk about cause and remedy: a works council has to agree first (§ 87 (1) no. 6 BetrVG).

    Parameters
    ----------
    evidence : Evidence or iterable of Evidence
        The records that the result rests on.
    result : Result
        Result of the audit of working time.
    subject : str, optional
        Pseudonym; without it the one with most cases.
    language : str
        ``de`` or ``en``.
    limit : int
        How many days at most.

    Raises
    ------
    UnknownName
        ``unknown_person``.
    UsageError
        ``no_time_records``.
    """
    page = Page.of(result, Texts(language))
    days = working_time_timeline(
        time_records(evidence), possible_breaches(result.findings, page.wording.law), subject, limit
    )
    view: dict[str, Any] = {"title": page.t("person.empty"), "picture": None, "table": None}
    if days:
        view["title"] = page.t("person.title", subject=days[0]["subject"])
        view |= {"picture": _picture(page, days), "table": _table(page, days)}
    return Section("person", str(render("person", page.texts, name="person", view=view)))


def time_records(evidence: Evidence | Iterable[Evidence]) -> pd.DataFrame:
    """The records of working time among the evidence.

    Raises
    ------
    UsageError
        ``no_time_records``.
    """
    given = [evidence] if isinstance(evidence, Evidence) else list(evidence)
    for e in given:
        if e.kind == "shifts":
            return e.frame
    raise UsageError("no_time_records")


def _picture(page: Page, days: Sequence[Mapping[str, Any]]) -> Picture:
    boxes, labels = [], []
    floor = TOP + ROW * len(days)

    def at(minute: float) -> float:
        return LEFT + (RIGHT - LEFT) * min(minute, SHOWN) / SHOWN

    lines = [Line(at(h * 60), TOP - 4, at(h * 60), floor, "base" if h == 24 else "grid") for h in range(0, 49, 6)]
    labels += [Label(at(h * 60), TOP - 9, str(h % 24) if h < 48 else "24", "axis") for h in range(0, 49, 6)]
    for n, day in enumerate(days):
        y = TOP + n * ROW + 4
        labels.append(Label(LEFT - 8, y + 16, page.texts.date(day["day"]), "axis", "end"))
        parts = [(a, b, "bar") for a, b, _ in day["work"]] + [(a, b, "empty") for a, b in day["breaks"]]
        parts += [(a, b, "over") for a, b in day["missing_rest"]]
        for a, b, look in parts:
            thin = 12 if look == "over" else 22
            boxes.append(Box(at(a), y, max(at(b) - at(a), 1), thin, look, f"{_clock(a)}–{_clock(b)}"))
    keys = [("bar", page.t("person.work")), ("empty", page.t("person.pause")), ("over", page.t("person.missing"))]
    swatches, words, bottom = legend(keys, floor + 10)
    title = page.texts.counted("report.person.picture", len(days))
    about = (page.t("person.about"),)
    return Picture("person", title, about, bottom, (*boxes, *swatches), tuple(lines), (*labels, *words))


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
