"""Jobs: which results become which report, checked before anything is run."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from readiness import catalog
from readiness.errors import ReadinessError, UnknownName, UsageError

#: Report notebooks for one result and for several.
ONE, MANY = "audit_report", "summary_report"


@dataclass(frozen=True, slots=True)
class Job:
    """One report to be made.

    Attributes
    ----------
    results : tuple of str
        Result files; several give the overall report.
    language : str
        Language of the report.
    out : Path or str
        HTML file to write.
    notebook : str
        Name of a report notebook, or path of an own one; chosen by the number of results when empty.
    parameters : mapping
        Further parameters of an own notebook.
    """

    results: tuple[str, ...]
    language: str
    out: Path | str
    notebook: str = ""
    parameters: Mapping[str, Any] = field(default_factory=dict)

    @property
    def template(self) -> str:
        """Name or path of the notebook that makes the report."""
        return self.notebook or (ONE if len(self.results) == 1 else MANY)

    def given(self) -> dict[str, Any]:
        """Parameters for the notebook; paths are complete, because a kernel has a folder of its own."""
        files = [str(Path(r).resolve()) for r in self.results]
        single = len(files) == 1 and self.template != MANY
        results: dict[str, Any] = {"result_path": files[0]} if single else {"result_paths": files}
        return results | {"language": self.language, "out_path": str(Path(self.out).resolve()), **self.parameters}


@dataclass(frozen=True, slots=True)
class Done:
    """What became of a job; `error` is None when the report was written."""

    job: Job
    seconds: float
    error: ReadinessError | None = None


def templates() -> dict[str, Path]:
    """Report notebooks that come with the kit, by name."""
    return {p.stem: p for p in sorted((catalog.notebooks() / "reports").glob("*.ipynb"))}


def notebook_of(job: Job) -> Path:
    """File of a job's notebook.

    Raises
    ------
    UnknownName
        ``unknown_notebook`` with the nearest names.
    """
    known = templates()
    if job.template in known:
        return known[job.template]
    own = Path(job.template)
    if own.suffix == ".ipynb" and own.is_file():
        return own
    raise UnknownName("unknown_notebook", job.template, list(known))


def check(jobs: Sequence[Job], workers: int) -> list[Path]:
    """Notebooks of the jobs, or the first fault; nothing has been run then.

    Raises
    ------
    UsageError
        ``workers_wrong``, ``job_incomplete``, ``job_same_target`` or ``notebook_unknown_parameter``.
    UnknownName
        ``unknown_notebook``.
    """
    if not isinstance(workers, int) or workers < 1:
        raise UsageError("workers_wrong", found=workers)
    targets: set[Path] = set()
    for number, job in enumerate(jobs, 1):
        for name in ("results", "language", "out"):
            if not getattr(job, name):
                raise UsageError("job_incomplete", number=number, missing=name)
        target = Path(job.out).resolve()
        if target in targets:
            raise UsageError("job_same_target", file=target.name)
        targets.add(target)
    found = [notebook_of(job) for job in jobs]
    known = {path: parameters(path) for path in set(found)}
    for job, path in zip(jobs, found, strict=True):
        if unknown := sorted(set(job.given()) - set(known[path])):
            raise UsageError("notebook_unknown_parameter", notebook=path.name, unknown=unknown, known=known[path])
    return found


def parameters(path: Path) -> list[str]:
    """Names that a notebook takes: those its cell tagged "parameters" assigns."""
    import papermill

    return sorted(papermill.inspect_notebook(str(path)))
