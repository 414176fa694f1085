"""What each kind of file must look like, and the faults of a file that does not."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import Any

from readiness.catalog.roots import path
from readiness.catalog.strict_yaml import Document
from readiness.errors import CatalogError

#: Which schema a file of the catalogue takes; the first pattern that fits counts.
SCHEMAS = (
    ("audits/*/audit.yaml", "audit"),
    ("audits/*/instrument.yaml", "instrument"),
    ("audits/*/recommendations.yaml", "recommendations"),
    ("audits/*/metrics.yaml", "metrics"),
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
    ("common/editions.yaml", "editions"),
    ("common/scales.yaml", "scales"),
    ("common/profile.yaml", "profile"),
    ("common/scope.yaml", "scope"),
    ("schemes/*/scheme.yaml", "scheme"),
    ("schemes/*/examples.yaml", "scheme_example"),
    ("texts/*.yaml", "texts"),
)


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
