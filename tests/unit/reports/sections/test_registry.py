"""Sections in one list: each named once, with a heading in every language, and shown where it has something to say."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from readiness.language import Texts, languages
from readiness.reports.context import Page
from readiness.reports.sections.registry import SECTIONS, blocks_of, names
from readiness.result import Result


def test_every_section_is_named_once_and_says_something_of_one_audit_or_of_several() -> None:
    assert len({kind.name for kind in SECTIONS}) == len(SECTIONS)
    assert all(kind.of_one or kind.of_several for kind in SECTIONS)
    assert {*names(single=True), *names(single=False)} == {kind.name for kind in SECTIONS}


@pytest.mark.parametrize("language", languages())
def test_every_section_has_a_heading_in_every_language(language: str) -> None:
    missing = [kind.name for kind in SECTIONS if not Texts(language).has(f"report.sections.{kind.name}")]
    assert not missing, f"add report.sections.{missing[0]} to data/texts/{language}.yaml"


def test_both_reports_begin_with_the_essentials_and_end_with_the_basis() -> None:
    for single in (True, False):
        assert names(single)[0] == "summary" and names(single)[-1] == "basis"


def test_a_section_without_content_has_no_blocks(result_of: Callable[..., Result]) -> None:
    pages = [Page.of(result_of("it_security", pattern=("high",)), Texts("en"))]
    assert not blocks_of("findings", pages, single=True)
    assert not blocks_of("gaps", pages, single=True)
    assert blocks_of("summary", pages, single=True)
