"""`readiness import`: answer files into the folder of sheets."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from readiness.cli.parser import Parser
from readiness.cli.terminal import print_json
from readiness.errors import UsageError, cause_of
from readiness.language.texts import Texts


def add_options(verb: Parser) -> None:
    """The files, and the folder they go to."""
    verb.option("files", nargs="+", metavar="FILE")
    verb.option("--folder", default="readiness-answers", metavar="DIR")
    verb.json_option()


def run(options: Namespace) -> int:
    """Take answer files over into the folder of sheets; nothing is overwritten.

    Raises
    ------
    AnswerError
        All faults of a file together; files before it are taken over.
    UsageError
        ``file_missing``.
    """
    from readiness.forms.sheets.folder import Folder

    folder = Folder(options.folder)
    folder.prepare()
    texts, rows = Texts(options.language), []
    for name in options.files:
        path = Path(name)
        try:
            content = path.read_bytes()
        except OSError as problem:
            raise UsageError("file_missing", file=path.name, **cause_of(problem)) from None
        sheet = folder.add(content, path.name)
        rows.append({"file": path.name, "sheet": f"{sheet}.yaml"})
        if not options.json:
            print(texts.t("cli.import.taken", file=path.name, sheet=f"{options.folder}/{sheet}.yaml"))
    if options.json:
        print_json(rows)
    return 0
