"""Rendering: papermill runs one notebook per report, each in a fresh kernel so that no company sees another's data."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from readiness import errors
from readiness.batch.jobs import Done, Job, check
from readiness.errors import ReadinessError, UsageError, cause_of

KERNEL = "python3"
PACKAGES = ("papermill", "ipykernel")
#: A kernel that dies while it starts is tried once more; a fault in a cell is not.
TRIES = 2


def render(
    jobs: Sequence[Job],
    workers: int = 2,
    progress: Callable[[Done], None] | None = None,
    keep: Path | str | None = None,
) -> list[Done]:
    """Make reports, some at a time; one that fails does not stop the others.

    Parameters
    ----------
    jobs : sequence of Job
        Reports to make.
    workers : int
        How many at the same time.
    progress : callable, optional
        Called with each finished job, in the order in which they finish.
    keep : path, optional
        Folder for the executed notebooks; without it they are not kept.

    Returns
    -------
    list of Done
        In the order of the jobs, with seconds and error (None when the report was written).

    Raises
    ------
    UsageError
        Before anything is run: ``packages_missing``, ``kernel_missing``, or a fault in the jobs (see `check`).
    """
    if missing := [name for name in PACKAGES if find_spec(name) is None]:
        raise UsageError("packages_missing", missing=missing)
    notebooks = check(jobs, workers)
    if not jobs:
        return []
    check_kernel()
    done: dict[int, Done] = {}
    with ThreadPoolExecutor(max_workers=min(workers, len(jobs)), thread_name_prefix="report") as pool:
        running = {
            pool.submit(_render, job, path, _kept(keep, job)): place
            for place, (job, path) in enumerate(zip(jobs, notebooks, strict=True))
        }
        for future in as_completed(running):
            finished = done[running[future]] = future.result()
            if progress is not None:
                progress(finished)
    return [done[place] for place in range(len(jobs))]


def check_kernel() -> None:
    """Make sure that notebooks run in this very Python, where the kit is installed.

    Raises
    ------
    UsageError
        ``kernel_missing`` with the place where it was looked for.
    """
    from jupyter_client.kernelspec import KernelSpecManager, NoSuchKernel

    try:
        program = KernelSpecManager().get_kernel_spec(KERNEL).argv[0]
    except (NoSuchKernel, ImportError):
        raise UsageError("kernel_missing", name=KERNEL, place_searched=sys.prefix) from None
    # A bare "python" means the running interpreter; a complete path may be another one.
    if Path(program).is_absolute() and Path(program).absolute().parent != Path(sys.executable).absolute().parent:
        raise UsageError("kernel_missing", name=KERNEL, place_searched=sys.prefix)


def _kept(folder: Path | str | None, job: Job) -> str | None:
    if folder is None:
        return None
    Path(folder).mkdir(parents=True, exist_ok=True)
    return str(Path(folder) / f"{Path(job.out).stem}.ipynb")


def _render(job: Job, notebook: Path, keep: str | None) -> Done:
    started = time.monotonic()
    target = Path(job.out)
    error: ReadinessError | None
    try:
        # A report of an earlier run must not pass for this one.
        target.unlink(missing_ok=True)
        target.parent.mkdir(parents=True, exist_ok=True)
        error = _run(notebook, job.given(), keep)
        if error is None and not target.is_file():
            error = UsageError("notebook_saved_nothing", file=target.name, notebook=notebook.name)
    except OSError as problem:
        error = UsageError("report_not_written", file=target.name, **cause_of(problem))
    return Done(job, time.monotonic() - started, error)


def _run(notebook: Path, given: dict[str, Any], keep: str | None) -> ReadinessError | None:
    import papermill
    from papermill.exceptions import PapermillExecutionError

    last = ""
    for _ in range(TRIES):
        try:
            papermill.execute_notebook(
                str(notebook),
                keep,
                parameters=given,
                kernel_name=KERNEL,
                progress_bar=False,
                log_output=False,
                autosave_cell_every=0,
                request_save_on_cell_execute=False,
                extra_arguments=["--log-level=50"],  # what a kernel says while it stops is nothing a reader could use
            )
        except PapermillExecutionError as problem:
            cell = problem.cell_index  # counts the injected cell, which the reader does not see
            return UsageError("notebook_failed", notebook=notebook.name, cell=cell, error=_reason(problem))
        except OSError:
            raise
        except Exception as problem:  # a kernel that did not start or died; the other jobs go on
            last = f"{type(problem).__name__}: {problem}"
        else:
            return None
    return UsageError("notebook_failed", notebook=notebook.name, cell="–", error=last)


def _reason(problem: Any) -> str:
    """The sentence of our own errors; name and text of any other."""
    text = str(problem.evalue).strip()
    return text if hasattr(errors, problem.ename) else f"{problem.ename}: {text}"
