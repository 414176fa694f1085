"""HTML as a writer over blocks: it knows every kind, nothing becomes markup, what is empty leaves nothing behind."""

from __future__ import annotations

import re
from typing import get_args

import pytest

from readiness.language.texts import Texts
from readiness.reports.blocks import (
    ActionList,
    Block,
    Breach,
    Breaches,
    Bullets,
    Callout,
    Duties,
    Group,
    Heading,
    Headline,
    Paragraph,
    Ranked,
    Remark,
    ScoreLine,
    Step,
    Title,
    cell,
    part,
    table,
)
from readiness.reports.formats.html import environment, section, style

TEXTS = Texts("en")
KINDS = [*(kind for kind in get_args(Block) if kind is not Ranked), *Ranked.__subclasses__()]
TITLE = Title("Audit", "Company", "on 1 May 2026")


def written(*blocks: Block) -> str:
    return section("here", "Heading", blocks, TEXTS).html


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_every_kind_of_block_has_its_macro(kind: type[Block]) -> None:
    assert hasattr(environment().get_template("blocks.html.j2").make_module({}), kind.__name__)


def test_a_section_has_its_heading_and_one_without_blocks_is_not_there() -> None:
    assert written(Paragraph("Words.")).startswith(
        '<section id="here" aria-labelledby="here-h">\n<h2 id="here-h">Heading'
    )
    assert written() == ""


def test_page_one_has_the_title_above_and_the_heading_small_below_it() -> None:
    html = written(TITLE, ScoreLine(value="62", band="Band", interval="60 to 70", coverage="81 %"))
    assert html.startswith('<section id="here" class="first"')
    assert (
        html.index("<h1>Audit</h1>") < html.index('<h2 id="here-h" class="kicker">') < html.index("<strong>62</strong>")
    )


def test_page_one_is_shortened_and_other_sections_are_not() -> None:
    breaches = Breaches(tuple(Breach(f"Rule {n}", "breach", "1 of 9") for n in range(9)), most=4, see="Details")
    assert written(TITLE, breaches).count("<li>") == 4
    assert "5 more possible breaches are listed in the section “Details”." in written(TITLE, breaches)
    assert written(breaches).count("<li>") == 9


@pytest.mark.parametrize(
    "block",
    [
        Heading("<b>x</b>"),
        Paragraph("<b>x</b>", conclusion="<b>y</b>"),
        Remark("<b>x</b>"),
        Callout(("<b>x</b>",)),
        Headline(("<b>x</b>",)),
        Bullets(("<b>x</b>",)),
        Duties(("<b>x</b>",), lead="<b>"),
        ActionList((Step("<b>x</b>", "<b>", "<b>", "<b>", "<b>"),)),
        table("<b>", ["<b>x</b>"], [[cell("<b>x</b>", "<b>", mark="<b>")]]),
    ],
)
def test_text_never_becomes_markup(block: Block) -> None:
    assert "<b>" not in written(block) and "&lt;b&gt;" in written(block)


@pytest.mark.parametrize("block", [Paragraph(), Remark(""), Duties(()), part("Part")])
def test_a_block_without_content_leaves_nothing_behind(block: Block) -> None:
    assert "Part" not in written(block)
    assert re.sub(r"\s+", "", written(block)) == re.sub(r"\s+", "", written(Paragraph()))


def test_blocks_may_stand_inside_others() -> None:
    html = written(Group((part("Outer", Bullets(("a", "b"), numbered=True), level=4),)))
    assert re.search(r'<div class="block">\s*<h4>Outer</h4>\s*<ol><li>a</li><li>b</li></ol>\s*</div>', html)


def test_column_widths_never_reach_a_phone() -> None:
    everywhere = style().split("@media")[0]
    assert not re.findall(r"\.(?:items|rules|actions|facts) [^\n{]*\{[^}]*[^-]width: \d", everywhere)
