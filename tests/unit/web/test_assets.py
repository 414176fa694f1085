"""Files of a package: served by name, and joined into one script."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.routing import Route
from starlette.testclient import TestClient

from readiness.web.assets import Assets

FILES = {
    "words.js": 'export const WORDS = "import this;\\n";\n\nexport function say() {\n  return WORDS;\n}\n',
    "page.js": 'import { say } from "./words.js";\nimport {\n  WORDS,\n} from "./b.js";\n\nexport default { say };\n',
    "page.css": "p { margin: 0; }\n",
}


@pytest.fixture
def assets(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Assets]:
    package = tmp_path / "board_of_the_test"
    (package / "static").mkdir(parents=True)
    (package / "__init__.py").write_text("SECRET = 1\n")
    for name, text in FILES.items():
        (package / "static" / name).write_text(text, encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    yield Assets(package.name)
    sys.modules.pop(package.name, None)


def test_a_bundle_has_no_imports_and_exports_only_its_default(assets: Assets) -> None:
    script = assets.bundle(("words", "page"))
    assert script == (
        'const WORDS = "import this;\\n";\n\nfunction say() {\n  return WORDS;\n}\n\nexport default { say };'
    )


def test_files_are_served_by_name_and_nothing_else(assets: Assets) -> None:
    client = TestClient(Starlette(routes=[Route("/{name:path}", assets.reply)]))
    assert client.get("/page.css").headers["content-type"].startswith("text/css")
    reply = client.get("/words.js")
    assert reply.text == FILES["words.js"] and reply.headers["content-type"].startswith("text/javascript")
    for name in ("", "none.js", "../__init__.py", "%2e%2e/__init__.py", "..%5c__init__.py"):
        reply = client.get(f"/{name}")
        assert reply.status_code == 404 and "SECRET" not in reply.text, name
