"""Which kinds have a reader of their own."""

from readiness import catalog
from readiness.evidence.kinds.described import read_described
from readiness.evidence.kinds.registry import READERS


def test_every_reader_of_its_own_belongs_to_a_kind_that_exists():
    assert set(READERS.own) <= set(catalog.ids("evidence"))


def test_any_other_kind_is_read_as_it_is_described():
    assert READERS.of("tickets") is read_described
    assert READERS.of("a_kind_of_somebody_else") is read_described
    assert READERS.of("shifts") is not read_described
