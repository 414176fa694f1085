"""`readiness start`: the questions on a page of this machine."""

from __future__ import annotations

from argparse import Namespace
from importlib.util import find_spec
from pathlib import Path

from readiness.cli.parser import Parser
from readiness.errors import UsageError
from readiness.language.texts import Texts

_PACKAGES = ("starlette", "uvicorn", "filelock", "jinja2")


def add_options(verb: Parser) -> None:
    """The audit, the folder of the answers, and the address of the page."""
    verb.option("audit", nargs="?")
    verb.option("--folder", default="readiness-answers", metavar="DIR")
    verb.option("--port", type=int, metavar="N")
    verb.option("--no-browser", action="store_true")
    verb.option("--region", default="", metavar="NW")
    verb.option("--host", default="127.0.0.1", metavar="ADDRESS")
    verb.option("--allow-network", action="store_true")


def run(options: Namespace) -> int:
    """Serve the form on this machine until Ctrl+C.

    Raises
    ------
    UsageError
        ``form_packages_missing``, ``address_not_local``, ``folder_not_writable``, ``port_taken``.
    """
    if missing := [name for name in _PACKAGES if find_spec(name) is None]:
        raise UsageError("form_packages_missing", missing=missing)
    if options.host != "127.0.0.1" and not options.allow_network:
        raise UsageError("address_not_local", host=options.host)
    from readiness.forms.page.serve import serve

    texts, folder = Texts(options.language), str(Path(options.folder).expanduser().absolute())

    def say(address: str) -> None:
        print(texts.t("cli.start.open", address=address, folder=folder), flush=True)

    return serve(
        folder,
        options.audit or "",
        host=options.host,
        port=options.port or 0,
        language=options.language,
        region=options.region,
        browser=not options.no_browser,
        say=say,
    )
