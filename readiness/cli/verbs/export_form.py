"""`readiness export-form`: the questions as one HTML file."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from readiness.cli.parser import Parser
from readiness.errors import UsageError, cause_of
from readiness.language.texts import Texts


def add_options(verb: Parser) -> None:
    """The audit, and where the file goes."""
    verb.option("audit")
    verb.option("--out", metavar="FILE")


def run(options: Namespace) -> int:
    """Write the form of an audit as one HTML file.

    Raises
    ------
    UnknownName
        ``unknown_audits``.
    UsageError
        ``form_not_written``.
    """
    from readiness.forms.form_result import figures
    from readiness.forms.single_file import export_form

    text = export_form(options.audit, options.language, figures(options.audit, None))
    path = Path(options.out or f"{options.audit}.{options.language}.html")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
    except OSError as problem:
        raise UsageError("form_not_written", file=path.name, **cause_of(problem)) from None
    print(Texts(options.language).t("cli.export_form.saved", file=str(path)))
    return 0
