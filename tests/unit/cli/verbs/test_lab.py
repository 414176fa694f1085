"""`readiness lab`: notebooks arrive in a folder of the user, nothing of the user's is overwritten, no news."""

import json
from importlib import metadata
from pathlib import Path

import pytest

from readiness import catalog
from readiness.cli import main
from readiness.cli.verbs import lab
from readiness.errors import UsageError


def test_what_the_user_changed_stays(tmp_path):
    folder = tmp_path / "meine"
    (folder / "audits").mkdir(parents=True)
    own = folder / "audits" / "working_time.ipynb"
    own.write_text("mine", encoding="utf-8")
    everything = [p for p in catalog.notebooks().rglob("*.ipynb") if ".ipynb_checkpoints" not in p.parts]
    assert lab.copy_notebooks(catalog.notebooks(), folder) == len(everything) - 1
    assert own.read_text(encoding="utf-8") == "mine"
    assert (folder / lab.START).is_file()
    assert lab.copy_notebooks(catalog.notebooks(), folder) == 0


def test_a_folder_that_is_a_file_is_said(tmp_path, capsys):
    (tmp_path / "taken").write_text("")
    with pytest.raises(UsageError) as caught:
        lab.copy_notebooks(catalog.notebooks(), tmp_path / "taken")
    assert caught.value.code == "folder_not_writable"
    assert main(["lab", "--folder", str(tmp_path / "taken")]) == 2
    assert "--folder" in capsys.readouterr().err


@pytest.mark.parametrize(("installed", "locale"), [(True, "de_DE"), (False, None)])
def test_no_news_and_menus_in_german_where_the_pack_is(tmp_path, monkeypatch, installed, locale):
    pack = metadata.EntryPoint("de_DE", "a_language_pack", lab.PACKS)
    monkeypatch.setattr(lab.metadata, "entry_points", lambda group: [pack] if installed and group == lab.PACKS else [])
    lab.write_settings(tmp_path, "de")
    read = json.loads((tmp_path / "labconfig" / "default_setting_overrides.json").read_text(encoding="utf-8"))
    assert read["@jupyterlab/apputils-extension:notification"]["fetchNews"] == "false"
    assert read.get("@jupyterlab/translation-extension:plugin", {}).get("locale") == locale


def test_it_listens_on_this_machine_only_and_opens_one_document():
    words = lab.command(Path("nb"), 8899, no_browser=True)
    assert "--ServerApp.ip=127.0.0.1" in words
    assert f"--LabApp.default_url=/doc/tree/{lab.START}" in words
    assert "--ServerApp.port=8899" in words
    assert "--no-browser" in words
