"""`readiness catalog`: proof-reading of the content, which editions are recorded, the table for translators."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Callable, Sequence
from contextlib import nullcontext
from pathlib import Path

from readiness import catalog
from readiness.catalog.coverage import Coverage
from readiness.cli.parser import Parser
from readiness.cli.terminal import print_json
from readiness.cli.verbs import catalog_editions
from readiness.errors import ReadinessError, UsageError
from readiness.language import Texts


def add_options(verb: Parser) -> None:
    """One sub-verb per task."""
    check = verb.sub_verb("check")
    check.option("dir", nargs="?")
    check.json_option()
    catalog_editions.add_options(verb.sub_verb("editions"))
    # Here --language is the language to translate into, which the kit need not speak yet.
    export = verb.sub_verb("export", conflict_handler="resolve")
    export.option("-l", "--language", dest="into", required=True, metavar="fr")
    export.option("--out", metavar="FILE")
    taken = verb.sub_verb("import")
    taken.option("table", metavar="FILE")
    taken.option("--out", default="readiness-translations", metavar="DIR")
    taken.json_option()


def run(options: Namespace) -> int:
    """Do the task that was chosen."""
    return TASKS[options.task](options)


def proofread(options: Namespace) -> int:
    """Proof-read the catalogue; one line per fault, then how much of each further language there is."""
    from readiness.catalog.coverage import coverages
    from readiness.proofreading.run import check_catalog

    texts = Texts(options.language)
    if options.dir and not Path(options.dir).is_dir():
        raise UsageError("data_folder_missing", folder=options.dir)
    faults = check_catalog(options.dir)
    with catalog.overlay(options.dir) if options.dir else nullcontext():
        found = [] if faults else coverages()  # counted only where every file is sound
    if options.json:
        print_json([{"code": f.code, **f.fields} for f in faults])
    else:
        for fault in faults:
            print(texts.error(fault.code, fault.fields))
        for language in found:
            print(_covered(language, texts))
            for wording in language.outdated:
                print("  " + texts.t("cli.catalog.outdated", file=wording.file, where=wording.key))
        print(texts.counted("cli.catalog", len(faults)) if faults else texts.t("cli.catalog.clean"))
    return 3 if faults else 0


def export_table(options: Namespace) -> int:
    """Write the table for the translators of one language."""
    from readiness.language.translation import table

    texts, out = Texts(options.language), Path(options.out or f"{options.into}.csv")
    found = table.export_table(options.into, out)
    print(_covered(found, texts))
    print(texts.t("cli.catalog.exported", file=str(out)))
    return 0


def import_table(options: Namespace) -> int:
    """Take a filled table over as an overlay folder; exit code 2 when a row was refused."""
    from readiness.language.translation.taking_over import take_over

    texts = Texts(options.language)
    made = take_over(Path(options.table), Path(options.out))
    if options.json:
        count = {"total": made.coverage.total, "translated": made.coverage.translated, "gone": made.gone}
        rows = {name: [{"code": f.code, **f.fields} for f in getattr(made, name)] for name in ("refused", "changed")}
        print_json({"file": str(made.file), "language": made.coverage.language, **count, **rows})
    else:
        _say(made.refused, texts)
        _say(made.changed, texts)
        if made.gone:
            print(texts.counted("cli.catalog.gone", made.gone))
        print(_covered(made.coverage, texts))
        print(texts.t("cli.catalog.imported", file=str(made.file), folder=str(Path(options.out))))
    return 2 if made.refused else 0


def _say(rows: Sequence[ReadinessError], texts: Texts) -> None:
    for row in rows:
        print(texts.error(row.code, row.fields), file=sys.stderr)


def _covered(found: Coverage, texts: Texts) -> str:
    return texts.t(
        "cli.catalog.covered",
        language=found.language,
        translated=texts.number(found.translated),
        total=texts.number(found.total),
    )


TASKS: dict[str, Callable[[Namespace], int]] = {
    "check": proofread,
    "editions": catalog_editions.run,
    "export": export_table,
    "import": import_table,
}
