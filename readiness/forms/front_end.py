"""The form's own scripts and style, the same for every host: local page, single file, notebook cell."""

from __future__ import annotations

from readiness.reports.brand import load_brand
from readiness.web.assets import Assets


def painted(style: str) -> str:
    """A style sheet in the colours of the brand."""
    return load_brand().palette.painted(style)


ASSETS = Assets("readiness.forms", painted)
#: The modules of the form in the order in which they build on each other; the host comes last.
MODULES = (
    "dom",
    "score",
    "evidence",
    "published",
    "why",
    "bars",
    "next_steps",
    "result",
    "review",
    "device",
    "profile",
    "keyboard",
    "question",
    "conflict",
    "form",
)
#: The modules of the hosts that take the form along as one script; on the local page it is loaded as it is.
HOSTS = {"single_file": ("file_store", "file_host", "file"), "notebook": ("cell",)}


def static(name: str) -> str:
    """Text of one of the form's own files."""
    return ASSETS.text(name)


def bundle(host: str) -> str:
    """The modules of the form and those of one host as a single module without imports."""
    return ASSETS.bundle((*MODULES, *HOSTS[host]))
