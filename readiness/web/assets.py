"""Scripts and styles that a package brings along: served one by one, or joined into one script."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
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
    style : callable, optional
        What becomes of a style sheet before it is handed out, for example the colours of a brand.
    """

    def __init__(self, package: str, style: Callable[[str], str] = str) -> None:
        self._folder = resources.files(package) / "static"
        self._style = style

    def text(self, name: str) -> str:
        """Text of one file."""
        text = (self._folder / name).read_text(encoding="utf-8")
        return self._style(text) if name.endswith(".css") else text

    def bundle(self, modules: Iterable[str]) -> str:
        """Several modules as a single one without imports, in an order in which each only uses those before it.

        They share one scope then, so no name may stand at the top of two of them.
        """
        return "\n".join(_EXPORT.sub("", _IMPORT.sub("", self.text(f"{name}.js"))).rstrip("\n") for name in modules)

    async def reply(self, request: Request) -> Response:
        """Answer a request for one file, by the `name` in its address; only what lies in the folder is served."""
        from starlette.responses import PlainTextResponse, Response

        name = request.path_params["name"]
        files = {file.name for file in self._folder.iterdir()}
        if name not in files:
            return PlainTextResponse("404", 404)
        return Response(self.text(name).encode(), media_type=_KINDS.get(name.rsplit(".", 1)[-1], "text/plain"))
