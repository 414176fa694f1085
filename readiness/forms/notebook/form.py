"""The form in a notebook cell; the answer sheet on disk is the truth, never the state of a widget."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from html import escape
from pathlib import Path
from typing import Any

from readiness.errors import EvidenceError, UsageError, cause_of
from readiness.forms.desk import Desk
from readiness.forms.sheets.folder import Folder
from readiness.instrument import AnswerSheet
from readiness.language import DEFAULT, Texts

#: Whose law applies when only the name of an audit is given.
_COUNTRY = "de"


class Offer:
    """A file of evidence as it was understood, before anything is done with it."""

    def __init__(self, form: Form, reply: Mapping[str, Any]) -> None:
        self._form, self._reply = form, reply

    def facts(self) -> list[tuple[str, str]]:
        """What was understood, in the language of the form."""
        pick = Texts(self._form._language).pick
        return [(pick(one["label"]), pick(one["value"])) for one in self._reply["understood"]["facts"]]

    def __repr__(self) -> str:
        return "\n".join(f"{label}: {value}" for label, value in self.facts())

    def _repr_html_(self) -> str:
        rows = "".join(f"<tr><th>{escape(label)}</th><td>{escape(value)}</td></tr>" for label, value in self.facts())
        return f"<table>{rows}</table>"

    def use(self) -> Form:
        """Let the file answer the questions it can answer; a copy stays beside the sheet."""
        self._form._desk.use(self._form._name, self._reply["id"])
        return self._form

    def drop(self) -> Form:
        """Forget the file, or stop using it and delete the copy."""
        self._form._desk.drop(self._form._name, self._reply["id"])
        return self._form


class Form:
    """A form in a notebook: shows itself in a cell and gives the sheet as it stands on disk.

    Attributes
    ----------
    path : Path
        The answer sheet.
    sheet : AnswerSheet
        What is answered so far, read anew each time.
    """

    def __init__(self, desk: Desk, name: str, language: str, plain: bool) -> None:
        self._desk, self._name, self._language, self._plain = desk, name, language, plain
        self.path = desk.folder.path / f"{name}.yaml"

    @property
    def sheet(self) -> AnswerSheet:
        """The sheet as it stands on disk."""
        return self._desk.folder.open(self._name).sheet

    def look(self, file: Path | str, **options: str) -> Offer:
        """Read a file of evidence and show what was understood; ``.use()`` takes it, ``.drop()`` forgets it.

        Parameters
        ----------
        file : path
            A file that this audit has a use for, such as an export of the time tracking.
        **options
            How to read it, if that is not clear: ``day_order``, ``timezone``, ``format``, ``naive``, ``pairing``,
            ``person``; see `readiness.read_evidence`.

        Raises
        ------
        EvidenceError
            Why the file cannot be read.
        """
        path = Path(file)
        try:
            content = path.read_bytes()
        except OSError as problem:
            raise EvidenceError("file_missing", file=path.name, **cause_of(problem)) from None
        return Offer(self, self._desk.look(self._name, path.name, content, options))

    def _ipython_display_(self) -> None:
        from IPython.display import display

        display(self.widget())

    def widget(self) -> Any:
        """The widget of this form: drawn by the form's own module, or of plain widgets where that cannot load."""
        if not self._plain:
            try:
                from readiness.forms.notebook.cell import FormCell

                return FormCell(self._desk, self._name, self._language)
            except ImportError:
                pass
        from readiness.forms.notebook.plain import plain_form

        return plain_form(self._desk, self._name, self._language)


def ask(
    audit: Any,
    save_to: Path | str = "readiness-answers",
    company: str = "",
    language: str = DEFAULT,
    plain: bool = False,
) -> Form:
    """Show the questions of an audit in a notebook and keep the answers on disk.

    Parameters
    ----------
    audit : str or Audit
        Such as ``"it_security"``, or a loaded audit.
    save_to : path
        An answer sheet (``answers.yaml``), which is resumed if it exists, or a folder for several sheets, in which the
        sheet of this audit and company that was changed last is resumed.
    company : str
        Name of the company, for a new sheet.
    language : str
        such as ``de``; can be switched in the form.
    plain : bool
        Use plain widgets.

    Returns
    -------
    Form
        Shows itself; ``form.sheet`` is what is answered so far.

    Raises
    ------
    UsageError
        ``folder_not_writable``, ``sheet_name_not_usable``.
    AnswerError
        ``sheet_other_audit`` when the file belongs to another audit.
    """
    name, country, region = _about(audit)
    path = Path(save_to)
    file = path.suffix in (".yaml", ".yml")
    folder = Folder(path.parent if file else path)
    folder.prepare()
    today = dt.date.today
    if file:
        sheet = folder.resume(path.name.removesuffix(path.suffix), name, today().isoformat(), company)
    else:
        fitting = [r.id for r in folder.rows() if r.audit == name and (not company or r.company == company)]
        sheet = fitting[0] if fitting else folder.create(name, today().isoformat(), company)
    return Form(Desk(folder, country, region, today), sheet, language, plain)


def _about(audit: Any) -> tuple[str, str, str]:
    if isinstance(audit, str):
        return audit, _COUNTRY, ""
    try:
        return audit.id, audit.law.country, audit.region
    except AttributeError:
        raise UsageError("not_an_audit", found=type(audit).__name__) from None
