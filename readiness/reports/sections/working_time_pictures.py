"""Working time in pictures: how long days and rests are, when people work, and where possible breaches gather."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from readiness.reports.blocks import Table, cell, table
from readiness.reports.context import Page
from readiness.reports.figures.heat_map import calendar, week
from readiness.reports.figures.shapes import Box, Label, Line, Picture, legend, limit_label, ticks, trimmed

LEFT, RIGHT, PLOT = 46.0, 712.0, 150.0


def build(page: Page) -> Mapping[str, Any] | None:
    """The pictures; a sentence where the group is too small, None without records of time."""
    views = page.result.views
    if not views or views["reason"] == "no_records":
        return None
    group = str(views["min_group"])
    if views["reason"]:
        return {"intro": page.t("pictures.group_too_small", group=group), "pictures": []}
    period = {"start": page.texts.date(views["from"]), "end": page.texts.date(views["to"])}
    persons = page.texts.number(views["persons"])
    drawn = [daily(page), rests(page), week(page), calendar(page)]
    intro = page.t("pictures.intro", persons=persons, group=group, **period)
    return {"intro": intro, "pictures": [p for p in drawn if p is not None]}


def daily(page: Page) -> Picture:
    """Working days by their length."""
    found = page.result.views["daily"]
    step, counts = found["step"], found["counts"]
    main = _main(found["limits"], lowest=True)
    title = _title(page, "daily", found["days"], main)
    most = max(range(len(counts)), key=lambda n: counts[n])
    low, high = page.texts.hours(most * step), page.texts.hours((most + 1) * step)
    about = [page.t("pictures.daily.most", count=page.texts.number(counts[most]), low=low, high=high)]
    about += [_beyond(page, "daily", m, found["days"]) for m in found["limits"] if m is not main]
    over = [main is not None and n * step >= main["minutes"] for n in range(len(counts))]
    return _bars(page, "daily", title, about, counts, step, over, found["limits"])


def rests(page: Page) -> Picture | None:
    """Rests between working days by their length."""
    found = page.result.views["rests"]
    if not found["rests"]:
        return None
    step, counts = found["step"], found["counts"]
    main = _main(found["limits"], lowest=False)
    about = [_beyond(page, "rests", m, found["rests"]) for m in found["limits"] if m is not main]
    about.append(page.texts.counted("report.pictures.rests.longer", found["longer"]))
    short = [main is not None and (n + 1) * step <= main["minutes"] for n in range(len(counts))]
    return _bars(
        page, "rests", _title(page, "rests", found["rests"], main), about, counts, step, short, found["limits"]
    )


def _main(limits: list[Mapping[str, Any]], lowest: bool) -> Mapping[str, Any] | None:
    """The limit that decides about a possible breach."""
    breach = [m for m in limits if m["severity"] == "breach"]
    return (min if lowest else max)(breach, key=lambda m: m["minutes"]) if breach else None


def _title(page: Page, name: str, total: int, main: Mapping[str, Any] | None) -> str:
    of = page.texts.number(total)
    if main is None:
        return page.t(f"pictures.{name}.plain", total=of)
    limit = page.texts.hours(main["minutes"])
    if not main["beyond"]:
        return page.t(f"pictures.{name}.none", total=of, limit=limit)
    return page.texts.counted(f"report.pictures.{name}.title", main["beyond"], total=of, limit=limit)


def _beyond(page: Page, name: str, limit: Mapping[str, Any], total: int) -> str:
    share = page.texts.percent(limit["beyond"] / total)
    fields = {"limit": page.texts.hours(limit["minutes"]), "total": page.texts.number(total), "share": share}
    return page.texts.counted(f"report.pictures.{name}.beyond", limit["beyond"], **fields)


def _bars(
    page: Page,
    name: str,
    title: str,
    about: list[str],
    counts: list[int],
    step: int,
    marked: list[bool],
    limits: list[Mapping[str, Any]],
) -> Picture:
    first, last = trimmed(counts, [m["minutes"] for m in limits], step)
    counts = counts + [0] * (last - len(counts))
    marked = marked + [False] * (last - len(marked))
    top = 24.0 + 16 * len(limits)
    floor = top + PLOT
    wide = (RIGHT - LEFT) / (last - first)
    scale = ticks(max(counts[first:last], default=0))

    def high(count: float) -> float:
        return PLOT * count / scale[-1]

    lines = [Line(LEFT, floor - high(s), RIGHT, floor - high(s), "base" if not s else "grid") for s in scale]
    labels = [Label(LEFT - 6, floor - high(s) + 4, page.texts.number(s), "axis", "end") for s in scale]
    boxes = []
    for n in (n for n in range(first, last) if counts[n]):
        tall = max(high(counts[n]), 5.0 if marked[n] else 1.5)  # what is beyond a limit has to be seen
        x = LEFT + (n - first) * wide
        tip = _tip(page, name, n, step, counts[n])
        boxes.append(Box(x + 1, floor - tall, wide - 2, tall, "over" if marked[n] else "bar", tip))
        if marked[n]:
            labels.append(Label(x + wide / 2, floor - tall - 4, page.texts.number(counts[n]), "strong"))
    for n in range(first, last + 1):
        if n * step % 60 == 0:
            labels.append(Label(LEFT + (n - first) * wide, floor + 16, str(n * step // 60), "axis"))
    # The rightmost limit has the topmost line of words, so that no words cross another limit's line.
    end = RIGHT
    for row, m in enumerate(sorted(limits, key=lambda m: -m["minutes"])):
        x = LEFT + (m["minutes"] / step - first) * wide
        lines.append(Line(x, 4 + 16 * row, x, floor, "limit" if m["severity"] == "breach" else "limit soft"))
        words = page.t("pictures.limit", title=page.rule_title(m["rule"]), limit=page.texts.hours(m["minutes"]))
        labels.append(limit_label(x, row, words, LEFT, end))
        end = x - 4
    labels.append(Label((LEFT + RIGHT) / 2, floor + 33, page.t(f"pictures.{name}.axis"), "axis"))
    keys = [("bar", page.t(f"pictures.{name}.within")), ("over", page.t(f"pictures.{name}.over"))]
    swatches, words_, bottom = legend(keys if any(marked) else keys[:1], floor + 44)
    return Picture(
        name,
        title,
        tuple(about),
        bottom,
        (*boxes, *swatches),
        tuple(lines),
        (*labels, *words_),
        _numbers(page, name, counts, step, first, last),
    )


def _tip(page: Page, name: str, n: int, step: int, count: int) -> str:
    low, high = page.texts.hours(n * step), page.texts.hours((n + 1) * step)
    return f"{page.t(f'pictures.{name}.step', low=low, high=high)}: {page.texts.number(count)}"


def _numbers(page: Page, name: str, counts: list[int], step: int, first: int, last: int) -> Table | None:
    rows = [
        [
            cell(
                page.t(f"pictures.{name}.step", low=page.texts.hours(n * step), high=page.texts.hours((n + 1) * step))
            ),
            cell(page.texts.number(counts[n])),
        ]
        for n in range(first, last)
        if counts[n]
    ]
    heads = [page.t("pictures.length"), page.t("pictures.count")]
    return table(page.t(f"pictures.{name}.caption"), heads, rows, "numbers")
