"""`readiness catalog`: proof-reading of the content, and which editions are recorded."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable
from pathlib import Path

from readiness.cli.parser import Parser
from readiness.cli.terminal import print_json
from readiness.cli.verbs import catalog_editions
from readiness.errors import UsageError
from readiness.language.texts import Texts


def add_options(verb: Parser) -> None:
    """One sub-verb per task."""
    check = verb.sub_verb("check")
    check.option("dir", nargs="?")
    check.json_option()
    catalog_editions.add_options(verb.sub_verb("editions"))


def run(options: Namespace) -> int:
    """Do the task that was chosen."""
    return TASKS[options.task](options)


def proofread(options: Namespace) -> int:
    """Proof-read the catalogue; one line per fault."""
    from readiness.proofreading.run import check_catalog

    texts = Texts(options.language)
    if options.dir and not Path(options.dir).is_dir():
        raise UsageError("data_folder_missing", folder=options.dir)
    faults = check_catalog(options.dir)
    if options.json:
        print_json([{"code": f.code, **f.fields} for f in faults])
    else:
        for fault in faults:
            print(texts.error(fault.code, fault.fields))
        print(texts.counted("cli.catalog", len(faults)) if faults else texts.t("cli.catalog.clean"))
    return 3 if faults else 0


TASKS: dict[str, Callable[[Namespace], int]] = {"check": proofread, "editions": catalog_editions.run}
