"""How long until the first page of a form is there, in a real browser, in every host; printed, not judged."""

import os
import re
import shutil
import socket
import statistics
import subprocess
import sys
import time
import urllib.request
from contextlib import contextmanager

import nbformat
from playwright.sync_api import sync_playwright

from readiness.forms.single_file import export_form

RUNS = 7
BARE = "import ipywidgets\nipywidgets.Button(description='ready')"
FORM = "import readiness as rd\nrd.ask('social_maturity', save_to='answers.yaml')"


@contextmanager
def browser():
    with sync_playwright() as play:
        started = play.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        yield started
        started.close()


def seconds(started, address, selector):
    page = started.new_page()
    begun = time.perf_counter()
    page.goto(address)
    page.wait_for_selector(selector, timeout=60_000)
    found = time.perf_counter() - begun
    page.close()
    return found


def show(name, found, target):
    middle, worst = statistics.median(found), max(found)
    print(f"\n{name}: first page after {middle:.2f} s (slowest of {len(found)}: {worst:.2f} s); {target}")


def test_single_file(tmp_path):
    file = tmp_path / "form.html"
    file.write_text(export_form("social_maturity"), encoding="utf-8")
    with browser() as started:
        found = [seconds(started, file.as_uri(), "#rf-heading") for _ in range(RUNS)]
    show(f"single file, {file.stat().st_size / 1000:.0f} kB", found, "target 1.5 s")


def test_local_page(tmp_path):
    words = ["start", "social_maturity", "--folder", str(tmp_path), "--no-browser"]
    command = [sys.executable, "-c", "from readiness.cli import main; raise SystemExit(main())", *words]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    address = re.search(r"http://\S+", process.stdout.readline())[0]
    with browser() as started:
        found = [seconds(started, address, "#rf-heading") for _ in range(RUNS)]
    process.terminate()
    show("local page", found, f"the first of a new server {found[0]:.2f} s; target 1.0 s")


def test_voila_beside_a_bare_notebook(tmp_path):
    for name, source in (("bare", BARE), ("form", FORM)):
        notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(source)])
        notebook.metadata.kernelspec = {"name": "python3", "display_name": "Python 3", "language": "python"}
        nbformat.write(notebook, tmp_path / f"{name}.ipynb")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "voila", "--no-browser", f"--port={port}", str(tmp_path)]
    process = subprocess.Popen(
        command, cwd=tmp_path, env=os.environ, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    address = f"http://127.0.0.1:{port}/voila/render/"
    for _ in range(100):
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=30)
            break
        except OSError:
            time.sleep(0.2)
    bare, form = [], []
    with browser() as started:
        for _ in range(RUNS + 1):
            bare.append(seconds(started, f"{address}bare.ipynb", ".widget-button"))
            form.append(seconds(started, f"{address}form.ipynb", "#rf-heading"))
    process.terminate()
    ratio = statistics.median(f / b for f, b in zip(form[1:], bare[1:], strict=True))
    show("bare notebook in Voila", bare[1:], "")
    show("form in Voila", form[1:], f"ratio {ratio:.2f}, target 1.25")
