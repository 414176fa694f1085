"""Page one stays one page of paper: how many entries of each list fit beside the others."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import replace

from readiness.language.texts import Texts
from readiness.reports.blocks import (
    ActionList,
    Bars,
    Block,
    Blocks,
    Breach,
    Breaches,
    Duties,
    Entry,
    Headline,
    Question,
    Questions,
    Ranked,
    Remark,
    Step,
    Title,
)

#: Lines of print on page one, and characters in a line; measured with a wide font, so that narrow ones leave room.
LINES, WIDTH = 62.5, 104
#: Lines of what stands on every page one (score, disclaimer, space between), of a heading, and of the first review.
ALWAYS, HEADING, REVIEW = 7.5, 1.9, 2.0
#: What is shortened first when there is too much; never below three actions and one entry of the others.
ORDER = (ActionList, ActionList, Questions, Breaches, Duties, Questions, *(Breaches,) * 6)
#: How the entries that are left out are counted in words.
MORE: Mapping[type[Ranked], str] = {
    Duties: "report.summary.more",
    Breaches: "report.summary.breaches_more",
    Questions: "report.summary.clarify_more",
}


def lines(text: str, width: int = WIDTH) -> int:
    """Lines that a text takes."""
    return max(1, math.ceil(len(text) / width))


def fitted(blocks: Blocks, texts: Texts, room: float = LINES) -> Blocks:
    """The blocks of page one with lists so short that they fit, and in words how many entries are left out.

    Parameters
    ----------
    blocks : tuple of blocks
        Page one with all its entries.
    texts : Texts
        Words of the language.
    room : float
        Lines of print there are.
    """
    lists = {type(block): block for block in blocks if isinstance(block, Ranked)}
    shown = {kind: len(found.entries) if found.most is None else found.most for kind, found in lists.items()}
    fixed = ALWAYS + sum(_fixed(block) for block in blocks)
    for kind in ORDER:
        if fixed + sum(_listed(found, shown[of]) for of, found in lists.items()) <= room:
            break
        if kind in shown:
            shown[kind] = max(1, shown[kind] - 1)
    return tuple(_cut(block, shown[type(block)], texts) if isinstance(block, Ranked) else block for block in blocks)


def _fixed(block: Block) -> float:
    """Lines of a block that is shown whole; what every page one has is not counted again."""
    match block:
        case Title():
            return lines(block.company, 50)
        case Headline():
            return sum(lines(line) for line in block.lines)
        case Bars():
            return 5 + sum(1.1 * lines(bar.name, 30) + 0.3 + len(bar.notes) for bar in block.rows)
        case Remark(look="review"):
            return REVIEW
    return 0.0


def _listed(found: Ranked, most: int) -> float:
    """Lines of a list with its heading, and of the words for what is left out."""
    shown = found.entries[:most]
    left_out = len(shown) < len(found.entries)
    return HEADING + sum(_size(entry) for entry in shown) + left_out if shown else 0.0


def _size(entry: Entry) -> float:
    match entry:
        case Breach():
            return lines(entry.title + entry.breach + entry.count, 98)
        case Question():
            return lines(entry.text + entry.duty + entry.note + 8 * " ")
        case Step():
            return lines(entry.text, 92) + lines(entry.first_step + 15 * " ", 114) * 0.9 + 1.1
    return lines(entry)


def _cut(found: Ranked, most: int, texts: Texts) -> Ranked:
    left_out = len(found.entries) - most
    if left_out <= 0:
        return found
    more = texts.counted(MORE[type(found)], left_out, section=found.see) if type(found) in MORE else ""
    return replace(found, entries=found.entries[:most], more=more)
