"""Charts for notebooks and slides: areas from weakest to strongest, with their range and the borders of the levels."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from textwrap import fill
from typing import Any

from matplotlib.figure import Figure

from readiness.language import visible
from readiness.reports.blocks import Bar
from readiness.reports.context import Page
from readiness.reports.style import Palette

#: Inches: width of a slide, height of one bar, room for title and axis.
WIDTH, ROW, FRAME = 10.0, 0.62, 1.9


class Chart(Figure):
    """A figure that a notebook shows by itself; it is not registered anywhere, so many of them leave nothing behind."""

    def _repr_png_(self) -> bytes:
        image = BytesIO()
        self.savefig(image, format="png", dpi=110)
        return image.getvalue()


def bullet_bars(page: Page, rows: Sequence[Bar], palette: Palette) -> Chart:
    """Bars one below the other with the value as text; large enough for a projector.

    Parameters
    ----------
    page : Page
        The result with its words, for title and axis.
    rows : sequence of Bar
        What is drawn, weakest first.
    palette : Palette
        The colours of the brand.

    Returns
    -------
    Chart
        A matplotlib figure; `savefig` writes it for slides.
    """
    names = [fill(visible(bar.name), 26) for bar in rows]
    height = FRAME + sum(ROW + 0.24 * name.count("\n") for name in names)
    figure = Chart(figsize=(WIDTH, height), layout="constrained", facecolor=palette.paper)
    axes = figure.add_subplot()
    for place, bar in enumerate(rows):
        _bar(axes, place, bar, palette)
        axes.vlines(page.band_starts, place - 0.25, place + 0.25, color=palette.paper, linewidth=1.5, zorder=2.5)
    axes.set_yticks(range(len(rows)), names, fontsize=14, color=palette.ink)
    axes.set_ylim(len(rows) - 0.4, -0.6)
    axes.set_xlim(0, 112)
    axes.set_xticks([0, *page.band_starts, 100])
    axes.tick_params(axis="x", labelsize=12, colors=palette.muted)
    axes.tick_params(axis="y", length=0)
    axes.set_xlabel(f"{page.t('chart.axis')} · {page.t('chart.note')}", fontsize=12, color=palette.muted)
    axes.spines[["top", "right", "left"]].set_visible(False)
    figure.suptitle(fill(_title(page), 62), fontsize=16, fontweight="bold", color=palette.ink, x=0.01, ha="left")
    return figure


def _bar(axes: Any, place: int, bar: Bar, palette: Palette) -> None:
    ink = palette.ink
    axes.barh(place, 100, height=0.5, color=palette.track, zorder=1)
    if bar.at is not None:
        axes.barh(place, bar.at, height=0.5, color=palette.brand, zorder=2)
    if bar.low != bar.high:
        axes.plot([bar.low, bar.high], [place + 0.36] * 2, color=ink, linewidth=2.5, zorder=3, marker="|", ms=8)
    axes.text(102, place, bar.value, va="center", ha="left", fontsize=15, fontweight="bold", color=ink)


def _title(page: Page) -> str:
    weakest = page.result.weakest()
    if weakest is None or (weakest.value or 0.0) >= 100:
        return page.t("chart.title_plain", audit=page.wording.title)
    return page.t("chart.title", audit=page.wording.title, dimension=page.wording.dimension(weakest.id))
