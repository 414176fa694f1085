"""What all verbs have in common: language, help, JSON, and complaints in the language of the user."""

from __future__ import annotations

import argparse
import os
import re
from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from typing import Any, NoReturn

from readiness import catalog
from readiness.errors import UsageError

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


class Parser(argparse.ArgumentParser):
    """The parser of the kit, of a verb or of a sub-verb; what it says comes from the texts.

    Parameters
    ----------
    words : mapping
        The texts below ``cli``.
    shown : str
        Language of these texts, and of what the command prints unless ``--language`` says otherwise.
    about : mapping
        Texts of this verb: ``help``, ``example``, and ``tasks`` if it has sub-verbs.
    """

    def __init__(self, words: Mapping[str, Any], shown: str, about: Mapping[str, Any], **rest: Any) -> None:
        formatter: Any = type("Formatter", (_Formatter,), {"usage_word": words["usage"] + " "})
        super().__init__(add_help=False, formatter_class=formatter, allow_abbrev=False, **rest)
        self._words, self._shown, self._about = words, shown, about
        self._branches: argparse._SubParsersAction[Parser] | None = None
        self._positionals.title, self._optionals.title = words["arguments"], words["options"]
        self.add_argument("-h", "--help", action="help", help=words["help"])
        spoken = catalog.languages()
        told = words["language"].format(known=", ".join(spoken[:-1]), last=spoken[-1])
        self.add_argument("-l", "--language", choices=spoken, default=shown, metavar="|".join(spoken), help=told)

    def option(self, *names: str, **rest: Any) -> None:
        """Add an argument or option; its help is the text ``cli.option.<name>``."""
        about = self._words["option"][names[-1].lstrip("-").replace("-", "_")]
        if "{kinds}" in about:  # looked up only where a help names them
            about = about.format(kinds=", ".join(catalog.ids("evidence")))
        self.add_argument(*names, help=about, **rest)

    def json_option(self) -> None:
        """Add ``--json``, for every verb that prints a table."""
        self.option("--json", action="store_true")

    def branch(self, name: str, about: Mapping[str, Any], dest: str, **rest: Any) -> Parser:
        """Add the parser of a verb or sub-verb; `dest` is where the parsed options keep which one was chosen."""
        if self._branches is None:
            title, metavar = self._words["commands"], self._words["command"]
            self._branches = self.add_subparsers(dest=dest, required=True, title=title, metavar=metavar)
        return self._branches.add_parser(
            name, help=about["help"], words=self._words, shown=self._shown, about=about, **rest
        )

    def sub_verb(self, name: str, **rest: Any) -> Parser:
        """Add a sub-verb, such as ``check`` of ``catalog``; ``options.task`` will hold its name.

        Its help is the text ``cli.verbs.<verb>.tasks.<name>.help``, with an ``example`` beside it if there is one;
        `rest` goes to argparse.
        """
        about = self._about["tasks"][name]
        return self.branch(name, about, "task", epilog=about.get("example"), **rest)

    def error(self, message: str) -> NoReturn:
        """Say what does not fit, with exit code 2."""
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
