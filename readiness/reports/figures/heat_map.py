"""Two pictures made of fields: the hours of the week, and the days of the calendar."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from readiness.reports.context import Page
from readiness.reports.figures.shapes import Box, Label, Picture, legend

LEFT, RIGHT = 46.0, 712.0
#: Shares and hours at which the next darker shade begins.
SHARES, HOURS = (0.0, 0.2, 0.4, 0.6, 0.8), (0, 4, 6, 7, 8)
#: Weeks beside each other before a second band begins, and the size of a field.
BAND, WIDEST, TALLEST = 27, 44.0, 26.0


def week(page: Page) -> Picture:
    """Share of persons at work in each hour of the week."""
    found = page.result.views["week"]
    wide, tall, top = (RIGHT - LEFT) / 24, 24.0, 20.0
    names = page.texts.lookup("report.pictures.weekdays")
    boxes, labels = [], []
    for hour in range(0, 25, 2):
        labels.append(Label(LEFT + hour * wide, top - 6, str(hour), "axis"))
    for day, row in enumerate(found["share"]):
        y = top + day * tall
        labels.append(Label(LEFT - 6, y + 16, names[day], "axis", "end"))
        for hour, share in enumerate(row):
            x = LEFT + hour * wide
            tip = f"{names[day]} {hour}–{hour + 1}: {_share(page, share)}"
            boxes.append(Box(x, y, wide - 1, tall - 1, _shade(share, SHARES), tip))
            if share:
                look = "on" if _shade(share, SHARES) in ("s4", "s5") else "in"
                labels.append(Label(x + wide / 2 - 0.5, y + 16, page.texts.number(share * 100), look))
    keys = [(f"s{n}", page.t("pictures.week.legend", upto=page.texts.percent(n / 5))) for n in range(1, 6)]
    keys += (
        [("hidden-field", page.t("pictures.few", group=str(page.result.views["min_group"])))]
        if found["suppressed"]
        else []
    )
    swatches, words, bottom = legend(keys, top + 7 * tall + 12)
    about = [page.t("pictures.week.about", persons=page.texts.number(page.result.views["persons"]))]
    if found["suppressed"]:
        about.append(page.texts.counted("report.pictures.week.hidden", found["suppressed"], group=_group(page)))
    return Picture("week", _busiest(page), tuple(about), bottom, (*boxes, *swatches), (), (*labels, *words))


def _busiest(page: Page) -> str:
    shares = page.result.views["week"]["share"]
    known = [(share, -day, -hour) for day, row in enumerate(shares) for hour, share in enumerate(row) if share]
    if not known:
        return page.t("pictures.week.plain")
    share, day, hour = max(known)
    name = page.texts.lookup("report.pictures.on_weekday")[-day]
    return page.t(
        "pictures.week.title", weekday=name, start=str(-hour), end=str(1 - hour), share=page.texts.percent(share)
    )


def _share(page: Page, share: float | None) -> str:
    return page.t("pictures.few", group=_group(page)) if share is None else page.texts.percent(share)


def _group(page: Page) -> str:
    return str(page.result.views["min_group"])


def _shade(value: float | None, starts: Sequence[float]) -> str:
    if value is None:
        return "hidden-field"
    return "empty" if not value else f"s{sum(value > s for s in starts) or 1}"


def calendar(page: Page) -> Picture:
    """Mean length of work and number of possible breaches per day."""
    found = page.result.views["calendar"]
    first = dt.date.fromisoformat(found["first"])
    monday = first - dt.timedelta(first.weekday())
    weeks = (first.weekday() + len(found["persons"]) + 6) // 7
    bands = -(-weeks // BAND)
    per_band = -(-weeks // bands)
    wide, tall = min((RIGHT - LEFT) / per_band, WIDEST), TALLEST
    high = 7 * tall + 30
    names = page.texts.lookup("report.pictures.weekdays")
    boxes, labels = [], []
    for band in range(bands):
        labels += [Label(LEFT - 6, band * high + 37 + d * tall, names[d], "axis", "end") for d in range(7)]
    for n, persons in enumerate(found["persons"]):
        day = first + dt.timedelta(n)
        column, row = divmod((day - monday).days, 7)
        band, column = divmod(column, per_band)
        x, y = LEFT + column * wide, band * high + 20 + row * tall
        mean, breaches = found["mean_minutes"][n], found["breaches"][n]
        shade = "empty" if persons == 0 else _shade(None if mean is None else mean / 60, HOURS)
        boxes.append(Box(x, y, wide - 1.5, tall - 1.5, shade, _day_tip(page, day, persons, mean, breaches)))
        if breaches:
            look = "on strong" if shade in ("s4", "s5") else "in strong"
            labels.append(Label(x + wide / 2 - 0.75, y + tall / 2 + 4, page.texts.number(breaches), look))
        if day.day == 1 or (n == 0 and day.day < 20):
            months = page.texts.lookup("report.pictures.months")
            labels.append(Label(x, band * high + 13, f"{months[day.month - 1]} {day.year}", "axis", "start"))
    hours = [(a, b) for a, b in zip(HOURS, [*HOURS[1:], None], strict=True)]
    keys = [(f"s{n}", _hours(page, a, b)) for n, (a, b) in enumerate(hours, 1)]
    keys.append(("empty", page.t("pictures.calendar.no_work")))
    keys += [("hidden-field", page.t("pictures.few", group=_group(page)))] if found["suppressed"] else []
    swatches, words, bottom = legend(keys, bands * high + 2)
    return Picture(
        "calendar", _worst_day(page), tuple(_about(page)), bottom, (*boxes, *swatches), (), (*labels, *words)
    )


def _hours(page: Page, low: int, high: int | None) -> str:
    if high is None:
        return page.t("pictures.calendar.above", low=str(low))
    return page.t("pictures.calendar.upto", high=str(high))


def _day_tip(page: Page, day: dt.date, persons: int | None, mean: float | None, breaches: int | None) -> str:
    date = page.texts.date(day)
    if persons is None:
        return f"{date}: {page.t('pictures.few', group=_group(page))}"
    if not persons:
        return f"{date}: {page.t('pictures.calendar.no_work')}"
    fields = {"persons": page.texts.number(persons), "mean": page.texts.hours(mean)}
    return page.t("pictures.calendar.day", date=date, breaches=page.texts.number(breaches), **fields)


def _worst_day(page: Page) -> str:
    found = page.result.views["calendar"]
    most = max((b for b in found["breaches"] if b), default=0)
    if not most:
        return page.t("pictures.calendar.none")
    days = [n for n, b in enumerate(found["breaches"]) if b == most]
    date = page.texts.date(dt.date.fromisoformat(found["first"]) + dt.timedelta(days[0]))
    count = page.texts.counted("report.pictures.calendar.breaches", most)
    if len(days) == 1:
        return page.t("pictures.calendar.title", date=date, count=count)
    return page.t("pictures.calendar.title_ties", days=page.texts.number(len(days)), count=count)


def _about(page: Page) -> list[str]:
    found = page.result.views["calendar"]
    about = [page.t("pictures.calendar.about")]
    if found["suppressed"]:
        about.append(page.texts.counted("report.pictures.calendar.hidden", found["suppressed"], group=_group(page)))
    if found["left_out"]:
        about.append(page.texts.counted("report.pictures.calendar.left_out", found["left_out"]))
    return about
