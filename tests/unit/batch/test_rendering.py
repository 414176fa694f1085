"""Batch: faults are found before anything runs, one failure stops nobody else, nothing stale is left."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import readiness
from readiness.batch import Done, Job, render, rendering
from readiness.errors import UnknownName, UsageError


@pytest.fixture(scope="module")
def results(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    folder = tmp_path_factory.mktemp("results")
    firm = readiness.sample("musterbau")
    return [str(firm.run(name).save(folder / f"{name}.json")) for name in ("homeoffice", "it_security")]


def refused(jobs: list[Job], **settings: Any) -> Any:
    with pytest.raises((UsageError, UnknownName)) as caught:
        render(jobs, **settings)
    return caught.value


def test_one_fails_the_others_are_written(results: list[str], tmp_path: Path) -> None:
    broken = tmp_path / "broken.json"
    broken.write_text("{}", encoding="utf-8")
    stale = tmp_path / "out" / "broken.html"
    stale.parent.mkdir()
    stale.write_text("an earlier report", encoding="utf-8")
    jobs = [
        Job((str(broken),), "de", stale),
        Job((results[0],), "de", tmp_path / "out" / "one.html"),
        Job(tuple(results), "en", tmp_path / "out" / "all.html"),
    ]
    seen: list[Done] = []
    done = render(jobs, workers=2, progress=seen.append)
    assert [d.job for d in done] == jobs
    assert sorted(d.job.out for d in seen) == sorted(j.out for j in jobs)
    error = done[0].error
    assert isinstance(error, UsageError) and error.code == "notebook_failed"
    assert (error.fields["notebook"], error.fields["cell"]) == ("audit_report.ipynb", 2)
    assert "broken.json" in error.fields["error"]
    assert not stale.exists()
    assert [d.error for d in done[1:]] == [None, None]
    assert 'lang="de"' in (tmp_path / "out" / "one.html").read_text(encoding="utf-8")
    assert "Overall report" in (tmp_path / "out" / "all.html").read_text(encoding="utf-8")
    assert sorted(p.name for p in tmp_path.rglob("*.ipynb")) == []


def test_executed_notebook_is_kept_on_request(results: list[str], tmp_path: Path) -> None:
    done = render([Job((results[0],), "de", tmp_path / "one.html")], keep=tmp_path / "kept")
    assert done[0].error is None
    kept = json.loads((tmp_path / "kept" / "one.ipynb").read_text(encoding="utf-8"))
    assert any("Homeoffice" in json.dumps(c["outputs"], ensure_ascii=False) for c in kept["cells"] if c.get("outputs"))


def test_unknown_parameter_is_refused_before_start(results: list[str], tmp_path: Path) -> None:
    good = Job((results[0],), "de", tmp_path / "good.html")
    misspelt = Job((results[0],), "de", tmp_path / "bad.html", parameters={"langage": "en"})
    error = refused([good, misspelt])
    assert error.code == "notebook_unknown_parameter"
    assert error.fields["unknown"] == ["langage"]
    assert error.fields["known"] == ["language", "out_path", "result_path"]
    assert not (tmp_path / "good.html").exists()


def test_unknown_notebook_offers_the_nearest(tmp_path: Path) -> None:
    error = refused([Job(("a.json",), "de", tmp_path / "a.html", notebook="audit_raport")])
    assert error.code == "unknown_notebook"
    assert "audit_report" in error.fields["nearest"]


def test_two_jobs_never_write_the_same_file(tmp_path: Path) -> None:
    job = Job(("a.json",), "de", tmp_path / "a.html")
    assert refused([job, job]).code == "job_same_target"


@pytest.mark.parametrize("job", [Job((), "de", "a.html"), Job(("a.json",), "", "a.html"), Job(("a.json",), "de", "")])
def test_incomplete_jobs_are_refused(job: Job) -> None:
    error = refused([job])
    assert (error.code, error.fields["number"]) == ("job_incomplete", 1)


@pytest.mark.parametrize("workers", [0, -1, 1.5, "2"])
def test_workers_is_a_whole_number_from_one(workers: Any) -> None:
    assert refused([], workers=workers).code == "workers_wrong"


def test_no_jobs_no_work() -> None:
    assert render([]) == []


@pytest.mark.parametrize("program", [None, "/opt/other/bin/python"])
def test_a_missing_or_foreign_kernel_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, program: str) -> None:
    from jupyter_client import kernelspec

    def spec(self: Any, name: str) -> Any:
        if program is None:
            raise kernelspec.NoSuchKernel(name)
        return kernelspec.KernelSpec(argv=[program, "-m", "ipykernel_launcher"])

    monkeypatch.setattr(kernelspec.KernelSpecManager, "get_kernel_spec", spec)
    error = refused([Job(("a.json",), "de", tmp_path / "a.html")])
    assert (error.code, error.fields["name"]) == ("kernel_missing", rendering.KERNEL)


def test_missing_packages_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rendering, "find_spec", lambda name: None)
    error = refused([])
    assert (error.code, error.fields["missing"]) == ("packages_missing", ["papermill", "ipykernel"])
