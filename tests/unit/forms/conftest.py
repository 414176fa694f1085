"""A folder of sheets and the local page in front of it, without a network."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from page_address import HOST, TOKEN
from starlette.testclient import TestClient

from readiness.forms.desk import Desk
from readiness.forms.page.server import build_app
from readiness.forms.sheets.folder import Folder

DAY = dt.date(2026, 3, 31)


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    found = Folder(tmp_path / "sheets")
    found.prepare()
    return found


@pytest.fixture
def desk(folder: Folder) -> Desk:
    return Desk(folder, "de", "NW", lambda: DAY)


@pytest.fixture
def client(desk: Desk) -> TestClient:
    app = build_app(desk, TOKEN, {HOST, "localhost:8123"}, "de")
    headers = {"Origin": f"http://{HOST}"}
    return TestClient(app, base_url=f"http://{HOST}", headers=headers, follow_redirects=False)


@pytest.fixture
def api(client: TestClient) -> Callable[..., Any]:
    """Calls of the form: a path gives JSON, with a body it is sent."""

    def call(path: str, body: Any = None, **query: str) -> Any:
        address = f"/{TOKEN}/api/sheets/{path}"
        if isinstance(body, bytes):
            return client.post(address, content=body, params=query).json()
        return (client.get(address, params=query) if body is None else client.post(address, json=body)).json()

    return call
