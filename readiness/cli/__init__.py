"""The command line: the same words as in Python.

Exit codes: 0 done, 1 findings above ``--fail-on``, 2 the user's input, 3 the catalogue, 4 a fault of ours.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path

from readiness.cli.parser import wanted_language
from readiness.cli.verbs.registry import VERBS, build_parser
from readiness.errors import ReadinessError

__all__ = ["main"]


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code.

    Parameters
    ----------
    argv : sequence of str, optional
        The words after ``readiness``; those of the shell by default.
    """
    words = list(sys.argv[1:] if argv is None else argv)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")  # a Windows console may be cp1252
    language = wanted_language(words)
    try:
        options = build_parser(language, words).parse_args(words)
        return VERBS.load(options.command).run(options)
    except ReadinessError as error:
        print(_sentence(error, language), file=sys.stderr)
        return error.exit_code
    except BrokenPipeError:
        # The reader (head, less) has seen enough.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        return 130
    except Exception as fault:
        from readiness.version import __version__

        if os.environ.get("READINESS_TRACEBACK"):
            raise
        print(_sentence(_bug(fault, __version__), language), file=sys.stderr)
        return 4


def _bug(fault: Exception, version: str) -> ReadinessError:
    place = fault.__traceback__
    while place is not None and place.tb_next is not None:
        place = place.tb_next
    where = f"{Path(place.tb_frame.f_code.co_filename).name}:{place.tb_lineno}" if place else "?"
    return ReadinessError("bug", kind=type(fault).__name__, message=str(fault)[:300], where=where, version=version)


def _sentence(error: ReadinessError, language: str) -> str:
    from readiness.language import FALLBACK, Texts, languages

    return Texts(language if language in languages() else FALLBACK).error(error.code, error.fields)
