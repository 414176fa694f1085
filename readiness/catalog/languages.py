"""Which languages there are: the one place that names the complete ones and says which of them stands in."""

from __future__ import annotations

import re

from readiness.catalog.roots import names, roots

#: Languages in which every wording has to be there, in the order in which they are shown.
COMPLETE = ("de", "en")
#: The language where nobody says another. The law of every country here is quoted in it, too.
DEFAULT = COMPLETE[0]
#: Shown where a language has no text of its own.
FALLBACK = COMPLETE[1]
#: A language as texts and language maps name it (ISO 639-1).
CODE = re.compile(r"[a-z]{2}")
#: The folder of the kit's own wording, one file per language, and the one of translations (see `translations`).
OWN, TRANSLATIONS = "texts", "translations"


def languages() -> list[str]:
    """Languages with texts (``texts/<language>.yaml``) or a translation (``translations/<language>.csv``)."""
    found = set(names(OWN)) | {file.stem for root in roots() for file in (root / TRANSLATIONS).glob("*.csv")}
    return sorted(found, key=lambda name: (COMPLETE.index(name) if name in COMPLETE else len(COMPLETE), name))
