"""Working time in pictures: how long days and rests are, when people work, and where possible breaches gather."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, TypeAlias

from readiness.reports.blocks import Blocks, Figure, Paragraph
from readiness.reports.context import Page
from readiness.reports.figures.calendar import calendar
from readiness.reports.figures.heat_map import week
from readiness.reports.figures.histogram import Histogram, Limit, histogram

#: A limit of the views: rule, severity, minutes and how many lie beyond it.
Crossed: TypeAlias = Mapping[str, Any]


def build(page: Page) -> Blocks:
    """The pictures; a sentence where the group is too small, nothing without records of time."""
    views = page.result.views
    if not views or views["reason"] == "no_records":
        return ()
    group = page.smallest_group
    if views["reason"]:
        return (Paragraph(page.t("pictures.group_too_small", group=group)),)
    period = {"start": page.texts.date(views["from"]), "end": page.texts.date(views["to"])}
    intro = page.t("pictures.intro", persons=page.texts.number(views["persons"]), group=group, **period)
    drawn = (daily(page), rests(page), week(page), calendar(page))
    return (Paragraph(intro), *(figure for figure in drawn if figure is not None))


def daily(page: Page) -> Figure:
    """Working days by their length."""
    found = page.result.views["daily"]
    step, counts, limits = found["step"], tuple(found["counts"]), found["limits"]
    main = _deciding(limits, lowest=True)
    most = max(range(len(counts)), key=lambda n: counts[n])
    low, high = page.texts.hours(most * step), page.texts.hours((most + 1) * step)
    about = [page.t("pictures.daily.most", count=page.texts.number(counts[most]), low=low, high=high)]
    about += [_crossed(page, "daily", m, found["days"]) for m in limits if m is not main]
    beyond = tuple(main is not None and n * step >= main["minutes"] for n in range(len(counts)))
    title = _title(page, "daily", found["days"], main)
    return histogram(page, Histogram("daily", title, tuple(about), counts, step, beyond, _lines(page, limits)))


def rests(page: Page) -> Figure | None:
    """Rests between working days by their length; None where there is none."""
    found = page.result.views["rests"]
    if not found["rests"]:
        return None
    step, counts, limits = found["step"], tuple(found["counts"]), found["limits"]
    main = _deciding(limits, lowest=False)
    about = [_crossed(page, "rests", m, found["rests"]) for m in limits if m is not main]
    about.append(page.texts.counted("report.pictures.rests.longer", found["longer"]))
    beyond = tuple(main is not None and (n + 1) * step <= main["minutes"] for n in range(len(counts)))
    title = _title(page, "rests", found["rests"], main)
    return histogram(page, Histogram("rests", title, tuple(about), counts, step, beyond, _lines(page, limits)))


def _deciding(limits: Sequence[Crossed], lowest: bool) -> Crossed | None:
    """The limit that decides about a possible breach."""
    breach = [m for m in limits if m["severity"] == "breach"]
    return (min if lowest else max)(breach, key=lambda m: m["minutes"]) if breach else None


def _title(page: Page, name: str, total: int, main: Crossed | None) -> str:
    of = page.texts.number(total)
    if main is None:
        return page.t(f"pictures.{name}.plain", total=of)
    limit = page.texts.hours(main["minutes"])
    if not main["beyond"]:
        return page.t(f"pictures.{name}.none", total=of, limit=limit)
    return page.texts.counted(f"report.pictures.{name}.title", main["beyond"], total=of, limit=limit)


def _crossed(page: Page, name: str, limit: Crossed, total: int) -> str:
    """How many lie beyond a limit, in a sentence."""
    share = page.texts.percent(limit["beyond"] / total)
    fields = {"limit": page.texts.hours(limit["minutes"]), "total": page.texts.number(total), "share": share}
    return page.texts.counted(f"report.pictures.{name}.beyond", limit["beyond"], **fields)


def _lines(page: Page, limits: Sequence[Crossed]) -> tuple[Limit, ...]:
    return tuple(
        Limit(
            m["minutes"],
            page.t("pictures.limit", title=page.rule_title(m["rule"]), limit=page.texts.hours(m["minutes"])),
            m["severity"] == "breach",
        )
        for m in limits
    )
