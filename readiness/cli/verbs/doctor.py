"""`readiness doctor`: is this installation sound? Versions, folders, catalogue, time zones, worked cases of the law."""

from __future__ import annotations

import platform
from argparse import Namespace
from importlib import metadata, util
from typing import Any

from readiness import catalog
from readiness.cli.parser import Parser
from readiness.cli.terminal import print_json, print_table
from readiness.errors import ReadinessError
from readiness.language.texts import Texts
from readiness.loops import COMPILED_FROM, can_compile
from readiness.version import __version__

PACKAGES = ("pandas", "numpy", "PyYAML", "jsonschema", "holidays", "Jinja2", "matplotlib", "papermill", "jupyterlab")


def add_options(verb: Parser) -> None:
    """Whether the worked cases of the law are run as well."""
    verb.option("--examples", action="store_true")
    verb.json_option()


def run(options: Namespace) -> int:
    """Print one line per check; exit code 3 when the catalogue is unsound."""
    from readiness.proofreading.run import check_catalog

    texts = Texts(options.language)
    rows = [_row("python", platform.python_version()), _row("readiness", __version__)]
    rows += [_row(name, _version(name) or texts.t("cli.doctor.absent"), bool(_version(name))) for name in PACKAGES]
    rows.append(_row("compiled_loops", _loops(texts)))
    rows += [_row("data", str(root)) for root in catalog.roots()]
    rows += [_row("catalogue", f"{catalog.edition()['edition']} {catalog.digest()[:12]}")]
    rows.append(_row("time_zones", "Europe/Berlin", util.find_spec("tzdata") is not None))
    faults: list[ReadinessError] = check_catalog()
    rows.append(_row("catalog_check", texts.t("cli.doctor.faults", count=texts.number(len(faults))), not faults))
    failed = 0
    if options.examples:
        from readiness.analysis.working_time.worked_cases import run_examples

        for country in catalog.ids("laws"):
            if (catalog.folder("laws", country) / "working_time").is_dir():
                outcomes = list(run_examples(country))
                passed = sum(o.passed for o in outcomes)
                failed += len(outcomes) - passed
                rows.append(_row(f"examples_{country}", f"{passed} / {len(outcomes)}", passed == len(outcomes)))
    if options.json:
        print_json(rows)
    else:
        for row in rows:
            row["ok"] = texts.t("cli.doctor.ok" if row["ok"] else "cli.doctor.look")
        print_table(rows, {k: texts.t(f"cli.columns.{k}") for k in ("check", "ok", "found")})
    return 3 if faults else 4 if failed else 0


def _row(check: str, found: str, ok: bool = True) -> dict[str, Any]:
    return {"check": check, "found": found, "ok": ok}


def _loops(texts: Texts) -> str:
    """How loops over records run: compiled where there are many, or always as plain Python."""
    if not can_compile():
        return texts.t("cli.doctor.plain")
    return texts.t("cli.doctor.compiled", version=_version("numba"), count=texts.number(COMPILED_FROM))


def _version(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return ""
