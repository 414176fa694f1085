"""Proof-reading of editions: what was published under an edition is never changed in place."""

from __future__ import annotations

from collections.abc import Iterator

from readiness import catalog
from readiness.catalog.digest import EDITIONS, edition_changed, edition_digest, recorded_editions
from readiness.errors import ReadinessError
from readiness.proofreading.place import Place


def check_editions() -> Iterator[ReadinessError]:
    """Faults of the editions of all questionnaires.

    The shipped questionnaires have to be recorded in ``common/editions.yaml``. One of an overlay need not be; if it
    is, or if it bears the id and edition of a shipped one, its content has to be what was recorded.
    """
    recorded = recorded_editions()
    shipped = catalog.roots()[-1]
    for audit in catalog.ids("audits"):
        place = Place(f"audits/{audit}/instrument.yaml")
        key = (audit, place.data["edition"])
        if key in recorded:
            if recorded[key] != edition_digest(audit):
                yield edition_changed(audit)
        elif catalog.folder("audits", audit).parents[1] == shipped:
            yield place.fault("catalog_edition_unrecorded", "edition", audit=audit, edition=key[1], list=EDITIONS)
        earlier = [name for known, name in recorded if known == audit and name != key[1]]
        told = {entry["edition"] for entry in place.data["history"]}
        for name in earlier:
            if name not in told:
                yield place.fault("catalog_edition_history", "history", audit=audit, edition=name)
