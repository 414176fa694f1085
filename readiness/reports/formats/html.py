"""From views to HTML: templates, style, and the guard that no text from outside becomes markup."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from readiness.language import Texts, visible

_FOLDER = Path(__file__).parent / "templates"


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


@lru_cache(maxsize=1)
def style() -> Markup:
    """The style sheet, to be written into the page itself."""
    return Markup((_FOLDER / "report.css").read_text(encoding="utf-8"))


def render(template: str, texts: Texts, **view: Any) -> Markup:
    """One template filled in; the result is markup."""
    page = environment().get_template(f"{template}.html.j2")
    return Markup(page.render(t=_words(texts), language=texts.language, **view))


def _words(texts: Texts) -> Any:
    def t(key: str, **fields: Any) -> str:
        return texts.t(f"report.{key}", **fields)

    return t


def section(name: str, template: str, texts: Texts, view: Mapping[str, Any]) -> Markup:
    """One section with its heading."""
    return render(template, texts, name=name, view=view)


def document(texts: Texts, title: str, sections: list[tuple[str, str, Markup]], footer: str) -> str:
    """The whole page: one file, nothing fetched, no script."""
    listed = [(name, heading) for name, heading, _ in sections]
    bodies = [body for _, _, body in sections]
    title = Markup(escape(visible(title)))  # a title holds no markup
    page = render("page", texts, title=title, listed=listed, bodies=bodies, style=style(), footer=footer)
    return str(page)
