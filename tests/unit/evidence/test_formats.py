"""The descriptions of the formats fit their schema, their kind and each other."""

from __future__ import annotations

import pytest

from readiness import catalog
from readiness.errors import EvidenceError
from readiness.evidence import format_ids
from readiness.evidence.formats import choose_format, load_format, recognise
from readiness.language.texts import Texts

KINDS = catalog.ids("evidence")
ALL = [(kind, name) for kind in KINDS for name in format_ids(kind)]


@pytest.mark.parametrize("kind", KINDS)
def test_the_columns_of_a_kind_are_those_of_its_own_format(kind):
    described = catalog.load(f"evidence/{kind}/kind.yaml")
    own = load_format(kind, described["canonical"])
    header = [column["id"] for column in described["columns"]]
    found = own.positions(header)
    assert sorted(found.values()) == list(range(len(header))), "every described column is read"
    assert recognise(kind, header) == own
    required = [column["id"] for column in described["columns"] if column["required"]]
    # A list of persons needs something to say about them, whichever it is.
    enough = [*required, "age"] if kind == "people" else required
    assert own.missing(own.positions(enough)) == []


@pytest.mark.parametrize(("kind", "name"), ALL)
def test_a_description_refers_to_its_own_fields_only(kind, name):
    spec = catalog.load(f"evidence/{kind}/formats/{name}.yaml")
    assert (spec["kind"], spec["id"]) == (kind, name)
    used = [field for entry in spec["recognise"] for field in ([entry] if isinstance(entry, str) else entry)]
    used += [field for entry in spec.get("person", []) for field in ([entry] if isinstance(entry, str) else entry)]
    rules = [rule for rule in spec.get("times", {}).values() if isinstance(rule, dict)]
    breaks = spec.get("breaks", {})
    rules += [pair[side] for pair in breaks.get("pairs", []) for side in ("start", "end")]
    used += [field for rule in rules for part, field in rule.items() if part != "unit"]
    used += [*spec.get("only", {}), *spec.get("totals", []), *spec.get("unfit", {})]
    amounts = [breaks.get("total"), breaks.get("net"), *spec.get("minutes", {}).values()]
    used += [rule["column"] for rule in amounts if rule] + list(spec.get("values", {}))
    used += [breaks["column"]] if "column" in breaks else []
    made = spec.get("dates", {})
    used += [part for parts in made.values() for part in parts]
    assert set(used) <= {*spec["columns"], *made}


@pytest.mark.parametrize(("kind", "name"), ALL)
@pytest.mark.parametrize("language", [0, -1])
def test_a_format_recognises_its_own_headings_in_each_language(kind, name, language):
    spec = catalog.load(f"evidence/{kind}/formats/{name}.yaml")
    header = [names[language] for names in spec["columns"].values()]
    found = recognise(kind, header, spec.get("shape", "table"))
    assert found is not None and found.id == name


@pytest.mark.parametrize(("kind", "name"), ALL)
def test_every_note_and_refusal_of_a_format_has_its_words(kind, name):
    spec = catalog.load(f"evidence/{kind}/formats/{name}.yaml")
    codes = [*spec.get("notes", []), *spec.get("naive_notes", []), *spec.get("unfit", {}).values()]
    for language in ("de", "en"):
        texts = Texts(language)
        assert all(texts.has(f"issues.{code}") for code in codes)
        assert "refuse" not in spec or texts.has(f"errors.{spec['refuse']}")


def test_an_unknown_table_is_compared_with_tables_that_are_read():
    with pytest.raises(EvidenceError) as caught:
        choose_format("shifts", [("a", "b")], None, "x.csv", "table")
    known = caught.value.fields["known"]
    assert {"canonical", "kimai", "timesheet"} <= set(known)
    assert not {"harvest", "datev_hours", "timewarrior", "icalendar"} & set(known)
