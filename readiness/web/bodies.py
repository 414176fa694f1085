"""What a request brings along: read up to a limit, as bytes, as JSON or as the fields of a form."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any
from urllib.parse import parse_qs

from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, PlainTextResponse, Response

from readiness.errors import ReadinessError
from readiness.web.faults import fault

#: Longest value of a field of a form, in characters; more is cut off.
LONGEST_FIELD = 200


class TooLarge(ReadinessError):
    """A body is larger than its kind may be."""

    def __init__(self) -> None:
        super().__init__("request_too_large")


async def body(request: Request, most: int) -> bytes:
    """The whole body.

    Parameters
    ----------
    request : Request
        What was sent.
    most : int
        Bytes it may have.

    Raises
    ------
    TooLarge
        Before anything is read, if the request says its size; otherwise as soon as there is more than `most`.
    """
    stated = request.headers.get("content-length", "")
    if stated.isascii() and stated.isdigit() and int(stated) > most:
        raise TooLarge
    parts, size = [], 0
    async for part in request.stream():
        size += len(part)
        if size > most:
            raise TooLarge
        parts.append(part)
    return b"".join(parts)


async def json_body(request: Request, most: int) -> dict[str, Any]:
    """The body as a JSON object; empty if it is anything else.

    Raises
    ------
    TooLarge
        More than `most` bytes.
    """
    return json_object(await body(request, most))


def json_object(text: str | bytes) -> dict[str, Any]:
    """A JSON object from outside; empty if it is anything else."""
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        found = None
    return found if isinstance(found, dict) else {}


async def form_fields(request: Request, most: int, names: Sequence[str]) -> list[str]:
    """The fields of a form, in the order of `names`; empty where one is missing.

    Raises
    ------
    TooLarge
        More than `most` bytes.
    """
    fields = parse_qs((await body(request, most)).decode("utf-8", "replace"))
    return [fields.get(name, [""])[0].strip()[:LONGEST_FIELD] for name in names]


async def _too_large(request: Request, problem: Exception) -> Response:
    assert isinstance(problem, TooLarge)
    return JSONResponse(fault(problem), 413)


async def _gone(request: Request, problem: Exception) -> Response:
    return PlainTextResponse("", 400)


#: What is answered when a body is too large or breaks off, for the `exception_handlers` of an application.
HANDLERS = {TooLarge: _too_large, ClientDisconnect: _gone}
