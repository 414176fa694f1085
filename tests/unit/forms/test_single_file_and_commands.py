"""The single file holds everything and lets nothing in; its answer file comes home; the commands say what they did."""

from __future__ import annotations

import base64
import hashlib
import json
import os
import re
import signal
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from readiness import catalog
from readiness.cli import main
from readiness.forms import single_file
from readiness.forms.sheets.folder import Folder
from readiness.forms.single_file import export_form
from readiness.forms.spec import form_spec


class Parts(HTMLParser):
    """What a browser sees: every start tag with its attributes, and the text of scripts and styles."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[tuple[str, str]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        if self.tags and data.strip():
            self.texts.append((self.tags[-1][0], data))


def spec_in(parts: Parts) -> dict[str, Any]:
    return dict(json.loads(next(text for tag, text in parts.texts if text.startswith("{"))))


@pytest.mark.parametrize("audit", catalog.ids("audits"))
@pytest.mark.parametrize("language", ["de", "en"])
def test_the_file_is_complete_and_fetches_nothing(audit: str, language: str) -> None:
    parts = Parts(export_form(audit, language))
    assert spec_in(parts) == json.loads(json.dumps(form_spec(audit)))
    loads = [value for _, attrs in parts.tags for key, value in attrs.items() if key in ("src", "href", "srcset")]
    assert loads == ["data:,"]
    modules = [text for tag, text in parts.texts if tag == "script" and not text.startswith("{")]
    assert len(modules) == 1
    assert not re.search(r"\b(fetch|XMLHttpRequest|WebSocket|sendBeacon|eval|innerHTML)\b", modules[0])
    assert not re.search(r"^(import|export)\b", modules[0], re.MULTILINE)


def test_the_policy_names_exactly_the_script_and_style_it_carries() -> None:
    html = export_form("it_security")
    parts = Parts(html)
    policy = next(a["content"] for t, a in parts.tags if a.get("http-equiv") == "Content-Security-Policy") or ""
    rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";"))
    assert rules["default-src"] == rules["base-uri"] == rules["form-action"] == "'none'"
    for name, pattern in (
        ("script-src", r'<script type="module">(.*?)</script>'),
        ("style-src", r"<style>(.*?)</style>"),
    ):
        [text] = re.findall(pattern, html, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
        assert rules[name] == f"'sha256-{digest}'"


def test_hostile_content_of_a_catalogue_stays_data(monkeypatch: pytest.MonkeyPatch) -> None:
    nasty = "</script><script>alert(1)</script><!--<img src=x onerror=alert(1)>\u2028]]>"
    spec = form_spec("it_security")
    spec |= {"title": {"de": nasty, "en": nasty}, "edition": '"><b id=x>'}
    spec["items"][0] |= {"question": {"de": nasty, "en": nasty}}
    monkeypatch.setattr(single_file, "form_spec", lambda audit: spec)
    harmless, parts = Parts(export_form("homeoffice")), Parts(export_form("it_security"))
    assert [tag for tag, _ in parts.tags] == [tag for tag, _ in harmless.tags]
    assert spec_in(parts)["items"][0]["question"]["de"] == nasty, "it is still what the author wrote"
    assert '"><b id=x>' in str(next(a["data-form-id"] for _, a in parts.tags if "data-form-id" in a))


def test_two_exports_do_not_share_their_answers() -> None:
    marks = {re.search(r'data-form-id="([^"]+)"', export_form("it_security"))[1] for _ in range(2)}  # type: ignore[index]
    assert len(marks) == 2


def answer_file() -> str:
    """As `file.js` writes it."""
    spec = form_spec("it_security")
    answers = {"IS-01": {"answer": "2", "note": "=cmd|' /C calc'!A0 \u202e", "evidence_note": ""}}
    head = {
        "audit": spec["audit"],
        "edition": spec["edition"],
        "company": "<b>Öz & Söhne</b>",
        "role": "",
        "date": "2026-03-31",
    }
    return json.dumps(head | {"profile": {"employees": 12}, "answers": answers}, indent=2)


def test_import_takes_over_and_never_overwrites(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "antworten.json").write_text(answer_file(), encoding="utf-8")
    (tmp_path / "kaputt.json").write_text('{"audit": "it_security"', encoding="utf-8")
    words = ["import", str(tmp_path / "antworten.json"), "--folder", str(tmp_path / "sheets")]
    assert main(words) == 0 and main(words) == 0
    rows = Folder(tmp_path / "sheets").rows()
    assert len(rows) == 2 and {row.company for row in rows} == {"<b>Öz & Söhne</b>"} and rows[0].answered == 1
    assert capsys.readouterr().out.count("antworten.json") == 2
    assert main(["import", str(tmp_path / "kaputt.json"), "--folder", str(tmp_path / "sheets")]) == 2
    said = capsys.readouterr().err
    assert "kaputt.json" in said and "Traceback" not in said
    assert main(["import", str(tmp_path / "fehlt.json"), "--folder", str(tmp_path / "sheets")]) == 2
    assert len(Folder(tmp_path / "sheets").rows()) == 2


def test_import_takes_json_lines_for_programs(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.json").write_text(answer_file(), encoding="utf-8")
    assert main(["import", str(tmp_path / "a.json"), "--folder", str(tmp_path / "s"), "--json"]) == 0
    [row] = json.loads(capsys.readouterr().out)
    assert (tmp_path / "s" / row["sheet"]).is_file()


def test_export_form_writes_where_it_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "neu" / "form.html"
    assert main(["export-form", "it_security", "--out", str(out), "--language", "en"]) == 0
    assert '<html lang="en">' in out.read_text(encoding="utf-8") and "form.html" in capsys.readouterr().out
    assert main(["export-form", "it_securty"]) == 2
    assert "it_security" in capsys.readouterr().err
    (tmp_path / "taken").write_text("")
    assert main(["export-form", "it_security", "--out", str(tmp_path / "taken" / "form.html")]) == 2


@pytest.fixture
def started(tmp_path: Path) -> Iterator[Any]:
    processes: list[subprocess.Popen[str]] = []

    def start(*more: str) -> tuple[subprocess.Popen[str], str]:
        command = "from readiness.cli import main; raise SystemExit(main())"
        words = [sys.executable, "-c", command, "start", "it_security", "--no-browser"]
        process = subprocess.Popen(
            [*words, "--folder", str(tmp_path / "sheets"), *more], stdout=subprocess.PIPE, text=True, encoding="utf-8"
        )
        processes.append(process)
        assert process.stdout
        found = re.search(r"http://127\.0\.0\.1:\d+/\S+", process.stdout.readline())
        assert found, "the first line names the address"
        assert str(tmp_path / "sheets") in process.stdout.readline(), "the second says where the answers are"
        return process, found[0]

    yield start
    for process in processes:
        process.kill()
        process.wait()


def call(address: str, path: str, body: Any = None) -> Any:
    origin = "/".join(address.split("/")[:3])
    token, sheet = address.split("/")[3], address.split("/")[5].split("?")[0]
    request = urllib.request.Request(f"{origin}/{token}/api/sheets/{sheet}{path}", headers={"Origin": origin})
    if body is not None:
        request.data = json.dumps(body).encode()
    with urllib.request.urlopen(request, timeout=30) as reply:
        return json.load(reply)


def test_a_real_server_killed_and_started_again_goes_on_with_the_same_sheet(started: Any) -> None:
    process, address = started()
    for item in form_spec("it_security")["items"][:7]:
        state = call(address, "")["state"]
        call(address, "/change", {"change": {"item": item["id"], "answer": "unknown"}, "revision": state["revision"]})
    process.kill()
    process.wait()
    _, again = started()
    assert again != address, "a new token every time"
    assert len(call(again, "")["state"]["answers"]) == 7


@pytest.mark.skipif(os.name == "nt", reason="Windows sends Ctrl+C differently")
def test_ctrl_c_ends_it_quietly(started: Any) -> None:
    process, address = started()
    call(address, "")
    process.send_signal(signal.SIGINT)
    assert process.wait(20) in (0, 130)


def test_it_listens_on_this_machine_only(started: Any, capsys: pytest.CaptureFixture[str]) -> None:
    _, address = started()
    port = int(address.split(":")[2].split("/")[0])
    with socket.socket() as other, pytest.raises(OSError):
        other.settimeout(2)
        other.connect(("127.0.0.2" if sys.platform == "linux" else socket.gethostbyname(socket.gethostname()), port))
    with pytest.raises(urllib.error.HTTPError) as caught:
        urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=30)
    assert caught.value.code == 404
    assert main(["start", "--host", "0.0.0.0", "--no-browser"]) == 2
    said = capsys.readouterr().err
    assert "0.0.0.0" in said and "--allow-network" in said


def test_a_taken_port_and_a_bad_folder_are_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        assert main(["start", "--no-browser", "--folder", str(tmp_path / "s"), "--port", port]) == 2
        assert port in capsys.readouterr().err
    (tmp_path / "file").write_text("")
    assert main(["start", "--no-browser", "--folder", str(tmp_path / "file" / "s")]) == 2
    assert "Traceback" not in capsys.readouterr().err


@pytest.mark.parametrize(
    "request_line",
    [
        "OPTIONS * HTTP/1.1\r\nHost: {host}",
        "GET / HTTP/1.0",
        "GET http://evil.example/ HTTP/1.1\r\nHost: {host}",
        "GET //{token}/ HTTP/1.1\r\nHost: {host}",
        "GET /{token}/../../etc/passwd HTTP/1.1\r\nHost: {host}",
        "GET /{token}/ HTTP/1.1\r\nHost: {host}\r\nHost: evil.example",
        "GET /{token}/ HTTP/1.1\r\nHost: evil.example\r\nX-Forwarded-Host: {host}",
        "POST /{token}/sheets HTTP/1.1\r\nHost: {host}\r\nOrigin: http://evil.example\r\nContent-Length: 0",
        "POST /{token}/sheets HTTP/1.1\r\nHost: {host}\r\nContent-Length: 17\r\n\r\naudit=it_security",
        "TRACE /{token}/ HTTP/1.1\r\nHost: {host}",
        "GET /\u00e4 HTTP/1.1\r\nHost: {host}",
        "nonsense",
    ],
)
def test_odd_requests_over_the_wire_get_nothing(started: Any, tmp_path: Path, request_line: str) -> None:
    _, address = started()
    host, token = address.split("/")[2:4]
    text = request_line.format(host=host, token=token)
    with socket.create_connection(("127.0.0.1", int(host.split(":")[1])), timeout=20) as wire:
        wire.sendall(text.encode("latin-1") + b"\r\nConnection: close\r\n\r\n" * ("\r\n\r\n" not in text))
        wire.shutdown(socket.SHUT_WR)
        reply = b"".join(iter(lambda: wire.recv(65536), b""))
    assert not reply or re.match(rb"HTTP/1\.1 (307|4\d\d) ", reply), reply[:200]
    assert b"it_security" not in reply and b"root:" not in reply and b"Traceback" not in reply
    assert len(list((tmp_path / "sheets").glob("*.yaml"))) == 1, "nothing was made"
    assert call(address, "")["state"]["answers"] == {}, "it still serves its owner"
