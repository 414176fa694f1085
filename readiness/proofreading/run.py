"""Proof-reading of the catalogue: every file against its schema, every reference against what it names."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from readiness import catalog
from readiness.catalog.strict_yaml import read_document
from readiness.errors import CatalogError, ReadinessError
from readiness.proofreading.audits import check_audits
from readiness.proofreading.brands import check_brands
from readiness.proofreading.editions import check_editions
from readiness.proofreading.evidence import check_evidence
from readiness.proofreading.laws import check_laws
from readiness.proofreading.samples import check_samples
from readiness.proofreading.stated import check_stated
from readiness.proofreading.texts import check_texts


def check_catalog(folder: Path | str | None = None) -> list[ReadinessError]:
    """All faults of the catalogue, each with file, line and key.

    Parameters
    ----------
    folder : Path or str, optional
        An overlay folder to check on top of the shipped catalogue; without it everything that is in use is checked.
    """
    if folder is not None:
        with catalog.overlay(folder):
            return check_catalog()
    faults = list(_files())
    if faults:
        return faults  # references are only meaningful between files that are sound
    rooms = (
        *(check_audits, check_editions, check_laws, check_stated),
        *(check_evidence, check_texts, check_samples, check_brands),
    )
    return [fault for room in rooms for fault in room()]


def _files() -> Iterator[ReadinessError]:
    for root in catalog.roots():
        for file in catalog.files(root):
            relative = file.relative_to(root).as_posix()
            if file.suffix == ".yml":
                yield CatalogError("catalog_unknown_file", file=relative, line=1, key="")
            if file.suffix != ".yaml" or _is_sheet(relative):
                continue
            try:
                document = read_document(file)
            except CatalogError as fault:
                fault.fields["file"] = relative
                yield fault
                continue
            yield from catalog.faults(document, relative)


def _is_sheet(relative: str) -> bool:
    """Answer sheets of sample firms are users' files; the samples check reads them as such."""
    parts = relative.split("/")
    return parts[0] == "samples" and len(parts) > 2 and parts[-1] != "sample.yaml"
