"""The owner of a small server that has nothing to do with forms."""

from __future__ import annotations

import pytest
from notice_board import HOST, app
from starlette.testclient import TestClient


@pytest.fixture
def client() -> TestClient:
    client = TestClient(app(), base_url=f"http://{HOST}", follow_redirects=False, raise_server_exceptions=False)
    client.headers["Origin"] = f"http://{HOST}"
    return client
