"""Errors by who can mend them: the user's file, the user's answers, a mistyped name, the author's catalogue.

An error carries a code and fields. The sentence a person reads is made from them by `readiness.texts`, in the
language of the reader, so that command line, forms and report show the same error in the same words.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from difflib import get_close_matches
from typing import Any

#: Makes the sentence from code and fields; the package sets it on import (this floor knows no texts).
wording: Callable[[str, Mapping[str, Any]], str] | None = None


class ReadinessError(Exception):
    """Something a person has to mend, with a code and the facts that say where."""

    exit_code = 4

    def __init__(self, code: str, **fields: Any) -> None:
        self.code = code
        self.fields = fields
        super().__init__(code, fields)

    def __str__(self) -> str:
        if wording is not None:
            return wording(self.code, self.fields)
        facts = ", ".join(f"{name}={value!r}" for name, value in self.fields.items())
        return f"{self.code}: {facts}" if facts else self.code


class EvidenceError(ReadinessError):
    """The user's evidence file cannot be used as it is."""

    exit_code = 2


class AnswerError(ReadinessError):
    """The user's answer sheet cannot be used as it is."""

    exit_code = 2


class UsageError(ReadinessError):
    """A parameter or command does not fit; nothing was run."""

    exit_code = 2


class NoLawInForce(ReadinessError):
    """A date lies outside the dated rows of a legal parameter."""

    exit_code = 2


class CatalogError(ReadinessError):
    """A file of the catalogue (data/) has a fault; its author mends it."""

    exit_code = 3


class UnknownName(ReadinessError):
    """A name is not in the catalogue; the nearest ones are offered."""

    exit_code = 2

    def __init__(self, code: str, name: str, known: list[str] | tuple[str, ...], **fields: Any) -> None:
        nearest = get_close_matches(str(name), known, n=3, cutoff=0.5)
        super().__init__(code, name=name, nearest=nearest, known=sorted(known), **fields)
