"""Errors by who can mend them: the user's file, the user's answers, a mistyped name, the author's catalogue.

An error carries a code and fields. The sentence a person reads is made from them by `readiness.language`, in the
language of the reader, so that command line, forms and report show the same error in the same words.
"""

from __future__ import annotations

import errno
from collections.abc import Callable, Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Any

#: Makes the sentence from code and fields; the package sets it on import (this floor knows no texts).
wording: Callable[[str, Mapping[str, Any]], str] | None = None

#: What the system's error numbers mean to a person; one that a platform does not have is left out.
_CAUSES = {
    getattr(errno, name): cause
    for cause, names in {
        "not_there": "ENOENT",
        "is_folder": "EISDIR",
        "is_file": "EEXIST",
        "not_folder": "ENOTDIR",
        "no_permission": "EACCES EPERM",
        "read_only": "EROFS",
        "disk_full": "ENOSPC EDQUOT",
        "disk_fault": "EIO",
        "drive_away": "ENODEV ENXIO ENOTCONN ESTALE ETIMEDOUT EHOSTDOWN EHOSTUNREACH ENETDOWN ENETUNREACH",
        "name_too_long": "ENAMETOOLONG",
        "name_not_allowed": "EINVAL EILSEQ",
        "in_use": "EBUSY ETXTBSY EDEADLK",
        "too_many_open": "EMFILE ENFILE",
        "address_in_use": "EADDRINUSE",
        "address_elsewhere": "EADDRNOTAVAIL",
    }.items()
    for name in names.split()
    if hasattr(errno, name)
}
#: Windows has numbers of its own, of which several become the same number above.
_WINDOWS_CAUSES = {
    19: "read_only",
    21: "drive_away",
    32: "in_use",
    33: "in_use",
    39: "disk_full",
    53: "drive_away",
    64: "drive_away",
    67: "drive_away",
    112: "disk_full",
    123: "name_not_allowed",
    161: "name_not_allowed",
    206: "name_too_long",
    1224: "in_use",
    10013: "no_permission",  # a port
}
#: Every kind of cause; each has a reason in words in every language.
CAUSES = (*dict.fromkeys(_CAUSES.values()), "refused", "address_unknown", "numbered", "other")


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

    def __init__(
        self, code: str, name: str, known: list[str] | tuple[str, ...], nearest: list[str] | None = None, **fields: Any
    ) -> None:
        if nearest is None:
            nearest = get_close_matches(str(name), known, n=3, cutoff=0.5)
        super().__init__(code, name=name, nearest=nearest, known=sorted(known), **fields)


def cause_of(problem: OSError | ValueError) -> dict[str, Any]:
    """Why the system refused a file, a folder or a port, as fields of an error; the words come from the texts.

    The system's own sentence is in English or in the language of the machine, never reliably in that of the reader.

    Parameters
    ----------
    problem : OSError or ValueError
        What the system reported; a ValueError is a path that no system accepts.

    Returns
    -------
    dict
        ``cause``, one of `CAUSES`, and ``number``, the number of the system's error ("" without one).
    """
    if isinstance(problem, ValueError):
        return {"cause": "name_not_allowed", "number": ""}
    if type(problem).__name__ == "gaierror":  # its numbers are those of another list
        return {"cause": "address_unknown", "number": problem.errno or ""}
    windows = getattr(problem, "winerror", None)
    number = windows or problem.errno or ""
    if windows in _WINDOWS_CAUSES:
        return {"cause": _WINDOWS_CAUSES[windows], "number": number}
    cause = _CAUSES.get(problem.errno or 0, "numbered" if number else "other")
    if cause == "no_permission" and hasattr(problem, "winerror"):
        # Windows says so of a folder that is opened as a file, and of a file that another program holds open.
        folder = isinstance(problem.filename, str) and Path(problem.filename).is_dir()
        cause = "is_folder" if folder else "refused"
    return {"cause": cause, "number": number}
