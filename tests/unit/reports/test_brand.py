"""A brand is one file: an overlay with another colour changes report, form and chart, and nothing else."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from places import ROOT

from readiness.forms.single_file import export_form, static
from readiness.reports.brand import load_brand
from readiness.reports.report import Report, bullet_chart
from readiness.result import Result

OURS, GREEN = "#005a9c", "#00684a"


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str, str], None]:
    """Puts a changed copy of the brand into a data folder of one's own."""

    def change(find: str, put: str) -> None:
        text = (ROOT / "data" / "brands" / "default.yaml").read_text(encoding="utf-8")
        assert find in text
        (tmp_path / "brands").mkdir(exist_ok=True)
        (tmp_path / "brands" / "default.yaml").write_text(text.replace(find, put), encoding="utf-8")
        monkeypatch.setenv("READINESS_DATA", str(tmp_path))

    return change


def test_one_colour_in_one_file_changes_report_form_and_chart(result_of: Callable[..., Result], own) -> None:
    result = result_of()
    before = Report.of(result).html(), static("form.css"), export_form("homeoffice"), bullet_chart(result)
    own(OURS, GREEN)
    after = Report.of(result).html(), static("form.css"), export_form("homeoffice"), bullet_chart(result)
    for old, new in zip(before[:3], after[:3], strict=True):
        assert OURS in old and OURS not in new and GREEN in new
    assert after[0].replace(GREEN, OURS) == before[0]
    colours = [{bar.get_facecolor() for bar in chart.axes[0].patches} for chart in (before[3], after[3])]
    assert colours[0] != colours[1] and len(colours[0]) == len(colours[1])


def test_words_in_place_of_a_logo_stand_on_page_one_only(result_of: Callable[..., Result], own) -> None:
    assert load_brand().logo_text == ""
    own('# logo_text: "Words that stand at the top of page one, where a logo would."', 'logo_text: "Kammer <b>"')
    html = Report.of(result_of()).html()
    assert html.count("Kammer &lt;b&gt;") == 1
    assert html.index("Kammer &lt;b&gt;") < html.index("<h1>")


def test_words_in_place_of_a_logo_take_room_from_a_full_page_one(result_of: Callable[..., Result], own) -> None:
    full = result_of(pattern=("low", "unanswered", "low"))
    before = Report.of(full).section("summary").html.count("<li>")
    own('# logo_text: "Words', 'logo_text: "Words')
    assert Report.of(full).section("summary").html.count("<li>") <= before
