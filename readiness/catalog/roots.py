"""Where content lies: the shipped data and the overlay folders laid over it.

An overlay folder (for example a chamber's own audit) wins as a whole over the shipped folder of the same name, never
key by key, so that nobody ever reads a mixture. Only what stands alone is added file by file: see `ADDED`.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache
from pathlib import Path

from readiness.errors import CatalogError, UnknownName, UsageError

#: Folders whose files stand each for itself: those of an overlay are added, and a file of the same name wins.
ADDED = ("common", "texts", "evidence/*/formats")

_overlays: ContextVar[tuple[Path, ...]] = ContextVar("overlays", default=())


@contextmanager
def overlay(*folders: Path | str) -> Iterator[None]:
    """Search these folders first, for as long as the block runs."""
    token = _overlays.set((*(Path(f) for f in folders), *_overlays.get()))
    try:
        yield
    finally:
        _overlays.reset(token)


def roots() -> tuple[Path, ...]:
    """Folders that are searched for content, first wins.

    The order is: folders of `overlay`, the folders in ``READINESS_DATA``, the folder inside the installed package,
    the ``data`` folder of a checkout.

    Raises
    ------
    UsageError
        ``data_folder_missing`` when a named overlay does not exist.
    """
    named = list(_overlays.get())
    named += [Path(p) for p in os.environ.get("READINESS_DATA", "").split(os.pathsep) if p]
    for folder in named:
        if not folder.is_dir():
            raise UsageError("data_folder_missing", folder=str(folder))
    return (*named, _shipped())


@lru_cache(maxsize=1)
def _shipped() -> Path:
    package = Path(__file__).resolve().parents[1]
    shipped = package / "_data"
    return shipped if shipped.is_dir() else package.parent / "data"


def notebooks() -> Path:
    """Folder of the notebooks: inside the installed package, or of the checkout."""
    package = Path(__file__).resolve().parents[1]
    shipped = package / "_notebooks"
    return shipped if shipped.is_dir() else package.parent / "notebooks"


def ids(kind: str) -> list[str]:
    """Ids of all folders of a kind ("audits", "laws", "evidence", "benchmarks", "samples"), overlays included."""
    found = {
        p.name for root in roots() if (root / kind).is_dir() for p in (root / kind).iterdir() if _stands_alone(kind, p)
    }
    return sorted(found)


def folder(kind: str, name: str) -> Path:
    """Folder of one entry; the first root that has it wins.

    Raises
    ------
    UnknownName
        ``unknown_<kind>`` with the nearest names.
    """
    for root in roots():
        candidate = root / kind / name
        if name and Path(name).name == name and name != ".." and _stands_alone(kind, candidate):
            return candidate
    raise UnknownName(f"unknown_{kind}", name, ids(kind))


def _stands_alone(kind: str, candidate: Path) -> bool:
    """Whether a folder is an entry of its own: one that only adds files to another one is not."""
    if not candidate.is_dir():
        return False
    within = [p.name for p in candidate.iterdir()]
    return not within or any(not _is_added(f"{kind}/{candidate.name}/{name}") for name in within)


def _is_added(place: str) -> bool:
    parts = place.split("/")
    return any(
        len(parts) == len(wanted) and all(w in ("*", p) for p, w in zip(parts, wanted, strict=True))
        for wanted in (pattern.split("/") for pattern in ADDED)
    )


def entries(place: str) -> dict[str, Path]:
    """Files directly in a folder such as ``evidence/shifts/formats``, by name, in the order of the names.

    Of the folders in `ADDED` every root adds its files and the first root wins for each name; of all others only the
    folder of the first root counts.

    Raises
    ------
    UnknownName
        ``unknown_<kind>`` with the nearest names, for a folder of an entry that does not exist.
    """
    kind, *names = place.split("/")
    own = [folder(kind, names[0]).joinpath(*names[1:])] if names else []
    folders = [root / place for root in reversed(roots())] if _is_added(place) else own
    found = {p.name: p for each in folders if each.is_dir() for p in each.iterdir() if p.is_file()}
    return {name: found[name] for name in sorted(found) if not name.startswith(".")}


def names(place: str) -> list[str]:
    """Names of the YAML files directly in a folder, without their ending; see `entries`."""
    return [name.removesuffix(".yaml") for name in entries(place) if name.endswith(".yaml")]


def in_use() -> dict[str, Path]:
    """Every content file that counts, by its place below the data folder; what an overlay hides is left out."""
    owners: dict[str, Path] = {}
    found: dict[str, Path] = {}
    for root in roots():
        for file in files(root):
            relative = file.relative_to(root).as_posix()
            place, _, _ = relative.rpartition("/")
            parts = relative.split("/")
            added = _is_added(place)
            if added and len(parts) > 2 and parts[1] not in ids(parts[0]):
                continue  # what is added to nothing counts for nothing; proof-reading names it
            unit = relative if len(parts) < 3 or added else "/".join(parts[:2])
            if owners.setdefault(unit, root) == root:
                found[relative] = file
    return dict(sorted(found.items()))


def path(relative: str) -> Path:
    """One file such as ``common/scales.yaml`` or ``audits/homeoffice/audit.yaml``, in the folder that counts.

    Raises
    ------
    CatalogError
        ``file_missing`` when no data folder has it.
    UnknownName
        ``unknown_<kind>`` with the nearest names.
    """
    place, _, name = relative.rpartition("/")
    parts = relative.split("/")
    if len(parts) < 3:
        target = next((root / relative for root in roots() if (root / relative).is_file()), None)
    elif _is_added(place):
        target = entries(place).get(name)
    else:
        target = folder(parts[0], parts[1]).joinpath(*parts[2:])
    if target is None or not target.is_file():
        raise CatalogError("file_missing", file=relative, cause="not_there", number="")
    return target


def files(root: Path) -> list[Path]:
    """All content files below one root, in a fixed order."""
    return sorted(
        p
        for p in root.rglob("*")
        if p.is_file() and not any(part.startswith(".") for part in p.relative_to(root).parts)
    )
