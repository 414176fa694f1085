"""`readiness catalog editions`: which editions of the questionnaires are recorded, and whether one was changed."""

from __future__ import annotations

from argparse import Namespace
from contextlib import nullcontext
from pathlib import Path

from readiness import catalog
from readiness.cli.parser import Parser
from readiness.cli.terminal import print_json, print_table
from readiness.errors import UsageError
from readiness.language.texts import Texts


def add_options(verb: Parser) -> None:
    """The data folder, and whether its state is to be recorded."""
    verb.option("dir", nargs="?")
    verb.option("--write", action="store_true")
    verb.json_option()


def run(options: Namespace) -> int:
    """Say of every questionnaire whether its edition is recorded; with ``--write`` record it.

    Raises
    ------
    CatalogError
        ``catalog_edition_changed``: a published edition was changed in place.
    """
    from readiness.catalog.digest import edition_digest, record_editions, recorded_editions

    texts = Texts(options.language)
    if options.dir and not Path(options.dir).is_dir():
        raise UsageError("data_folder_missing", folder=options.dir)
    if options.write:
        found = record_editions(options.dir)
    else:
        with catalog.overlay(options.dir) if options.dir else nullcontext():
            known, found = recorded_editions(), []
            for audit in catalog.ids("audits"):
                edition, sha = catalog.load(f"audits/{audit}/instrument.yaml")["edition"], edition_digest(audit)
                state = "kept" if known.get((audit, edition)) == sha else "changed"
                found.append((audit, edition, state if (audit, edition) in known else "unrecorded"))
    rows = [{"audit": audit, "edition": edition, "state": state} for audit, edition, state in found]
    if options.json:
        print_json(rows)
    else:
        shown = [{**row, "state": texts.t(f"cli.editions.{row['state']}")} for row in rows]
        print_table(shown, {key: texts.t(f"cli.columns.{key}") for key in ("audit", "edition", "state")})
    return 0
