"""An error reaches the page with its code and a sentence for every reader."""

from __future__ import annotations

from readiness.errors import UsageError
from readiness.language import languages
from readiness.web.faults import fault


def test_every_language_has_its_own_sentence_with_what_was_found() -> None:
    error = fault(UsageError("sheet_not_found", name="bäckerei", folder="x"))["error"]
    assert error["code"] == "sheet_not_found" and list(error["sentence"]) == list(languages())
    assert len(set(error["sentence"].values())) == len(languages())
    assert all("bäckerei" in sentence for sentence in error["sentence"].values())
