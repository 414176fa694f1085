"""Start the local page: the folder of sheets, the server in front of it, and the browser."""

from __future__ import annotations

import contextlib
import datetime as dt
import threading
import webbrowser
from collections.abc import Callable

from readiness import catalog
from readiness.errors import ReadinessError
from readiness.forms.desk import Desk
from readiness.forms.sheets.folder import Folder
from readiness.forms.spec import form_spec
from readiness.language import DEFAULT
from readiness.web.listening import LOOPBACK, Address, listen, run


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
    from readiness.forms.page.server import build_app

    place = Folder(folder)
    place.prepare()
    with listen(host, port) as sock:
        address = Address(host, sock.getsockname()[1])
        desk = Desk(place, country, region, dt.date.today)
        page = address.first_page
        if audit:
            begun = [row.id for row in place.rows() if row.audit == audit]
            sheet = begun[0] if begun else place.create(audit, dt.date.today().isoformat())
            page += f"form/{sheet}?language={language}"
        app = build_app(desk, address.token, address.hosts, language)
        say(page)
        # While the browser starts, the questions are read once; the first page then finds them in memory.
        threading.Thread(target=_read_questions, args=(audit,), daemon=True).start()
        if browser:
            webbrowser.open(page)
        return run(app, sock)


def _read_questions(audit: str) -> None:
    with contextlib.suppress(ReadinessError):  # a fault of the catalogue is said on the page that needs the questions
        for name in [audit] if audit else catalog.ids("audits"):
            form_spec(name)
