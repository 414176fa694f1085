"""Writes docs/cli.md from the commands themselves; a test holds the committed page against it."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path

from readiness.cli.verbs.registry import build_parser

PAGE = Path(__file__).resolve().parents[1] / "docs" / "cli.md"
HEAD = """# The command line

Made from the commands themselves by `make docs`; change the texts in `data/texts/`, not this page.

The help speaks German unless told otherwise: `readiness run --help` for German, `readiness run --help --language en`
for English; `READINESS_LANGUAGE=en` makes English the rule. `--language` (`-l`) and `--help` (`-h`) belong to every
command.

Exit codes: 0 done, 1 findings above `--fail-on`, 2 your input, 3 the catalogue, 4 a fault of ours.
"""


def page() -> str:
    """The page as Markdown: every verb with its arguments and options, in English."""
    return "\n".join([HEAD, *_index(), "", *(line for verb in verbs(build_parser("en")) for line in _verb(*verb))])


def verbs(parser: argparse.ArgumentParser, path: str = "") -> Iterator[tuple[str, argparse.ArgumentParser, str]]:
    """Every verb and sub-verb below a parser: its words, its parser, the sentence of help."""
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            said = {choice.dest: choice.help or "" for choice in action._choices_actions}
            for name, below in action.choices.items():
                yield f"{path}{name}", below, said[name]
                yield from verbs(below, f"{path}{name} ")


def options(parser: argparse.ArgumentParser) -> list[argparse.Action]:
    """What a verb takes besides language and help, arguments first."""
    common = {"help", "language", "version"}
    found = [a for a in parser._actions if a.dest not in common and not isinstance(a, argparse._SubParsersAction)]
    return sorted(found, key=lambda a: bool(a.option_strings))


def _index() -> list[str]:
    return [
        f"- [`readiness {name}`](#readiness-{name.replace(' ', '-')}): {said}"
        for name, _, said in verbs(build_parser("en"))
    ]


def _verb(name: str, parser: argparse.ArgumentParser, said: str) -> list[str]:
    taken = options(parser)
    lines = [f"## readiness {name}", "", f"{said[0].upper()}{said[1:]}."]
    if taken:
        lines += ["", "| argument | what it is |", "|---|---|", *(f"| {_name(a)} | {_meaning(a)} |" for a in taken)]
    if parser.epilog:
        lines += ["", "```", parser.epilog.partition(": ")[2].replace(" or readiness ", "\nreadiness "), "```"]
    return [*lines, ""]


def _name(action: argparse.Action) -> str:
    if not action.option_strings:
        return f"`{action.dest}`{ {'?': ' (may be left out)', '+': ' (one or more)'}.get(str(action.nargs), '') }"
    value = "" if action.nargs == 0 else " " + str(action.metavar or "|".join(action.choices or [action.dest.upper()]))
    return f"`{action.option_strings[-1]}{value}`{' (required)' if action.required else ''}".replace("|", "\\|")


def _meaning(action: argparse.Action) -> str:
    said = action.help or ""
    tells = isinstance(action.default, str | int) and bool(action.default) and "if not given" not in said
    return f"{said}; `{action.default}` if not given" if tells else said


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8", newline="\n")
