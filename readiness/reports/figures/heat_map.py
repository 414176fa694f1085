"""The hours of the week as fields, the darker the more persons are at work in them."""

from __future__ import annotations

from readiness.reports.blocks import Box, Figure, Label
from readiness.reports.context import Page
from readiness.reports.figures.shapes import DARK, LEFT, RIGHT, legend, shade

#: Shares at which the next darker shade begins.
SHARES = (0.0, 0.2, 0.4, 0.6, 0.8)
#: Size of a field, and where the first row begins.
WIDE, TALL, TOP = (RIGHT - LEFT) / 24, 24.0, 20.0


def week(page: Page) -> Figure:
    """Share of persons at work in each hour of the week."""
    found = page.result.views["week"]
    names = page.texts.lookup("report.pictures.weekdays")
    labels = [Label(LEFT + hour * WIDE, TOP - 6, str(hour), "axis") for hour in range(0, 25, 2)]
    boxes: list[Box] = []
    for day, row in enumerate(found["share"]):
        y = TOP + day * TALL
        labels.append(Label(LEFT - 6, y + 16, names[day], "axis", "end"))
        for hour, share in enumerate(row):
            x, look = LEFT + hour * WIDE, shade(share, SHARES)
            words = page.too_few if share is None else page.texts.percent(share)
            boxes.append(Box(x, y, WIDE - 1, TALL - 1, look, f"{names[day]} {hour}–{hour + 1}: {words}"))
            if share:
                number = page.texts.number(share * 100)
                labels.append(Label(x + WIDE / 2 - 0.5, y + 16, number, "on" if look in DARK else "in"))
    keys = [(f"s{n}", page.t("pictures.week.legend", upto=page.texts.percent(n / 5))) for n in range(1, 6)]
    about = [page.t("pictures.week.about", persons=page.texts.number(page.result.views["persons"]))]
    if hidden := found["suppressed"]:
        keys.append(("hidden-field", page.too_few))
        about.append(page.texts.counted("report.pictures.week.hidden", hidden, group=page.smallest_group))
    key = legend(keys, TOP + 7 * TALL + 12)
    return Figure("week", _busiest(page), tuple(about), key.bottom, (*boxes, *key.boxes), (), (*labels, *key.labels))


def _busiest(page: Page) -> str:
    """The hour with most persons at work, in a sentence; the earliest of several."""
    shares = page.result.views["week"]["share"]
    known = [(share, -day, -hour) for day, row in enumerate(shares) for hour, share in enumerate(row) if share]
    if not known:
        return page.t("pictures.week.plain")
    share, day, hour = max(known)
    name = page.texts.lookup("report.pictures.on_weekday")[-day]
    return page.t(
        "pictures.week.title", weekday=name, start=str(-hour), end=str(1 - hour), share=page.texts.percent(share)
    )
