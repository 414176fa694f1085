"""The form in a notebook cell: JupyterLab and Voila, restarted kernels, keys that belong to the form alone."""

from __future__ import annotations

import json
import os
import re
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import nbformat
import pytest
from playwright.sync_api import BrowserContext, Page, TimeoutError
from test_access import AXE, RULES
from walking import answer, begin, where

SLOW = 60_000  # a kernel takes its time to start
SOURCE = (
    '# Fragen stellen\nimport readiness as rd\nrd.ask("it_security", save_to="answers.yaml", language="{language}")'
)


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@pytest.fixture
def host(tmp_path: Path) -> Iterator[Callable[..., str]]:
    """Starts JupyterLab or Voila on a notebook with one cell; returns its address."""
    started: list[subprocess.Popen[str]] = []
    (tmp_path / "config").mkdir()
    allowed = json.dumps({"ServerApp": {"allow_root": True}})
    (tmp_path / "config" / "jupyter_server_config.json").write_text(allowed)

    def start(module: str, language: str = "de") -> str:
        notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(SOURCE.format(language=language))])
        notebook.metadata.kernelspec = {"name": "python3", "display_name": "Python 3", "language": "python"}
        nbformat.write(notebook, tmp_path / "form.ipynb")
        port = free_port()
        command = {
            "jupyterlab": [f"--ServerApp.root_dir={tmp_path}", "--IdentityProvider.token=key", f"--port={port}"],
            "voila": ["form.ipynb", f"--port={port}"],
        }[module]
        env = {**os.environ, "JUPYTER_CONFIG_DIR": str(tmp_path / "config")}
        with (tmp_path / f"{module}.log").open("w") as log:
            process = subprocess.Popen(
                [sys.executable, "-m", module, "--no-browser", *command], cwd=tmp_path, env=env, stdout=log, stderr=log
            )
        started.append(process)
        address = f"http://127.0.0.1:{port}/"
        for _ in range(150):
            try:
                urllib.request.urlopen(f"{address}api?token=key" if module == "jupyterlab" else address, timeout=30)
                return address
            except OSError:
                time.sleep(0.2)
        pytest.fail(f"{module} does not answer: " + (tmp_path / f"{module}.log").read_text()[-800:])

    yield start
    for process in started:
        process.terminate()
        process.wait(20)


@pytest.fixture
def page(context: BrowserContext) -> Page:
    context.set_default_timeout(SLOW)
    opened = context.new_page()
    opened.on("pageerror", lambda error: pytest.fail(f"script error: {error}"))
    return opened


def violations(page: Page) -> list[str]:
    """Faults inside the form; the notebook around it is not ours."""
    page.evaluate(AXE)
    found = page.evaluate(
        "rules => axe.run('.rf', {runOnly: {type: 'tag', values: rules}, resultTypes: ['violations']})", RULES
    )
    return [f"{v['id']}: {n['html'][:120]}" for v in found["violations"] for n in v["nodes"]]


def run_cell(page: Page) -> None:
    """Run the cell; as a person would, press again where JupyterLab was not ready yet."""
    page.wait_for_selector(".jp-Notebook-ExecutionIndicator[data-status='idle']")
    form = page.locator(".rf #rf-heading")
    for _ in range(6):
        page.locator(".jp-CodeCell .cm-content").first.click()
        page.keyboard.press("Control+Enter")
        try:
            form.wait_for(timeout=SLOW / 6)
        except TimeoutError:
            continue
        return
    form.wait_for()


def test_in_jupyterlab_digits_are_answers_and_a_restarted_kernel_loses_nothing(
    host: Callable[..., str], page: Page, tmp_path: Path
) -> None:
    address = host("jupyterlab")
    page.goto(f"{address}doc/tree/form.ipynb?token=key")
    run_cell(page)
    assert violations(page) == []
    begin(page)
    for _ in range(7):
        answer(page)
    assert where(page).startswith("Frage 8 ")
    assert violations(page) == []
    assert page.locator(".jp-Cell").count() == 1, "a key of the form reached the notebook"
    assert len(re.findall(r"^  IS-", (tmp_path / "answers.yaml").read_text(), re.MULTILINE)) == 7
    restart_kernels(address)
    page.reload()
    run_cell(page)
    assert where(page).startswith("Frage 8 ")


def restart_kernels(address: str) -> None:
    with urllib.request.urlopen(f"{address}api/kernels?token=key") as reply:
        kernels = json.load(reply)
    assert kernels
    for kernel in kernels:
        wanted = urllib.request.Request(
            f"{address}api/kernels/{kernel['id']}/restart", method="POST", headers={"Authorization": "token key"}
        )
        urllib.request.urlopen(wanted).close()


@pytest.mark.parametrize("language", ["de", "en"])
def test_in_voila_it_resumes_and_everybody_can_use_it(host: Callable[..., str], page: Page, language: str) -> None:
    page.goto(host("voila", language))
    page.wait_for_selector("#rf-heading")
    assert violations(page) == []
    begin(page)
    for _ in range(7):
        answer(page)
    assert violations(page) == []
    page.reload()
    page.wait_for_selector(".rf-where")
    assert re.match(r"(Frage|Question) 8 ", where(page))
    page.click("[data-k='result.go']")
    page.wait_for_selector(".rf-result-body:not([aria-busy])")
    assert violations(page) == []
