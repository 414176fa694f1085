"""Which commands and options there are; help in the language of the user, without loading anything heavy."""

from __future__ import annotations

import argparse
import os
import re
from collections.abc import Sequence
from difflib import get_close_matches
from typing import Any, NoReturn

from readiness import catalog
from readiness.cli.verbs import catalog as catalog_verb
from readiness.errors import UsageError
from readiness.version import __version__

#: What the parser of the standard library finds wrong, by its sentence.
_COMPLAINTS = (
    ("missing", r"the following arguments are required: (?P<names>.+)"),
    ("unknown", r"unrecognized arguments: (?P<names>.+)"),
    ("choice", r"argument (?P<names>.+?): invalid choice: '(?P<value>.*?)'.*\(choose from (?P<known>.+)\)"),
    ("whole_number", r"argument (?P<names>.+?): invalid int value: '(?P<value>.*)'"),
    ("no_value", r"argument (?P<names>.+?): expected "),
    ("value_unwanted", r"argument (?P<names>.+?): ignored explicit argument '(?P<value>.*)'"),
)


def wanted_language(words: Sequence[str]) -> str:
    """Language of help and messages: ``--language``, else ``READINESS_LANGUAGE``, else the default language."""
    translating = list(words[:2]) == ["catalog", "export"]  # there it names the language to translate into
    for at, word in enumerate(() if translating else words):
        if word.startswith("--language="):
            return word.split("=", 1)[1]
        if word in ("--language", "-l") and at + 1 < len(words):
            return words[at + 1]
    return os.environ.get("READINESS_LANGUAGE", catalog.DEFAULT)


class _Formatter(argparse.RawDescriptionHelpFormatter):
    usage_word = "usage: "

    def add_usage(self, usage: Any, actions: Any, groups: Any, prefix: Any = None) -> None:
        super().add_usage(usage, actions, groups, self.usage_word if prefix is None else prefix)


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        raise UsageError("bad_command", command=self.prog, **_complaint(message))


def _complaint(message: str) -> dict[str, Any]:
    """What does not fit, as fields; the sentences of the parser are English, only their kind is used."""
    for found, pattern in _COMPLAINTS:
        if match := re.match(pattern, message):
            facts: dict[str, Any] = {"found": found, **match.groupdict()}
            if "known" in facts:
                facts["known"] = [word.strip(" '\"") for word in facts["known"].split(",")]
                facts["nearest"] = get_close_matches(facts["value"], facts["known"], n=3, cutoff=0.5)
            return facts
    return {"found": "general"}


class _Verb:
    """A verb whose module names its own options."""

    def __init__(self, parser: Any, about: Any, words: Any, common: dict[str, Any], dress: Any) -> None:
        self._parser, self._about, self._words, self._common, self._dress = parser, about, words, common, dress
        self._tasks: Any = None

    def option(self, *names: str, **rest: Any) -> None:
        self._parser.add_argument(*names, help=self._words["option"][names[-1].lstrip("-").replace("-", "_")], **rest)

    def json_option(self) -> None:
        self.option("--json", action="store_true")

    def sub_verb(self, name: str, **rest: Any) -> _Verb:
        if self._tasks is None:
            title, metavar = self._words["commands"], self._words["command"]
            self._tasks = self._parser.add_subparsers(dest="task", required=True, title=title, metavar=metavar)
        about = self._about["tasks"][name]
        parser = self._dress(
            self._tasks.add_parser(name, help=about["help"], epilog=about.get("example"), **self._common, **rest)
        )
        return _Verb(parser, about, self._words, self._common, self._dress)


def build_parser(language: str) -> argparse.ArgumentParser:
    """The parser of all commands, with help in one language."""
    spoken = catalog.languages()
    shown = language if language in spoken else catalog.FALLBACK
    # Read without the schema check: help must appear at once.
    words: dict[str, Any] = catalog.load_texts(shown, checked=False)["cli"]
    formatter = type("Formatter", (_Formatter,), {"usage_word": words["usage"] + " "})
    common: dict[str, Any] = {"add_help": False, "formatter_class": formatter, "allow_abbrev": False}

    def dress(parser: argparse.ArgumentParser) -> argparse.ArgumentParser:
        parser._positionals.title, parser._optionals.title = words["arguments"], words["options"]
        parser.add_argument("-h", "--help", action="help", help=words["help"])
        parser.add_argument(
            "-l",
            "--language",
            choices=spoken,
            default=shown,
            metavar="|".join(spoken),
            help=words["language"].format(known=", ".join(spoken[:-1]), last=spoken[-1]),
        )
        return parser

    top = dress(_Parser(prog="readiness", description=words["description"], epilog=words["epilog"], **common))
    top.add_argument("--version", action="version", version=f"readiness {__version__}", help=words["version"])
    verbs = top.add_subparsers(dest="command", required=True, title=words["commands"], metavar=words["command"])

    def verb(name: str, parent: Any = verbs) -> argparse.ArgumentParser:
        about = words["verbs"][name]
        return dress(
            parent.add_parser(
                name, help=about["help"], description=about["help"], epilog=about.get("example"), **common
            )
        )

    def option(parser: argparse.ArgumentParser, *names: str, **rest: Any) -> None:
        parser.add_argument(*names, help=words["option"][names[-1].lstrip("-").replace("-", "_")], **rest)

    demo = verb("demo")
    option(demo, "--out", default="out/demo", metavar="DIR")
    option(demo, "--sample", default="musterbau", metavar="ID")
    option(demo, "--workers", type=int, default=2, metavar="N")

    listed = verb("list")
    option(listed, "what", nargs="?", default="audits", choices=("audits", "laws", "evidence", "samples", "benchmarks"))

    check = verb("check")
    option(check, "kind")
    option(check, "file")

    run = verb("run")
    option(run, "audit")
    option(run, "--answers", metavar="FILE")
    option(run, "--on", required=True, metavar="YYYY-MM-DD")
    option(run, "--country", default="de", metavar="CC")
    option(run, "--region", default="", metavar="NW")
    option(run, "--scope", action="append", default=[], metavar="KEY=VALUE")
    option(run, "--out", metavar="FILE")
    option(run, "--fail-on", choices=("never", "breach", "open"), default="never")

    report = verb("report")
    option(report, "result", nargs="+")
    option(report, "--out", metavar="FILE")

    explain = verb("explain")
    option(explain, "id")
    option(explain, "--result", metavar="FILE")

    sheet = verb("sheet")
    option(sheet, "audit")
    option(sheet, "--out", metavar="FILE")

    start = verb("start")
    option(start, "audit", nargs="?")
    option(start, "--folder", default="readiness-answers", metavar="DIR")
    option(start, "--port", type=int, metavar="N")
    option(start, "--no-browser", action="store_true")
    option(start, "--region", default="", metavar="NW")
    option(start, "--host", default="127.0.0.1", metavar="ADDRESS")
    option(start, "--allow-network", action="store_true")

    single = verb("export-form")
    option(single, "audit")
    option(single, "--out", metavar="FILE")

    taken = verb("import")
    option(taken, "files", nargs="+", metavar="FILE")
    option(taken, "--folder", default="readiness-answers", metavar="DIR")

    lab = verb("lab")
    option(lab, "--folder", default="readiness-notebooks", metavar="DIR")
    option(lab, "--port", type=int, metavar="N")
    option(lab, "--no-browser", action="store_true")

    catalog_verb.add_options(_Verb(verb("catalog"), words["verbs"]["catalog"], words, common, dress))

    doctor = verb("doctor")
    option(doctor, "--examples", action="store_true")

    for parser in (check, run):
        option(parser, "--timezone", metavar="ZONE")
        option(parser, "--format", metavar="ID")
        option(parser, "--day-order", choices=("dmy", "mdy"))
        option(parser, "--pairing", choices=("log_type", "alternate"))
        option(parser, "--naive", choices=("local", "utc"))
        option(parser, "--person", metavar="ID")
    option(run, "--evidence", action="append", default=[], metavar="KIND=FILE")
    for parser in (demo, listed, check, run, explain, doctor, taken):
        option(parser, "--json", action="store_true")
    return top
