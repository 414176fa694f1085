"""Charts for notebooks and slides: areas from weakest to strongest, with their range and the borders of the levels."""

from __future__ import annotations

from io import BytesIO
from textwrap import fill
from typing import Any

from matplotlib.figure import Figure

from readiness.language import DEFAULT, Texts, visible
from readiness.reports.context import Page
from readiness.reports.sections.summary import bars
from readiness.result import Result

INK, MUTED, BLUE, TRACK = "#1b2733", "#4a5a68", "#005a9c", "#e3e8ec"
#: Inches: width of a slide, height of one bar, room for title and axis.
WIDTH, ROW, FRAME = 10.0, 0.62, 1.9


class Chart(Figure):
    """A figure that a notebook shows by itself; it is not registered anywhere, so many of them leave nothing behind."""

    def _repr_png_(self) -> bytes:
        image = BytesIO()
        self.savefig(image, format="png", dpi=110)
        return image.getvalue()


def bullet_chart(result: Result, language: str = DEFAULT) -> Chart:
    """Bars of all areas, weakest on top, with the value as text; large enough for a projector.

    Parameters
    ----------
    result : Result
        The result of an audit.
    language : str
        ``de`` or ``en``.

    Returns
    -------
    Chart
        A matplotlib figure; `savefig` writes it for slides.
    """
    page = Page.of(result, Texts(language))
    rows = bars(page)
    names = [fill(visible(b["name"]), 26) for b in rows]
    height = FRAME + sum(ROW + 0.24 * name.count("\n") for name in names)
    figure = Chart(figsize=(WIDTH, height), layout="constrained", facecolor="white")
    axes = figure.add_subplot()
    for place, row in enumerate(rows):
        _bar(axes, place, row)
        axes.vlines(page.band_starts, place - 0.25, place + 0.25, color="white", linewidth=1.5, zorder=2.5)
    axes.set_yticks(range(len(rows)), names, fontsize=14, color=INK)
    axes.set_ylim(len(rows) - 0.4, -0.6)
    axes.set_xlim(0, 112)
    axes.set_xticks([0, *page.band_starts, 100])
    axes.tick_params(axis="x", labelsize=12, colors=MUTED)
    axes.tick_params(axis="y", length=0)
    axes.set_xlabel(f"{page.t('chart.axis')} · {page.t('chart.note')}", fontsize=12, color=MUTED)
    axes.spines[["top", "right", "left"]].set_visible(False)
    figure.suptitle(fill(_title(page), 62), fontsize=16, fontweight="bold", color=INK, x=0.01, ha="left")
    return figure


def _bar(axes: Any, place: int, row: Any) -> None:
    axes.barh(place, 100, height=0.5, color=TRACK, zorder=1)
    if row["at"] is not None:
        axes.barh(place, row["at"], height=0.5, color=BLUE, zorder=2)
    if row["low"] != row["high"]:
        axes.plot([row["low"], row["high"]], [place + 0.36] * 2, color=INK, linewidth=2.5, zorder=3, marker="|", ms=8)
    axes.text(102, place, row["value"], va="center", ha="left", fontsize=15, fontweight="bold", color=INK)


def _title(page: Page) -> str:
    weakest = page.result.weakest()
    if weakest is None or (weakest.value or 0.0) >= 100:
        return page.t("chart.title_plain", audit=page.wording.title)
    return page.t("chart.title", audit=page.wording.title, dimension=page.wording.dimension(weakest.id))
