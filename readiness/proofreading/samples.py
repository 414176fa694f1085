"""Proof-reading of the sample firms: every file they name is there and can be read."""

from __future__ import annotations

from collections.abc import Iterator

from readiness import catalog
from readiness.errors import ReadinessError
from readiness.instrument import read_answers
from readiness.proofreading.place import Place


def check_samples() -> Iterator[ReadinessError]:
    """Faults of all sample firms."""
    for name in catalog.ids("samples"):
        folder = catalog.folder("samples", name)
        if not (folder / "sample.yaml").is_file():
            continue  # a folder of loose sample files
        place = Place(f"samples/{name}/sample.yaml")
        for n, entry in enumerate(place.data["audits"]):
            files = [entry["answers"]] if "answers" in entry else []
            for file in [*files, *(e["file"] for e in entry.get("evidence", ()))]:
                if not (folder / file).is_file():
                    yield place.fault("catalog_sample_file_missing", "audits", n, key=file)
            if "answers" in entry and (folder / entry["answers"]).is_file():
                try:
                    read_answers(folder / entry["answers"])
                except ReadinessError as fault:
                    yield fault
