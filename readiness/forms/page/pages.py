"""The pages around the form: where a person starts, and the shell in which the form is drawn."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from readiness import catalog
from readiness.forms.front_end import MODULES
from readiness.forms.sheets.folder import Row
from readiness.language import Texts, languages


def start_page(base: str, rows: Sequence[Row], folder: str, language: str, deleted: str = "") -> str:
    """The first page: continue a sheet, begin a new one, take over an answer file.

    Parameters
    ----------
    base : str
        First part of every address.
    rows : sequence of Row
        The sheets of the folder.
    folder : str
        Where they lie, for the person to read.
    language : str
        Such as ``de``.
    deleted : str
        Sheet that was just moved aside and may be brought back.
    """
    texts = Texts(language)
    audits = sorted((catalog.load(f"audits/{name}/audit.yaml") for name in catalog.ids("audits")), key=_order)
    titles = {a["id"]: texts.pick(a["title"]) for a in audits}
    sheets = [_line(row, titles, texts) for row in rows]
    # The question about the role and its choices are those of the form, which asks again under "profile".
    roles = [{"id": r["id"], "label": texts.pick(r["label"])} for r in catalog.load("common/profile.yaml")["roles"]]
    choices = [{"id": a["id"], "title": texts.pick(a["title"]), "purpose": texts.pick(a["purpose"])} for a in audits]
    return str(
        _template("start.html").render(
            base=base,
            t=lambda key, **values: texts.t(f"start.{key}", **values),
            language=language,
            others=[(one, Texts(one).t("name")) for one in languages() if one != language],
            folder=folder,
            sheets=sheets,
            audits=choices,
            role_label=texts.t("form.profile.role"),
            no_role=texts.t("form.profile.no_role"),
            roles=roles,
            deleted=deleted,
            disclaimer=texts.pick(catalog.edition()["disclaimer"]),
        )
    )


def form_page(base: str, sheet: str, audit: str, language: str) -> str:
    """The shell of the form; the module in it draws everything else."""
    title = Texts(language).pick(catalog.load(f"audits/{audit}/audit.yaml")["title"])
    # All modules are fetched at once, instead of each after the one that asks for it.
    return str(_template("form.html").render(base=base, sheet=sheet, title=title, language=language, modules=MODULES))


def problem_page(base: str, sentences: Mapping[str, str], language: str) -> str:
    """A page that says what went wrong, with the way back."""
    texts = Texts(language)
    words = {"title": texts.t("start.title"), "back": texts.t("start.back"), "sentence": sentences[language]}
    return str(_template("problem.html").render(base=base, language=language, **words))


def _order(audit: Any) -> int:
    return int(audit["order"])


def _line(row: Row, titles: dict[str, str], texts: Texts) -> dict[str, Any]:
    when = "" if row.saved_at is None else f"{texts.date(row.saved_at.date().isoformat())}, {row.saved_at:%H:%M}"
    if row.problem is not None:
        movable = row.problem.code != "sheet_name_not_usable"  # the person renames it; the page knows no such name
        sentence = texts.error(row.problem.code, row.problem.fields)
        return {"id": row.id, "problem": sentence, "when": when, "movable": movable}
    return {
        "id": row.id,
        "title": titles.get(row.audit, row.audit),
        "company": row.company,
        "when": when,
        "answered": row.answered,
        "asked": row.asked,
        "problem": "",
        "movable": True,
    }


def _template(name: str) -> Any:
    return _environment().get_template(name)


@lru_cache(maxsize=1)
def _environment() -> Any:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    loader = PackageLoader("readiness.forms", "templates")
    return Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
