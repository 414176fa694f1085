"""What is too large is refused, if possible before a byte of it is read; what makes no sense is empty, not a crash."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from notice_board import MOST, TOKEN
from starlette.requests import ClientDisconnect, Request
from starlette.testclient import TestClient

from readiness.web import bodies


def request(parts: list[bytes], *headers: tuple[bytes, bytes], gone: bool = False) -> tuple[Request, list[bytes]]:
    """A request whose body arrives in parts, and the parts that were not asked for yet."""
    left = list(parts)

    async def receive() -> dict[str, Any]:
        if not left and gone:
            return {"type": "http.disconnect"}
        part = left.pop(0)
        return {"type": "http.request", "body": part, "more_body": bool(left) or gone}

    return Request({"type": "http", "method": "POST", "headers": list(headers)}, receive), left


def run(reading: Coroutine[Any, Any, Any]) -> Any:
    """Read to the end, in a thread of its own: a browser test of the same process leaves a running loop in this one."""
    with ThreadPoolExecutor(1) as aside:
        return aside.submit(asyncio.run, reading).result()


def test_a_body_is_read_whole() -> None:
    sent, left = request([b"ab", b"", b"cd"], (b"content-length", b"4"))
    assert run(bodies.body(sent, 4)) == b"abcd" and left == []


def test_what_says_that_it_is_too_large_is_not_read() -> None:
    sent, left = request([b"x" * 5], (b"content-length", b"5"))
    with pytest.raises(bodies.TooLarge):
        run(bodies.body(sent, 4))
    assert left == [b"x" * 5]


@pytest.mark.parametrize("stated", [[], [(b"content-length", b"1")], [(b"content-length", b"-1")]])
def test_what_does_not_say_so_is_read_no_further_than_the_limit(stated: list[tuple[bytes, bytes]]) -> None:
    sent, left = request([b"xx"] * 9, *stated)
    with pytest.raises(bodies.TooLarge):
        run(bodies.body(sent, 4))
    assert len(left) == 6


def test_what_breaks_off_is_no_body() -> None:
    sent, _ = request([b"xx"], gone=True)
    with pytest.raises(ClientDisconnect):
        run(bodies.body(sent, 4))


def test_too_large_is_said_in_every_language(client: TestClient) -> None:
    def parts() -> Iterator[bytes]:
        yield from [b"x" * 40] * 4

    for content in (b"x" * (MOST + 1), parts()):
        reply = client.post(f"/{TOKEN}/notes", content=content)
        assert reply.status_code == 413 and reply.json()["error"]["code"] == "request_too_large"
        assert set(reply.json()["error"]["sentence"]) >= {"de", "en"}


@pytest.mark.parametrize("text", ["", "{", "[]", "null", "1", '"x"', "\ud800", b"\xff", b"[" * 90_000])
def test_what_is_no_json_object_is_empty(text: str | bytes) -> None:
    assert bodies.json_object(text) == {}


def test_fields_of_a_form_come_in_order_and_short() -> None:
    sent, _ = request([b"role=it&company=+%C3%96z+&company=second&note=" + b"n" * 500])
    found = run(bodies.form_fields(sent, 1000, ("company", "role", "missing", "note")))
    assert found == ["Öz", "it", "", "n" * bodies.LONGEST_FIELD]
