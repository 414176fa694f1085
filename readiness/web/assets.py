"""Scripts and styles that a package brings along: served one by one, or joined into one script."""

from __future__ import annotations

import re
from collections.abc import Iterable
from importlib import resources
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

_KINDS = {"css": "text/css", "js": "text/javascript"}
_IMPORT = re.compile(r"^import\s[^;]*;\n", re.MULTILINE)
_EXPORT = re.compile(r"^export (?!default)", re.MULTILINE)


class Assets:
    """The files in the folder ``static`` of a package.

    Parameters
    ----------
    package : str
        Such as ``readiness.forms``.
    """

    def __init__(self, package: str) -> None:
        self._folder = resources.files(package) / "static"

    def text(self, name: str) -> str:
        """Text of one file."""
        return (self._folder / name).read_text(encoding="utf-8")

    def bundle(self, modules: Iterable[str]) -> str:
        """Several modules as a single one without imports, in an order in which each only uses those before it.

        They share one scope then, so no name may stand at the top of two of them.
        """
        return "\n".join(_EXPORT.sub("", _IMPORT.sub("", self.text(f"{name}.js"))).rstrip("\n") for name in modules)

    async def reply(self, request: Request) -> Response:
        """Answer a request for one file, by the `name` in its address; only what lies in the folder is served."""
        from starlette.responses import PlainTextResponse, Response

        name = request.path_params["name"]
        files = {file.name: file for file in self._folder.iterdir()}
        if name not in files:
            return PlainTextResponse("404", 404)
        return Response(files[name].read_bytes(), media_type=_KINDS.get(name.rsplit(".", 1)[-1], "text/plain"))
