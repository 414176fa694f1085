"""Which languages there are, and what stands at a key."""

from __future__ import annotations

import pytest

from readiness.errors import UnknownName
from readiness.language import Texts, languages


def test_an_unknown_language_offers_those_there_are() -> None:
    with pytest.raises(UnknownName) as caught:
        Texts("fr")
    assert caught.value.code == "unknown_language"
    assert caught.value.fields["known"] == languages()
