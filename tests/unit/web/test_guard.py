"""A server that has nothing to do with forms is protected by the guard as it stands."""

from __future__ import annotations

import pytest
from notice_board import HOST, TOKEN
from starlette.testclient import TestClient
from starlette.websockets import WebSocketDisconnect

from readiness.web.guard import DOCUMENT, PAGE, POLICY

OTHER_HOSTS = ["", "evil.example", "127.0.0.1", "127.0.0.1:9001", f"{HOST}.evil.example", "localhost"]
OTHER_ORIGINS = ["http://evil.example", f"https://{HOST}", "http://127.0.0.1:9001", "null", "", HOST]
OTHER_TOKENS = ["", "x", TOKEN[:-1], TOKEN + "x", TOKEN.upper(), "ä", "%00", f"x/{TOKEN}", f"/{TOKEN}"]
PATHS = [("GET", f"/{TOKEN}/"), ("POST", f"/{TOKEN}/notes"), ("GET", "/enter"), ("GET", "/"), ("GET", f"/{TOKEN}/no")]


def test_its_owner_is_served(client: TestClient) -> None:
    assert client.get(f"/{TOKEN}/").text == "all notes"
    assert client.post(f"/{TOKEN}/notes", json={"note": "mehr Licht"}).json() == {"note": "mehr Licht"}
    del client.headers["Origin"]  # as when the address is typed
    assert client.get(f"/{TOKEN}/").text == "all notes"


@pytest.mark.parametrize(
    "host", ["", "evil.example", "127.0.0.1", "127.0.0.1:9001", f"{HOST}.evil.example", "localhost"]
)
def test_another_host_is_refused(client: TestClient, host: str) -> None:
    for method, path in PATHS:
        reply = client.request(method, path, headers={"Host": host})
        assert (reply.status_code, reply.text) == (403, "403"), path


@pytest.mark.parametrize(
    "origin", ["http://evil.example", f"https://{HOST}", "http://127.0.0.1:9001", "null", "", HOST]
)
def test_another_origin_is_refused(client: TestClient, origin: str) -> None:
    for method, path in PATHS:
        reply = client.request(method, path, headers={"Origin": origin})
        assert (reply.status_code, reply.text) == (403, "403"), path


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"])
def test_without_an_origin_there_is_only_reading(client: TestClient, method: str) -> None:
    del client.headers["Origin"]
    assert client.request(method, f"/{TOKEN}/notes").status_code == 403


@pytest.mark.parametrize(
    "token", ["", "x", TOKEN[:-1], TOKEN + "x", TOKEN.upper(), "ä", "%00", f"x/{TOKEN}", f"/{TOKEN}"]
)
def test_without_the_token_there_is_nothing(client: TestClient, token: str) -> None:
    for path in ("", "/", "/notes", "/notes/enter", "/printed", "/broken"):
        assert client.get(f"http://{HOST}/{token}{path}").status_code == 404, path
        assert client.post(f"http://{HOST}/{token}{path}").status_code == 404, path


def test_what_is_declared_may_be_read_without_the_token_and_nothing_else(client: TestClient) -> None:
    assert client.get("/enter").text == "your code, please" == client.get(f"/{TOKEN}/enter").text
    assert client.head("/enter").status_code == 200
    assert client.post("/enter").status_code == 404, "only reading is open"
    for path in ("/enter/", "/enter/x", "//enter", "/notes/enter", "/enter/../notes", "/Enter"):
        assert client.get(f"http://{HOST}{path}").status_code == 404, path


def test_every_answer_is_protected_also_errors(client: TestClient) -> None:
    seen = {}
    for method, path in [*PATHS, ("GET", f"/{TOKEN}/broken"), ("PUT", f"/{TOKEN}/notes"), ("GET", f"/{TOKEN}")]:
        reply = client.request(method, path)
        seen[path] = reply.status_code
        assert reply.headers[POLICY] == PAGE, path
        assert reply.headers["X-Content-Type-Options"] == "nosniff" and reply.headers["Cache-Control"] == "no-store"
        assert reply.headers["Referrer-Policy"] == "same-origin"
        assert reply.headers["Cross-Origin-Resource-Policy"] == "same-origin"
        assert reply.headers["Cross-Origin-Opener-Policy"] == "same-origin"
        assert "set-cookie" not in reply.headers and "access-control-allow-origin" not in reply.headers
    assert {200, 307, 404, 405, 500} <= set(seen.values()), "the errors that the application makes are among them"
    assert client.get("/", headers={"Host": "evil.example"}).headers[POLICY] == PAGE


def test_policies_let_nothing_in_from_elsewhere() -> None:
    for policy in (PAGE, DOCUMENT):
        assert policy.startswith("default-src 'none';") and "frame-ancestors 'none'" in policy and "http" not in policy
    assert "unsafe" not in PAGE and "script-src" not in DOCUMENT


def test_a_document_keeps_its_own_policy(client: TestClient) -> None:
    assert client.get(f"/{TOKEN}/printed").headers.get_list(POLICY) == [DOCUMENT]


OWN = {"Host": HOST, "Origin": f"http://{HOST}"}


def test_a_socket_is_opened_for_its_owner(client: TestClient) -> None:
    with client.websocket_connect(f"/{TOKEN}/live", headers=OWN) as socket:
        assert socket.receive_text() == "all notes"


@pytest.mark.parametrize(
    ("path", "headers"),
    [
        ("/live", OWN),
        ("/wrong/live", OWN),
        ("/enter", OWN),
        (f"/{TOKEN}/live", OWN | {"Host": "evil.example"}),
        (f"/{TOKEN}/live", OWN | {"Origin": "http://evil.example"}),
    ],
)
def test_a_socket_needs_token_host_and_origin(client: TestClient, path: str, headers: dict[str, str]) -> None:
    with pytest.raises(WebSocketDisconnect) as caught, client.websocket_connect(path, headers=headers):
        pass
    assert caught.value.code == 1008


def test_a_socket_without_an_origin_is_refused(client: TestClient) -> None:
    del client.headers["Origin"]
    with pytest.raises(WebSocketDisconnect), client.websocket_connect(f"/{TOKEN}/live", headers={"Host": HOST}):
        pass
