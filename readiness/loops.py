"""Loops over records that read like the law: run as they are, or compiled by Numba where there are many entries.

A function marked with `loop` takes numbers, arrays and named tuples of arrays, and nothing else. `run` calls it: below
`COMPILED_FROM` entries, or without Numba, as the plain Python that it is; otherwise compiled, with a cache on disk.
Both give the same numbers to the bit.
"""

from __future__ import annotations

import hashlib
import marshal
import os
import threading
from collections.abc import Callable, Iterator
from functools import lru_cache
from importlib import util
from pathlib import Path
from types import FunctionType
from typing import Any, ParamSpec, TypeVar

import numpy as np

from readiness.arrays import Ints, Mask

P = ParamSpec("P")
T = TypeVar("T")

#: Entries from which loading Numba and the compiled functions pays, and, once it is loaded, one more of them.
COMPILED_FROM, ALSO_FROM = 50_000, 500
#: ``always`` or ``never`` in the environment decides it instead; the tests run both.
SWITCH = "READINESS_COMPILED"

_loops: set[Any] = set()
_compiled: dict[Any, Callable[..., Any]] = {}
_one_at_a_time = threading.RLock()


def loop(function: Callable[P, T]) -> Callable[P, T]:
    """Mark a plain function as one that Numba can compile; it stays the function it is."""
    _loops.add(function)
    return function


@loop
def ints(values: list[int]) -> Ints:
    """Whole numbers that a loop has found, as an array.

    >>> ints([1, 2]).dtype
    dtype('int64')
    """
    return np.array(values, np.int64)


@loop
def masks(values: list[bool]) -> Mask:
    """What is true and what is not, as an array.

    >>> masks([True]).dtype
    dtype('bool')
    """
    return np.array(values, np.bool_)


def run(function: Callable[P, T], *given: P.args, **named: P.kwargs) -> T:
    """Call a loop, compiled if it pays.

    Plain Python reads lists several times as fast as arrays, so that is what the plain function gets.
    """
    if uses_compiled(max(map(_entries, given), default=0)):
        return _dispatcher(function)(*given)
    return function(*map(_listed, given))  # type: ignore[call-arg]


def uses_compiled(entries: int) -> bool:
    """Whether a loop over so many entries runs compiled.

    >>> uses_compiled(0)
    False
    """
    switch = os.environ.get(SWITCH, "")
    enough = entries >= (ALSO_FROM if _compiled else COMPILED_FROM)
    return can_compile() and switch != "never" and (switch == "always" or enough)


@lru_cache(maxsize=1)
def can_compile() -> bool:
    """Whether Numba is installed (extra ``large``)."""
    try:
        return util.find_spec("numba") is not None
    except ValueError:  # somebody has blocked its import
        return False


def _entries(given: Any) -> int:
    if isinstance(given, tuple):
        return max(map(_entries, given), default=0)
    return len(given) if isinstance(given, np.ndarray) else 0


def _listed(given: Any) -> Any:
    if isinstance(given, tuple):
        return type(given)(*map(_listed, given))
    return given.tolist() if isinstance(given, np.ndarray) and given.ndim == 1 else given


def _dispatcher(function: Any) -> Callable[..., Any]:
    """The compiled form of a loop and of all loops that it calls."""
    with _one_at_a_time:
        if function not in _compiled:
            import numba

            inner = {name: _dispatcher(other) for name, other in _called(function)}
            copy = FunctionType(function.__code__, {**function.__globals__, **inner}, function.__name__)
            copy.__qualname__, copy.__module__ = function.__qualname__, function.__module__
            settings: Any = numba.config
            before, folder = settings.CACHE_DIR, _folder(function)
            settings.CACHE_DIR = str(folder or before)
            _compiled[function] = numba.njit(copy, cache=folder is not None, nogil=True)
            settings.CACHE_DIR = before
        return _compiled[function]


def _called(function: Any) -> Iterator[tuple[str, Any]]:
    """Loops that a loop calls, by the names it has for them."""
    for name in function.__code__.co_names:
        other = function.__globals__.get(name)
        if isinstance(other, FunctionType) and other in _loops and other is not function:
            yield name, other


def _folder(function: Any) -> Path | None:
    """Where compiled code lies: a folder for just this text of the function and of all that it calls.

    Numba looks at a function's own text only, and would keep what is out of date.
    """
    digest = hashlib.sha256(b"".join(marshal.dumps(f.__code__) for f in _with_called(function))).hexdigest()[:16]
    for parent in (Path(__file__).parent / "__pycache__", Path.home() / ".cache" / "readiness"):
        try:
            (folder := parent / "loops" / digest).mkdir(parents=True, exist_ok=True)
        except OSError:
            continue
        if os.access(folder, os.W_OK):
            return folder
    return None


def _with_called(function: Any) -> Iterator[Any]:
    yield function
    for _, other in _called(function):
        yield from _with_called(other)
