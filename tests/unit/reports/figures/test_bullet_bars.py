"""The chart for slides: every area named, in order, nothing cut off, no trace left behind."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from readiness.language import languages
from readiness.reports.report import bullet_chart
from readiness.result import Result


@pytest.mark.parametrize("language", languages())
def test_chart_shows_every_area_with_large_letters(result_of: Callable[..., Result], language: str) -> None:
    result = result_of()
    chart = bullet_chart(result, language)
    chart.draw_without_rendering()
    axes = chart.axes[0]
    assert len(axes.get_yticklabels()) == len(result.score.dimensions)
    words = [*axes.get_yticklabels(), *axes.get_xticklabels(), *axes.texts]
    assert min(word.get_fontsize() for word in words) >= 12
    width, height = chart.canvas.get_width_height()
    for word in [*words, chart._suptitle]:
        box = word.get_window_extent()
        assert box.x0 >= -1 and box.y0 >= -1 and box.x1 <= width + 1 and box.y1 <= height + 1, word.get_text()


def test_chart_is_a_picture_in_a_notebook_and_registers_nowhere(result_of: Callable[..., Result]) -> None:
    import matplotlib.pyplot as plt

    before = plt.get_fignums()
    assert bullet_chart(result_of())._repr_png_().startswith(b"\x89PNG")
    assert plt.get_fignums() == before
