"""The local page serves its owner and nobody else: host, origin, token, sizes, and what a page may load."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from html import unescape
from typing import Any

import pytest
from page_address import TOKEN
from starlette.testclient import TestClient

from readiness.forms.page import server
from readiness.forms.sheets.folder import Folder
from readiness.instrument import load_instrument

HOSTILE = ['"><img src=x onerror=alert(1)>', "<script>alert(1)</script>", "=cmd|' /C calc'!A0", "\u202egnp.exe"]


@pytest.fixture
def sheet(folder: Folder) -> str:
    return folder.create("it_security", "2026-03-31", "Musterbau")


def paths(sheet: str) -> list[tuple[str, str]]:
    api = f"/{TOKEN}/api/sheets/{sheet}"
    return [
        ("GET", f"/{TOKEN}/"),
        ("GET", f"/{TOKEN}/form/{sheet}"),
        ("GET", f"/{TOKEN}/static/form.js"),
        ("GET", api),
        ("GET", f"{api}/answers"),
        ("GET", f"{api}/revision"),
        ("POST", f"{api}/change"),
        ("POST", f"{api}/evidence"),
        ("POST", f"/{TOKEN}/import"),
        ("POST", f"/{TOKEN}/sheets"),
        ("POST", f"/{TOKEN}/sheets/{sheet}/delete"),
    ]


@pytest.mark.parametrize(
    "headers",
    [
        {"Host": "evil.example"},
        {"Host": "evil.example:8123"},
        {"Host": "127.0.0.1"},
        {"Host": "127.0.0.1:9"},
        {"Host": ""},
        {"Origin": "http://evil.example"},
        {"Origin": "https://127.0.0.1:8123"},
        {"Origin": "null"},
        {"Origin": "http://127.0.0.1:9"},
    ],
)
def test_other_hosts_and_origins_are_refused_everywhere(
    client: TestClient, folder: Folder, sheet: str, headers: dict[str, str]
) -> None:
    before = {f.name: f.read_bytes() for f in folder.path.iterdir()}
    for method, path in paths(sheet):
        reply = client.request(method, path, headers=headers)
        assert reply.status_code == 403 and "Musterbau" not in reply.text, path
    assert {f.name: f.read_bytes() for f in folder.path.iterdir()} == before


def test_what_changes_something_needs_an_origin(client: TestClient, sheet: str) -> None:
    del client.headers["origin"]
    refused = {path: client.request(method, path).status_code for method, path in paths(sheet) if method == "POST"}
    assert set(refused.values()) == {403}
    assert client.get(f"/{TOKEN}/").status_code == 200, "typing the address sends none"


@pytest.mark.parametrize("token", ["", "x", TOKEN + "x", TOKEN.upper(), TOKEN[:-1], "%00", "ä"])
def test_without_the_token_there_is_nothing(client: TestClient, sheet: str, token: str) -> None:
    for method, path in paths(sheet):
        reply = client.request(method, path.replace(TOKEN, token, 1))
        assert reply.status_code == 404 and reply.text == "404", path


def test_every_reply_carries_a_strict_policy(client: TestClient, sheet: str) -> None:
    for method, path in [*paths(sheet), ("GET", "/"), ("GET", f"/{TOKEN}/no/such/page")]:
        found = client.request(method, path).headers
        policy = found["content-security-policy"]
        assert "default-src 'none'" in policy and "script-src 'self'" in policy, path
        assert "unsafe" not in policy and "http" not in policy and "frame-ancestors 'none'" in policy
        assert found["x-content-type-options"] == "nosniff" and found["cache-control"] == "no-store"
        assert "set-cookie" not in found and "access-control-allow-origin" not in found


def test_pages_have_no_inline_script_or_style_and_load_nothing_from_elsewhere(client: TestClient, sheet: str) -> None:
    for path in (f"/{TOKEN}/", f"/{TOKEN}/?language=en", f"/{TOKEN}/form/{sheet}"):
        html = client.get(path).text
        assert "<style" not in html and " style=" not in html and " onclick" not in html
        assert html.count("<script") == html.count(f'<script type="module" src="/{TOKEN}/static/') == 1
        assert "http:" not in html and "https:" not in html and "//" not in html.replace("<!doctype html>", "")


@pytest.mark.parametrize(
    "path",
    [
        "static/",
        "static",
        "static/../server.py",
        "static/..%2fserver.py",
        "static/%2e%2e/server.py",
        "static/..%5cserver.py",
        "static/%2fetc%2fpasswd",
        "static/form.js%00.css",
        "form/..%2f..%2fetc%2fpasswd",
        "form/%2e%2e",
        "api/sheets/..%2fsecret",
        "api/sheets/",
        "sheets/",
    ],
)
def test_no_way_out_of_the_folders_and_no_listing(client: TestClient, folder: Folder, path: str) -> None:
    (folder.path.parent / "secret.yaml").write_text("audit: it_security\nedition: '2026.1'\ncompany: Geheim\n")
    reply = client.get(f"/{TOKEN}/{path}")
    assert reply.status_code in (307, 400, 404, 405)
    assert "Geheim" not in reply.text and "import" not in reply.text and "root:" not in reply.text


def test_every_module_is_served_as_script(client: TestClient) -> None:
    for name in ("dom", "score", "evidence", "published", "result", "review", "device", "form", "page", "start"):
        reply = client.get(f"/{TOKEN}/static/{name}.js")
        assert reply.status_code == 200 and reply.headers["content-type"].startswith("text/javascript")


@pytest.mark.parametrize("name", ["form.css", "start.css"])
def test_style_sheets_are_served_in_the_colours_of_the_brand(client: TestClient, name: str) -> None:
    reply = client.get(f"/{TOKEN}/static/{name}")
    assert reply.status_code == 200 and reply.headers["content-type"].startswith("text/css")
    assert "--palette-" not in reply.text and "#" in reply.text


@pytest.mark.parametrize(
    ("path", "limit"),
    [("change", "MOST_CHANGE"), ("evidence", "MOST_EVIDENCE"), ("../../import", "MOST_SHEET")],
)
def test_bodies_have_a_size_limit(
    client: TestClient, folder: Folder, sheet: str, path: str, limit: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(server, limit, 1000)
    address = f"/{TOKEN}/import" if "import" in path else f"/{TOKEN}/api/sheets/{sheet}/{path}"
    reply = client.post(address, content=(b"x" * 400 for _ in range(4)))
    assert reply.status_code == 413 and reply.json()["error"]["code"] == "request_too_large"
    assert [row.id for row in folder.rows()] == [sheet]


@pytest.mark.parametrize(
    "body",
    [b"", b"{", b"[]", b"null", b'{"change": 1, "revision": 1}', b'{"change": {}, "revision": "1"}', b"[" * 90_000]
    + [json.dumps({"change": change, "revision": 0}).encode() for change in ({}, {"item": {}}, {"profile": []})],
)
def test_a_bad_change_is_an_answer_not_a_crash(client: TestClient, sheet: str, body: bytes) -> None:
    reply = client.post(f"/{TOKEN}/api/sheets/{sheet}/change", content=body)
    assert reply.status_code in (200, 400)
    assert reply.json().keys() & {"error", "conflict"}


@pytest.mark.parametrize(
    "change",
    [
        {"item": "IS-01", "answer": "nine"},
        {"item": "IS-01", "answer": None},
        {"item": "XX-99", "answer": "yes"},
        {"item": "IS-01"},
        {"profile": {"employees": "many"}},
        {"profile": {"employees": -1}},
        {"profile": {"a: b\ncompany": 1}},
        {"profile": {"employees": {"a": 1}}},
        {"whatever": 1},
        {},
    ],
)
def test_what_does_not_fit_is_refused_in_words_of_both_languages(
    api: Callable[..., Any], sheet: str, change: dict[str, Any]
) -> None:
    state = api(sheet)["state"]
    reply = api(f"{sheet}/change", {"change": change, "revision": state["revision"]})
    sentence = reply["error"]["sentence"]
    assert sentence["de"] and sentence["en"] and sentence["de"] != sentence["en"]
    assert reply["error"]["code"] not in sentence["en"], "a code without a sentence helps nobody"
    assert api(sheet)["state"] == state


def test_answer_reload_second_tab_undo(api: Callable[..., Any], sheet: str) -> None:
    first = api(sheet)["state"]
    change = {"item": "IS-01", "answer": "2", "note": "seit März", "evidence_note": "Ordner 3"}
    second = api(f"{sheet}/change", {"change": change, "revision": first["revision"]})["state"]
    assert second["answers"] == {"IS-01": {"answer": "2", "note": "seit März", "evidence_note": "Ordner 3"}}
    assert second["can_undo"] and second["saved_at"] and second["revision"] != first["revision"]
    assert api(sheet)["state"] == second and api(f"{sheet}/revision") == {"revision": second["revision"]}
    late = api(f"{sheet}/change", {"change": {"item": "IS-01", "answer": "4"}, "revision": first["revision"]})
    assert late == {"conflict": True, "state": second}
    undone = api(f"{sheet}/change", {"change": {"undo": True}, "revision": second["revision"]})["state"]
    assert undone["answers"] == {} and not undone["can_undo"]


def test_profile_company_role_and_mode_are_kept(api: Callable[..., Any], sheet: str) -> None:
    for change in ({"profile": {"employees": 12}}, {"company": "Öz & Söhne"}, {"role": "manager"}, {"mode": "quick"}):
        api(f"{sheet}/change", {"change": change, "revision": api(sheet)["state"]["revision"]})
    state = api(sheet)["state"]
    assert state["profile"]["employees"] == 12
    assert (state["company"], state["role"], state["mode"]) == ("Öz & Söhne", "manager", "quick")
    api(f"{sheet}/change", {"change": {"profile": {"employees": None}}, "revision": state["revision"]})
    assert "employees" not in api(sheet)["state"]["profile"]


def test_the_page_works_to_the_end(client: TestClient, api: Callable[..., Any], sheet: str) -> None:
    for item in load_instrument("it_security").items:
        answer = item.scale.options[0][0] if item.scale.options else "unknown"
        revision = api(sheet)["state"]["revision"]
        assert "state" in api(f"{sheet}/change", {"change": {"item": item.id, "answer": answer}, "revision": revision})
    result = api(f"{sheet}/result")
    assert result["value"] is not None and result["actions"]
    for language, word in (("de", "Die nächsten Schritte"), ("en", "Next steps")):
        report = client.get(f"/{TOKEN}/api/sheets/{sheet}/report?language={language}")
        assert report.status_code == 200 and f'lang="{language}"' in report.text and word in report.text
        assert "script-src" not in report.headers["content-security-policy"], "a report runs no script"
    taken = api(f"{sheet}/answers")
    assert taken["name"] == f"{sheet}.yaml"
    again = client.post(f"/{TOKEN}/import", content=taken["text"].encode(), params={"name": taken["name"]}).json()
    assert again["sheet"] != sheet
    assert api(again["sheet"])["state"]["answers"] == api(sheet)["state"]["answers"]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_names_are_text_on_the_start_page(client: TestClient, text: str) -> None:
    made = client.post(f"/{TOKEN}/sheets", data={"audit": "it_security", "company": text, "language": "de"})
    assert made.status_code == 303
    html = client.get(f"/{TOKEN}/").text
    assert text not in html or "<" not in text
    assert ("<img" in html, "<script>" in html) == (False, False)
    assert text in unescape(html), "it is shown, as text"
    assert client.get(made.headers["location"]).status_code == 200


def test_start_page_new_delete_restore(client: TestClient, folder: Folder) -> None:
    made = client.post(f"/{TOKEN}/sheets", data={"audit": "working_time", "company": "Musterbau", "language": "en"})
    name = folder.rows()[0].id
    assert made.headers["location"] == f"/{TOKEN}/form/{name}?language=en"
    html = client.get(f"/{TOKEN}/?language=en").text
    assert "Musterbau" in html and all(audit in html for audit in ("working_time", "it_security", "change_readiness"))
    gone = client.post(f"/{TOKEN}/sheets/{name}/delete?language=en")
    assert gone.status_code == 303 and folder.rows() == []
    assert f"/sheets/{name}/restore" in client.get(gone.headers["location"]).text
    client.post(f"/{TOKEN}/sheets/{name}/restore")
    assert [row.id for row in folder.rows()] == [name]


@pytest.mark.parametrize("language", ["de", "en"])
def test_the_start_page_asks_for_the_role_with_the_words_and_choices_of_the_profile(
    client: TestClient, api: Callable[..., Any], folder: Folder, language: str
) -> None:
    html = client.get(f"/{TOKEN}/?language={language}").text
    offered = re.search(r'<label for="role">(.*?)</label><br><select id="role"[^>]*>(.*?)</select>', html, re.DOTALL)
    assert offered
    made = client.post(f"/{TOKEN}/sheets", data={"audit": "it_security", "role": "it", "language": language})
    loaded = api(folder.rows()[0].id)
    words = loaded["spec"]["texts"][language]
    assert unescape(offered[1]) == words["profile.role"]
    choices = [("", words["profile.no_role"]), *((r["id"], r["label"][language]) for r in loaded["spec"]["roles"])]
    assert [(v, unescape(t)) for v, t in re.findall(r'<option value="(.*?)">(.*?)</option>', offered[2])] == choices
    assert (made.status_code, loaded["state"]["role"]) == (303, "it")


def test_the_role_may_stay_open(client: TestClient, folder: Folder) -> None:
    for data in ({"audit": "it_security", "role": ""}, {"audit": "it_security"}):
        assert client.post(f"/{TOKEN}/sheets", data=data).status_code == 303
    assert [row.role for row in folder.rows()] == ["", ""]


def test_a_file_with_an_odd_name_is_listed_with_what_to_do(client: TestClient, folder: Folder) -> None:
    (folder.path / "Meine Antworten.yaml").write_text("audit: it_security\nedition: '2026.1'\n", encoding="utf-8")
    html = client.get(f"/{TOKEN}/?language=en").text
    assert "Meine Antworten.yaml" in html and "lower-case letters" in html and "/delete" not in html


def test_a_person_gets_a_page_when_a_sheet_is_gone(client: TestClient, folder: Folder) -> None:
    (folder.path / "broken.yaml").write_text("audit: [", encoding="utf-8")
    for path in ("form/no-such-sheet?language=en", "form/broken?language=en"):
        reply = client.get(f"/{TOKEN}/{path}")
        assert reply.status_code == 400 and reply.headers["content-type"].startswith("text/html")
        assert f'href="/{TOKEN}/?language=en"' in reply.text and '<html lang="en">' in reply.text


def test_a_file_that_is_no_answer_sheet_is_refused_in_words(client: TestClient, folder: Folder) -> None:
    for content in (b"", b"\x00\xff\xfe", b"hello", b"audit: nonsense", b"{}", "ü".encode("utf-16")):
        reply = client.post(f"/{TOKEN}/import", content=content, params={"name": "x.json"})
        sentence = reply.json()["error"]["sentence"]
        assert reply.status_code == 400 and sentence["de"] and sentence["en"]
    assert folder.rows() == []
