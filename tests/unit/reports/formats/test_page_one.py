"""Page one stays one page: lists are cut in a fixed order, never to nothing, and say how much is left out."""

from __future__ import annotations

from readiness.language.texts import Texts
from readiness.reports.blocks import (
    ActionList,
    Block,
    Blocks,
    Breach,
    Breaches,
    Duties,
    Headline,
    Question,
    Questions,
    Ranked,
    Step,
    Title,
)
from readiness.reports.formats.page_one import fitted, lines

TEXTS = Texts("en")
TITLE = Title("Audit", "Company", "1 May 2026")
DUTIES = Duties(("duty " * 40,) * 9, most=2, lead="Duties")
BREACHES = Breaches((Breach("rule", "breach", "count " * 40),) * 9, most=4, see="Check against legal rules")
QUESTIONS = Questions((Question("question " * 25, "IS-01"),) * 9, most=3)
ACTIONS = ActionList((Step("action", "first " * 20, "facts", "why"),) * 5, most=5)
FULL: Blocks = (TITLE, DUTIES, BREACHES, QUESTIONS, ACTIONS)


def shown(blocks: Blocks) -> dict[type[Block], int]:
    return {type(block): len(block.entries) for block in blocks if isinstance(block, Ranked)}


def test_lines_of_a_text() -> None:
    assert lines("") == 1
    assert lines("x" * 100, 100) == 1
    assert lines("x" * 101, 100) == 2


def test_everything_worth_a_place_is_shown_where_there_is_room() -> None:
    assert shown(fitted(FULL, TEXTS, 200)) == {Duties: 2, Breaches: 4, Questions: 3, ActionList: 5}
    assert fitted((TITLE, ACTIONS), TEXTS) == (TITLE, ACTIONS)


def test_actions_are_cut_first_and_nothing_is_cut_to_nothing() -> None:
    wanted = 7.5 + 1 + 1.9 + 5 * 3.9  # fixed, title, heading, five actions
    assert shown(fitted((TITLE, ACTIONS), TEXTS, wanted + 0.01))[ActionList] == 5
    assert shown(fitted((TITLE, ACTIONS), TEXTS, wanted - 0.01))[ActionList] == 4
    assert shown(fitted(FULL, TEXTS, 1)) == {Duties: 1, Breaches: 1, Questions: 1, ActionList: 3}


def test_what_else_stands_on_the_page_takes_room_from_the_lists() -> None:
    long = Headline(("headline " * 100,))
    assert shown(fitted((TITLE, long, ACTIONS), TEXTS, 30))[ActionList] < 5
    name = Title("Audit", "Company " * 40, "1 May 2026")
    assert (
        shown(fitted((name, ACTIONS), TEXTS, 30))[ActionList] < shown(fitted((TITLE, ACTIONS), TEXTS, 30))[ActionList]
    )


def test_what_is_left_out_is_counted_in_words() -> None:
    more = {type(block): block.more for block in fitted(FULL, TEXTS, 1) if isinstance(block, Ranked)}
    assert more[Duties] == "and 8 more"
    assert more[Breaches] == "8 more possible breaches are listed in the section “Check against legal rules”."
    assert more[Questions] == "and 8 more open questions"
    assert more[ActionList] == ""
