"""What a section says, piece by piece and in order; every format is one writer over these, and none knows a section.

A block holds finished words of one language and nothing of any format. One without content is allowed where it has a
fixed place; a writer leaves it out.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

#: Width of every figure in its own units; on A4 one of them is about a quarter of a millimetre.
WIDTH = 720.0
#: Level of a heading right below that of the section.
PART = 3
#: How a sentence is meant to look beside others.
Look: TypeAlias = Literal["", "quiet", "box", "review", "disclaimer"]


@dataclass(frozen=True, slots=True)
class Title:
    """What the report is on, for whom and from when; stands above everything on page one."""

    text: str
    company: str
    date: str


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading inside a section; the section's own stands at level 2."""

    text: str
    level: int = PART


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Sentences in a place that is always there; `conclusion` is what they come to, in bold on its own line."""

    text: str = ""
    look: Look = ""
    conclusion: str = ""


@dataclass(frozen=True, slots=True)
class Remark:
    """A sentence that is only there when there is something to remark."""

    text: str
    look: Look = ""


@dataclass(frozen=True, slots=True)
class Callout:
    """Sentences that must not be overlooked, each in a box of its own."""

    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Headline:
    """The result in one to three sentences; `alert` when a possible breach stands first."""

    lines: tuple[str, ...]
    alert: bool = False


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list of sentences; numbered where other places refer to its numbers."""

    lines: tuple[str, ...]
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """Text of a cell, notes in small print below it, and a mark (a word in a frame) above it."""

    text: str
    notes: tuple[str, ...] = ()
    mark: str = ""
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table that reads well on screen, on a phone and on paper; the first cell of a row is its heading.

    Its `kind` says what the columns are, so that a format can give them their widths.
    """

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    kind: str = ""


def cell(text: str, *notes: str, mark: str = "", strong: bool = False) -> Cell:
    """A cell; empty notes are left out."""
    return Cell(text, tuple(n for n in notes if n), mark, strong)


def table(caption: str, head: Sequence[str], rows: Iterable[Sequence[Cell]], kind: str = "") -> Table | None:
    """A table, or None when it would have no row."""
    found = tuple(tuple(r) for r in rows)
    return Table(caption, tuple(head), found, kind) if found else None


@dataclass(frozen=True, slots=True)
class ScoreLine:
    """Score with band, range and coverage, which always stand together; without a value `why` says the reason."""

    value: str = ""
    band: str = ""
    interval: str = ""
    interval_why: str = ""
    coverage: str = ""
    why: str = ""
    small: bool = False


@dataclass(frozen=True, slots=True)
class Bar:
    """One value on the scale from 0 to 100 with its range, as numbers for drawing and as words for reading."""

    name: str
    at: float | None
    low: float
    high: float
    value: str
    span: str
    band: str
    coverage: str = ""
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Bars:
    """Values one below the other, weakest first; `ticks` are where bands begin."""

    caption: str
    first_head: str
    rows: tuple[Bar, ...]
    ticks: tuple[float, ...]
    legend: str
    coverage: bool = False


@dataclass(frozen=True, slots=True)
class Breach:
    """A possible breach: rule, how it is to be understood, how many cases; the audit where there are several."""

    title: str
    breach: str
    count: str
    audit: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """A question that is still to be clarified; `duty` where a duty hangs on it."""

    text: str
    note: str
    duty: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """An action with its first step and the facts needed to plan it; the audit where there are several."""

    text: str
    first_step: str
    facts: str
    why: str
    audit: str = ""


Entry: TypeAlias = str | Breach | Question | Step


@dataclass(frozen=True, slots=True)
class Ranked:
    """A list that may be shortened, the most important first.

    Attributes
    ----------
    entries : tuple
        What is listed.
    most : int or None
        How many are worth a place among the essentials; all without it.
    see : str
        Heading of the section that lists them all.
    more : str
        How many a format has left out, in words; "" while none is.
    """

    entries: tuple[Entry, ...]
    most: int | None = None
    see: str = ""
    more: str = ""


@dataclass(frozen=True, slots=True)
class Duties(Ranked):
    """Duties and critical risks that are not met (sentences); `lead` says what they do to the score."""

    lead: str = ""


@dataclass(frozen=True, slots=True)
class Breaches(Ranked):
    """Possible breaches with their denominators, most failures first."""


@dataclass(frozen=True, slots=True)
class Questions(Ranked):
    """Questions that are to be clarified."""


@dataclass(frozen=True, slots=True)
class ActionList(Ranked):
    """The next actions in their order."""


@dataclass(frozen=True, slots=True)
class Box:
    """A filled rectangle; `look` names its colours, `tip` is read out and shown on pointing at it."""

    x: float
    y: float
    width: float
    height: float
    look: str
    tip: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A straight line."""

    x1: float
    y1: float
    x2: float
    y2: float
    look: str


@dataclass(frozen=True, slots=True)
class Label:
    """Text beside what it names; `anchor` is start, middle or end."""

    x: float
    y: float
    text: str
    look: str = ""
    anchor: str = "middle"


@dataclass(frozen=True, slots=True)
class Figure:
    """A drawing with the sentence that says what is seen, sentences beside it and, where it helps, its numbers."""

    name: str
    title: str
    about: tuple[str, ...]
    height: float
    boxes: tuple[Box, ...]
    lines: tuple[Line, ...] = ()
    labels: tuple[Label, ...] = ()
    numbers: Table | None = None
    width: float = WIDTH


@dataclass(frozen=True, slots=True)
class Part:
    """A heading with what stands below it; neither is shown when there is nothing below it."""

    heading: str
    body: Blocks
    level: int = PART


@dataclass(frozen=True, slots=True)
class Group:
    """Blocks that belong together and are set apart from what follows."""

    body: Blocks


def part(heading: str, *body: Block | None, level: int = PART) -> Part:
    """A part; a block that is None is left out."""
    return Part(heading, tuple(b for b in body if b is not None), level)


Block: TypeAlias = (
    Title
    | Heading
    | Paragraph
    | Remark
    | Callout
    | Headline
    | Bullets
    | Table
    | ScoreLine
    | Bars
    | Ranked
    | Figure
    | Part
    | Group
)
Blocks: TypeAlias = tuple[Block, ...]
