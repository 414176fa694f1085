"""Start the local page: a free port, a random token, the browser, and a clean end."""

from __future__ import annotations

import contextlib
import datetime as dt
import os
import secrets
import socket
import threading
import webbrowser
from collections.abc import Callable

from readiness import catalog
from readiness.errors import ReadinessError, UsageError, cause_of
from readiness.forms.desk import Desk
from readiness.forms.sheets.folder import Folder
from readiness.forms.spec import form_spec
from readiness.language import DEFAULT

LOOPBACK = "127.0.0.1"
#: Causes that another port would not mend.
_OF_ADDRESS = ("address_unknown", "address_elsewhere")


def listen(host: str, port: int) -> socket.socket:
    """A socket that listens already, so that the address can be shown before the first request.

    Raises
    ------
    UsageError
        ``port_taken`` or ``address_not_usable`` with the reason, ``port_impossible``.
    """
    found = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    if os.name != "nt":  # there it would let another program take the port over
        found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        found.bind((host, port))
    except OverflowError:
        found.close()
        raise UsageError("port_impossible", port=port) from None
    except OSError as problem:
        found.close()
        cause = cause_of(problem)
        code = "address_not_usable" if cause["cause"] in _OF_ADDRESS else "port_taken"
        raise UsageError(code, port=port, host=host, **cause) from None
    found.listen(128)
    return found


def serve(
    folder: str,
    audit: str = "",
    host: str = LOOPBACK,
    port: int = 0,
    language: str = DEFAULT,
    country: str = "de",
    region: str = "",
    browser: bool = True,
    say: Callable[[str], None] = print,
) -> int:
    """Run the local page until it is stopped with Ctrl+C.

    Parameters
    ----------
    folder : str
        Where the answer sheets lie; made if it does not exist.
    audit : str
        Go on with the sheet of this audit that was changed last; begin one if there is none.
    host : str
        Address to listen on; anything but the loopback address must be wanted explicitly (see the command line).
    port : int
        0 for any free one.
    language, country, region : str
        Language of the pages; whose law and holidays apply.
    browser : bool
        Open the page in the browser.
    say : callable
        Gets the address.

    Raises
    ------
    UsageError
        ``folder_not_writable``, ``port_taken``, ``port_impossible``, ``address_not_usable``.
    """
    import uvicorn

    from readiness.forms.page.server import build_app

    place = Folder(folder)
    place.prepare()
    with listen(host, port) as sock:
        number = sock.getsockname()[1]
        names = {LOOPBACK, "localhost", host} if host in (LOOPBACK, "0.0.0.0") else {host}
        token = secrets.token_urlsafe(24)
        desk = Desk(place, country, region, dt.date.today)
        address = f"http://{LOOPBACK if host == '0.0.0.0' else host}:{number}/{token}/"
        if audit:
            begun = [row.id for row in place.rows() if row.audit == audit]
            sheet = begun[0] if begun else place.create(audit, dt.date.today().isoformat())
            address += f"form/{sheet}?language={language}"
        app = build_app(desk, token, {f"{name}:{number}" for name in names}, language)
        say(address)
        # While the browser starts, the questions are read once; the first page then finds them in memory.
        threading.Thread(target=_read_questions, args=(audit,), daemon=True).start()
        if browser:
            webbrowser.open(address)
        config = uvicorn.Config(app, log_level="error", access_log=False, server_header=False, lifespan="off")
        try:
            uvicorn.Server(config).run(sockets=[sock])
        except KeyboardInterrupt:
            return 0
    return 0


def _read_questions(audit: str) -> None:
    with contextlib.suppress(ReadinessError):  # a fault of the catalogue is said on the page that needs the questions
        for name in [audit] if audit else catalog.ids("audits"):
            form_spec(name)
