"""Which verbs there are, in the order of the help; a module is loaded when its verb is called or described."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator, Sequence
from importlib import import_module
from typing import Any, Protocol, cast

from readiness import catalog
from readiness.cli.parser import Parser
from readiness.errors import CatalogError
from readiness.version import __version__


class Verb(Protocol):
    """What a module of this package offers."""

    def add_options(self, verb: Parser) -> None:
        """Name the arguments and options of the verb, or its sub-verbs."""

    def run(self, options: Namespace) -> int:
        """Do it, and return the exit code."""


class Verbs:
    """The verbs by name.

    Parameters
    ----------
    *names : str
        Verbs in the order of the help. The module has the name of the verb, with underscores; where Python keeps that
        word for itself, write ``"verb=module"``.

    Raises
    ------
    ValueError
        A verb is named twice.
    """

    def __init__(self, *names: str) -> None:
        self._modules: dict[str, str] = {}
        for entry in names:
            name, _, module = entry.partition("=")
            if name in self._modules:
                raise ValueError(f"the verb {name} is named twice: one of them would never be called")
            self._modules[name] = module or name.replace("-", "_")

    def __iter__(self) -> Iterator[str]:
        return iter(self._modules)

    def load(self, name: str) -> Verb:
        """The module of a verb."""
        return cast(Verb, import_module(f"{__package__}.{self._modules[name]}"))


VERBS = Verbs(
    "demo",
    "list",
    "check",
    "run",
    "report",
    "explain",
    "sheet",
    "start",
    "export-form",
    "import=import_answers",
    "lab",
    "catalog",
    "doctor",
)


def build_parser(language: str, words: Sequence[str] | None = None) -> Parser:
    """The parser of all verbs, with help in one language.

    Parameters
    ----------
    language : str
        Language of the help; the fallback language if the kit does not speak it.
    words : sequence of str, optional
        The words of the command. Then only the verbs among them get their options, and no other module is loaded.
    """
    shown = language if language in catalog.languages() else catalog.FALLBACK
    # Read without the schema check: help must appear at once.
    texts: dict[str, Any] = catalog.load_texts(shown, checked=False)["cli"]
    top = Parser(texts, shown, {}, prog="readiness", description=texts["description"], epilog=texts["epilog"])
    top.add_argument("--version", action="version", version=f"readiness {__version__}", help=texts["version"])
    for name in VERBS:
        about = texts["verbs"].get(name)
        if about is None:
            raise CatalogError("text_missing", file=f"texts/{shown}.yaml", key=f"cli.verbs.{name}")
        verb = top.branch(name, about, "command", description=about["help"], epilog=about.get("example"))
        if words is None or name in words:
            VERBS.load(name).add_options(verb)
    return top
