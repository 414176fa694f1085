"""HTML: a writer over blocks, the style, and the guard that no text from outside becomes markup."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from readiness.language import Texts, visible
from readiness.reports.blocks import PART, Block, Blocks, Part, Title
from readiness.reports.brand import load_brand
from readiness.reports.formats.page_one import LINES, fitted
from readiness.reports.style import Palette

_FOLDER = Path(__file__).parent / "templates"
#: Lines of page one that the words in place of a logo take.
LOGO = 1.6


@lru_cache(maxsize=1)
def environment() -> Environment:
    """Templates with escaping everywhere; an undefined name is an error, never an empty place."""
    return Environment(
        loader=FileSystemLoader(_FOLDER, encoding="utf-8"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_harmless,
    )


#: What a line must not part: "§ 30", "Art. 4", "30. Januar 2027", "und -dauer".
_TOGETHER = (
    (re.compile(r"(§|\b(?:Art|Abs|Nr|Satz|s|no)\.?) (?=\d)"), "\\1\u00a0"),
    (re.compile(r"\b(\d{1,2}\.?) (?=[A-ZÄ][a-zä]+ \d{4})"), "\\1\u00a0"),
    (re.compile(r"(?<= )-(?=[a-zäöü])"), "\u2011"),
)
_ITEM = re.compile(r"\b([A-Z]{2}-\d{2})\b")


def _harmless(value: Any) -> Any:
    """Text from anywhere: control and direction characters visible, nothing becomes markup, ids stay on one line."""
    if type(value) is not str:
        return value  # markup of our own templates
    text = str(escape(visible(value)))
    for pattern, together in _TOGETHER:
        text = pattern.sub(together, text)
    return Markup(_ITEM.sub(r'<span class="id">\1</span>', text))


def style() -> Markup:
    """The style sheet in the colours of the brand, to be written into the page itself."""
    return _painted(load_brand().palette)


@lru_cache(maxsize=4)
def _painted(palette: Palette) -> Markup:
    return Markup(palette.painted((_FOLDER / "report.css").read_text(encoding="utf-8")))


@dataclass(frozen=True, slots=True)
class Section:
    """One section as HTML; a notebook shows it as it stands in the report."""

    name: str
    html: str

    def _repr_html_(self) -> str:
        return f'<style>{style()}</style><div class="readiness">{self.html}</div>' if self.html else ""


def section(name: str, heading: str, blocks: Blocks, texts: Texts) -> Section:
    """One section with its heading; without blocks there is nothing to show.

    Parameters
    ----------
    name : str
        Where links inside the page lead.
    heading : str
        What stands above it; on page one the title stands above the heading.
    blocks : tuple of blocks
        What the section says.
    texts : Texts
        Words of the language.
    """
    if not blocks:
        return Section(name, "")
    write, title, logo = _writer(texts), Markup(), load_brand().logo_text
    if isinstance(blocks[0], Title):
        title, blocks = write(blocks[0]), fitted(blocks, texts, LINES - LOGO if logo else LINES)[1:]
    body = Markup().join(write(block) for block in blocks)
    if isinstance(blocks[-1], Part) and blocks[-1].level == PART:
        body = body.removesuffix("\n")  # nothing follows from which it would have to be set apart
    page = environment().get_template("section.html.j2")
    return Section(name, page.render(name=name, heading=heading, title=title, logo=logo, body=body))


def _writer(texts: Texts) -> Callable[[Block], Markup]:
    """Writes a block by the macro that bears the name of its kind."""

    def words(key: str, **fields: Any) -> str:
        return texts.t(f"report.{key}", **fields)

    def write(block: Block) -> Markup:
        return Markup(getattr(macros, type(block).__name__)(block))

    macros: Any = environment().get_template("blocks.html.j2").make_module({"t": words, "write": write})
    return write


def document(texts: Texts, title: str, sections: Sequence[tuple[str, Section]], footer: str) -> str:
    """The whole page: one file, nothing fetched, no script; sections come with their headings."""
    page = environment().get_template("page.html.j2")
    return page.render(
        t=lambda key: texts.t(f"report.{key}"),
        language=texts.language,
        title=Markup(escape(visible(title))),  # a title holds no markup
        listed=[(section.name, heading) for heading, section in sections],
        bodies=[Markup(section.html) for _, section in sections],
        style=style(),
        footer=footer,
    )
