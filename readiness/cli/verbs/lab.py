"""`readiness lab`: JupyterLab made welcoming: the start notebook, in the language of the user, without news."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from argparse import Namespace
from collections.abc import Mapping
from importlib import metadata
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from readiness import catalog
from readiness.cli.parser import Parser
from readiness.errors import UsageError, cause_of
from readiness.language.texts import Texts

START = "00_start_here.ipynb"
#: Where an installed language pack of JupyterLab names its language, such as de_DE.
PACKS = "jupyterlab.languagepack"


def add_options(verb: Parser) -> None:
    """The folder of the notebooks, and how JupyterLab is opened."""
    verb.option("--folder", default="readiness-notebooks", metavar="DIR")
    verb.option("--port", type=int, metavar="N")
    verb.option("--no-browser", action="store_true")


def run(options: Namespace) -> int:
    """Copy the notebooks into a folder of the user, once, and open the first one in JupyterLab.

    Raises
    ------
    UsageError
        ``lab_missing`` without JupyterLab, ``folder_not_writable``.
    """
    if find_spec("jupyterlab") is None:
        raise UsageError("lab_missing")
    texts, folder = Texts(options.language), Path(options.folder)
    copied = copy_notebooks(catalog.notebooks(), folder)
    if copied:
        print(texts.t("cli.lab.copied", count=texts.number(copied), folder=str(folder)))
    print(texts.t("cli.lab.open", folder=str(folder)), flush=True)
    with tempfile.TemporaryDirectory(prefix="readiness-lab-") as settings:
        write_settings(Path(settings), options.language)
        known = os.environ.get("JUPYTER_CONFIG_PATH")
        paths = os.pathsep.join([settings, *([known] if known else [])])
        env = {**os.environ, "JUPYTER_CONFIG_PATH": paths, "READINESS_LANGUAGE": options.language}
        return subprocess.run(command(folder, options.port, options.no_browser), env=env, check=False).returncode


def copy_notebooks(source: Path, folder: Path) -> int:
    """Copy the notebooks that are not there yet, and say how many; what is there is the user's and stays as it is.

    Raises
    ------
    UsageError
        ``folder_not_writable`` with the reason.
    """
    copied = 0
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for notebook in sorted(source.rglob("*.ipynb")):
            target = folder / notebook.relative_to(source)
            if ".ipynb_checkpoints" in notebook.parts or target.exists():
                continue
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(notebook, target)
            copied += 1
    except OSError as problem:
        raise UsageError("folder_not_writable", folder=str(folder), **cause_of(problem)) from None
    return copied


def write_settings(folder: Path, language: str) -> Mapping[str, Any]:
    """Defaults for this JupyterLab only: no news, no pop-ups, menus in the language if its pack is installed."""
    settings: dict[str, Any] = {
        "@jupyterlab/apputils-extension:notification": {
            "fetchNews": "false",
            "checkForUpdates": False,
            "doNotDisturbMode": True,
        },
    }
    packs = (pack.name for pack in metadata.entry_points(group=PACKS))
    if locale := next((name for name in packs if name.split("_")[0] == language), ""):
        settings["@jupyterlab/translation-extension:plugin"] = {"locale": locale}
    file = folder / "labconfig" / "default_setting_overrides.json"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps(settings), encoding="utf-8")
    return settings


def command(folder: Path, port: int | None, no_browser: bool) -> list[str]:
    """How JupyterLab is started: this machine only, one document on the page."""
    words = [sys.executable, "-m", "jupyterlab", "--ServerApp.ip=127.0.0.1"]
    words += [f"--ServerApp.root_dir={folder.resolve()}", f"--LabApp.default_url=/doc/tree/{START}"]
    words += [f"--ServerApp.port={port}"] if port else []
    return [*words, "--no-browser"] if no_browser else words
