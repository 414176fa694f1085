"""The catalogue: the only module that knows where data/ is.

Content lives in folders; an overlay folder (for example a chamber's own audit) wins as a whole over the shipped
folder of the same name, never key by key, so that nobody ever reads a mixture.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache
from pathlib import Path
from typing import Any

from readiness.catalog.strict_yaml import Document, read_document
from readiness.errors import CatalogError, UnknownName, UsageError

#: Which schema a file of the catalogue takes; the first pattern that fits counts.
SCHEMAS = (
    ("audits/*/audit.yaml", "audit"),
    ("audits/*/instrument.yaml", "instrument"),
    ("audits/*/recommendations.yaml", "recommendations"),
    ("audits/*/checks.yaml", "checks"),
    ("audits/*/examples/*.yaml", "audit_example"),
    ("laws/*/law.yaml", "law"),
    ("laws/*/citations.yaml", "citations"),
    ("laws/*/*/parameters.yaml", "parameters"),
    ("laws/*/*/rules.yaml", "rules"),
    ("laws/*/agreements/*.yaml", "agreement"),
    ("laws/*/*/examples/*.yaml", "law_example"),
    ("evidence/*/kind.yaml", "evidence_kind"),
    ("evidence/*/formats/*.yaml", "evidence_format"),
    ("benchmarks/*/benchmark.yaml", "benchmark"),
    ("brands/*.yaml", "brand"),
    ("samples/index.yaml", "samples_index"),
    ("samples/*/sample.yaml", "sample"),
    ("common/edition.yaml", "edition"),
    ("common/scales.yaml", "scales"),
    ("common/profile.yaml", "profile"),
    ("schemes/*/scheme.yaml", "scheme"),
    ("schemes/*/examples.yaml", "scheme_example"),
    ("texts/*.yaml", "texts"),
)


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
    package = Path(__file__).resolve().parents[1]
    shipped = package / "_data"
    return (*named, shipped if shipped.is_dir() else package.parent / "data")


def notebooks() -> Path:
    """Folder of the notebooks: inside the installed package, or of the checkout."""
    package = Path(__file__).resolve().parents[1]
    shipped = package / "_notebooks"
    return shipped if shipped.is_dir() else package.parent / "notebooks"


def ids(kind: str) -> list[str]:
    """Ids of all folders of a kind ("audits", "laws", "evidence", "benchmarks", "samples"), overlays included."""
    found = {p.name for root in roots() if (root / kind).is_dir() for p in (root / kind).iterdir() if p.is_dir()}
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
        if name and Path(name).name == name and name != ".." and candidate.is_dir():
            return candidate
    raise UnknownName(f"unknown_{kind}", name, ids(kind))


def path(relative: str) -> Path:
    """File such as ``common/scales.yaml``; the first root that has its folder wins."""
    for root in roots():
        if (root / relative).is_file():
            return root / relative
    raise CatalogError("file_missing", file=relative, reason="not found in any data folder")


def load(relative: str) -> Any:
    """Data of one catalogue file, checked against its schema (kept in memory while the file is unchanged)."""
    return load_document(relative).data


def load_document(relative: str) -> Document:
    """As `load`, with line numbers."""
    parts = relative.split("/")
    if len(parts) > 2:
        target = folder(parts[0], parts[1]).joinpath(*parts[2:])
        if not target.is_file():
            raise CatalogError("file_missing", file=relative, reason="not found")
    else:
        target = path(relative)
    return _checked(target, relative, target.stat().st_mtime_ns)


@lru_cache(maxsize=256)
def _checked(target: Path, relative: str, _stamp: int) -> Document:
    document = read_document(target)
    for fault in faults(document, relative):
        raise fault
    return document


def faults(document: Document, relative: str) -> Iterator[CatalogError]:
    """All faults of one file against its schema, in the order of the file."""
    name = schema_name(relative)
    if name is None:
        yield CatalogError("catalog_unknown_file", file=relative, line=1, key="")
        return
    found = sorted(validator(name).iter_errors(document.data), key=lambda e: document.line(e.absolute_path))
    for problem in found:
        yield _fault(problem, document, relative)


def schema_name(relative: str) -> str | None:
    """Name of the schema for a file, by its place."""
    parts = relative.split("/")
    for pattern, name in SCHEMAS:
        wanted = pattern.split("/")
        if len(wanted) == len(parts) and all(Path(p).match(w) for p, w in zip(parts, wanted, strict=True)):
            return name
    return None


@lru_cache(maxsize=32)
def validator(name: str) -> Any:
    """JSON Schema validator of one kind of file; all schemas may refer to ``common.json``."""
    with _without_grammar():
        from jsonschema import Draft202012Validator
    from referencing import Registry, Resource

    def schema(file: str) -> Any:
        return json.loads(path(f"schemas/{file}").read_text(encoding="utf-8"))

    registry: Any = Registry().with_resource("common.json", Resource.from_contents(schema("common.json")))
    return Draft202012Validator(schema(f"{name}.json"), registry=registry)


@contextmanager
def _without_grammar() -> Iterator[None]:
    """Import without the check of IRIs, which no schema here asks for.

    Where JupyterLab is installed, it builds its grammar for seconds at import: longer than a form may take to appear.
    """
    name = "rfc3987_syntax"
    absent = name not in sys.modules
    if absent:
        sys.modules[name] = None  # type: ignore[assignment]  # an import of it fails, which jsonschema allows for
    try:
        yield
    finally:
        if absent:
            del sys.modules[name]


def _fault(problem: Any, document: Document, relative: str) -> CatalogError:
    where = list(problem.absolute_path)
    key = ".".join(str(p) for p in where)
    line = document.line(where)
    base = {"file": relative, "line": line, "key": key or "(file)"}
    match problem.validator:
        case "additionalProperties" | "unevaluatedProperties":
            known = sorted(problem.schema.get("properties", {}))
            extra = [k for k in problem.instance if k not in known]
            name = extra[0] if extra else "?"
            return CatalogError(
                "catalog_unknown_key", file=relative, line=document.line([*where, name]), key=name, known=known
            )
        case "required":
            missing = [k for k in problem.validator_value if k not in problem.instance]
            return CatalogError("catalog_missing_key", **base, missing=missing)
        case "minLength":
            return CatalogError("catalog_empty_text", **base)
        case "enum":
            return CatalogError(
                "catalog_not_in_list", **base, found=problem.instance, known=list(problem.validator_value)
            )
        case "type":
            return CatalogError("catalog_wrong_type", **base, found=problem.instance, wanted=problem.validator_value)
        case _:
            return CatalogError("catalog_wrong_value", **base, found=_short(problem.instance), rule=_rule(problem))


def _rule(problem: Any) -> str:
    return f"{problem.validator}: {_short(problem.validator_value)}"


def _short(value: Any) -> str:
    text = str(value)
    return text if len(text) <= 80 else text[:77] + "…"


def files(root: Path) -> list[Path]:
    """All content files below one root, in a fixed order."""
    return sorted(
        p
        for p in root.rglob("*")
        if p.is_file() and not any(part.startswith(".") for part in p.relative_to(root).parts)
    )


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
