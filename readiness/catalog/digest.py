"""Fingerprints of content: the whole catalogue's, and that of each edition of a questionnaire."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from readiness.catalog.language_maps import is_language_map
from readiness.catalog.languages import COMPLETE
from readiness.catalog.loading import load, load_document
from readiness.catalog.roots import files, overlay, roots
from readiness.catalog.strict_yaml import read_document
from readiness.errors import CatalogError

#: Where each data folder keeps the digests of its editions.
EDITIONS = "common/editions.yaml"
#: What of a questionnaire decides scores and meaning; the rest (dates, rights, history) only describes it.
_DECIDING = ("audit", "edition", "dimensions", "quick_check", "items")
_HEAD = """\
# What each edition of a questionnaire asks and how it scores, as a digest (SHA-256). A published edition never changes.
# Written by `readiness catalog editions --write`, not by hand.
editions:
"""


def digest() -> str:
    """SHA-256 over the content of all roots: two results with the same digest used the same catalogue."""
    return _digest(tuple((root, tuple((f, f.stat().st_mtime_ns) for f in files(root))) for root in roots()))


@lru_cache(maxsize=4)
def _digest(listing: tuple[tuple[Path, tuple[tuple[Path, int], ...]], ...]) -> str:
    total = hashlib.sha256()
    for root, entries in listing:
        for file, _stamp in entries:
            name = file.relative_to(root).as_posix()
            if name.startswith("samples/"):
                continue
            total.update(name.encode() + b"\0" + hashlib.sha256(file.read_bytes()).digest())
    return total.hexdigest()


def edition() -> dict[str, Any]:
    """Edition, date and disclaimer of the catalogue."""
    return dict(load("common/edition.yaml"))


def edition_digest(audit: str) -> str:
    """SHA-256 of what a questionnaire asks and how it scores, in the edition the catalogue has now.

    Comments, line breaks, sources and further languages do not change it: a translation makes no new edition. The
    shared scales that its questions use are part of it, because they decide scores.
    """
    content = load(f"audits/{audit}/instrument.yaml")
    used = {item["scale"] for item in content["items"]}
    scales = [s for s in load("common/scales.yaml")["scales"] if s["id"] in used]
    items = [{key: value for key, value in item.items() if key != "source"} for item in content["items"]]
    told = {**{key: content[key] for key in _DECIDING}, "items": items, "scales": scales}
    text = json.dumps(_complete(told), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _complete(data: Any) -> Any:
    """The same data with the complete languages only."""
    if isinstance(data, Mapping):
        shown = {k: v for k, v in data.items() if k in COMPLETE} if is_language_map(data) else data
        return {key: _complete(value) for key, value in shown.items()}
    return [_complete(entry) for entry in data] if isinstance(data, list) else data


def recorded_editions() -> dict[tuple[str, str], str]:
    """Digest by audit and edition, over all data folders; an overlay cannot change what the shipped data record."""
    found: dict[tuple[str, str], str] = {}
    for root in reversed(roots()):
        for key, sha in _recorded(root).items():
            found.setdefault(key, sha)
    return found


def record_editions(folder: Path | str | None = None) -> list[tuple[str, str, str]]:
    """Write the digest of every questionnaire's current edition into ``common/editions.yaml`` of a data folder.

    Parameters
    ----------
    folder : Path or str, optional
        The data folder; without it the shipped one.

    Returns
    -------
    list of (audit, edition, state)
        One per questionnaire in the folder; state is ``added``, ``replaced`` (an edition that is not published yet) or
        ``kept``.

    Raises
    ------
    CatalogError
        ``catalog_edition_changed`` when the content of a published edition changed: it gets a new edition instead.
        Nothing is written then.
    """
    root = Path(folder) if folder is not None else roots()[-1]
    with overlay(root):
        elsewhere = {key: sha for key, sha in recorded_editions().items() if key not in _recorded(root)}
        known, outcome = dict(_recorded(root)), []
        for audit in sorted(p.parent.name for p in root.glob("audits/*/instrument.yaml")):
            document = load_document(f"audits/{audit}/instrument.yaml")
            key, sha = (audit, document.data["edition"]), edition_digest(audit)
            before = elsewhere.get(key) or known.get(key)
            if before not in (None, sha) and (key in elsewhere or document.data["status"] == "published"):
                raise edition_changed(audit)
            outcome.append((*key, "added" if before is None else "kept" if before == sha else "replaced"))
            known |= {} if key in elsewhere else {key: sha}
    lines = [
        f'  - {{audit: {audit}, edition: "{name}", sha256: "{sha}"}}\n' for (audit, name), sha in sorted(known.items())
    ]
    if lines:
        (root / EDITIONS).parent.mkdir(exist_ok=True)
        (root / EDITIONS).write_text(_HEAD + "".join(lines), encoding="utf-8")
    return outcome


def edition_changed(audit: str) -> CatalogError:
    """The fault of a questionnaire that changed but still bears the edition it had before."""
    relative = f"audits/{audit}/instrument.yaml"
    document = load_document(relative)
    line, edition = document.line(("edition",)), document.data["edition"]
    return CatalogError(
        "catalog_edition_changed", file=relative, line=line, key="edition", audit=audit, edition=edition
    )


def _recorded(root: Path) -> dict[tuple[str, str], str]:
    file = root / EDITIONS
    if not file.is_file():
        return {}
    return {(e["audit"], e["edition"]): e["sha256"] for e in read_document(file).data["editions"]}
