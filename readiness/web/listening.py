"""Where a server on this machine listens: a port, the loopback address, a new token every time, and a clean end."""

from __future__ import annotations

import os
import secrets
import socket
from dataclasses import dataclass, field
from typing import Any

from readiness.errors import UsageError, cause_of

LOOPBACK = "127.0.0.1"
#: Every address of this machine; only for somebody who wants the network on purpose.
EVERYWHERE = "0.0.0.0"
#: Causes that another port would not mend.
_OF_ADDRESS = ("address_unknown", "address_elsewhere")


@dataclass(frozen=True, slots=True)
class Address:
    """How a server is reached, with the secret that opens it."""

    host: str
    port: int
    token: str = field(default_factory=lambda: secrets.token_urlsafe(24), repr=False)

    @property
    def hosts(self) -> set[str]:
        """Names with port that a request may give as its Host."""
        local = self.host in (LOOPBACK, EVERYWHERE)
        return {f"{name}:{self.port}" for name in ({LOOPBACK, "localhost", self.host} if local else {self.host})}

    @property
    def first_page(self) -> str:
        """The address to open in a browser on this machine."""
        return f"http://{LOOPBACK if self.host == EVERYWHERE else self.host}:{self.port}/{self.token}/"


def listen(host: str, port: int) -> socket.socket:
    """A socket that listens already, so that the address can be shown before the first request.

    Parameters
    ----------
    host : str
        Address to listen on.
    port : int
        0 for any free one.

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


def run(app: Any, sock: socket.socket) -> int:
    """Serve until Ctrl+C; says nothing, neither on the terminal nor in the answers about what serves them.

    Parameters
    ----------
    app : ASGI application
        With its guard in front.
    sock : socket
        Listens already.
    """
    import uvicorn

    config = uvicorn.Config(app, log_level="error", access_log=False, server_header=False, lifespan="off")
    try:
        uvicorn.Server(config).run(sockets=[sock])
    except KeyboardInterrupt:
        return 0
    return 0
