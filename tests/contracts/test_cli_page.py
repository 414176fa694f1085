"""Every verb and option is documented, and the page is the one that the commands give."""

from __future__ import annotations

import re

import pytest
from write_cli_page import PAGE, options, page, verbs

from readiness.cli.parser import Parser
from readiness.cli.verbs.registry import VERBS, Verbs, build_parser
from readiness.errors import CatalogError

WRITTEN = PAGE.read_text(encoding="utf-8")
SECTIONS = dict(re.findall(r"^## readiness ([a-z -]+)\n(.*?)(?=^## |\Z)", WRITTEN, re.MULTILINE | re.DOTALL))


def test_the_page_is_current() -> None:
    assert page() == WRITTEN, "call: make docs"


@pytest.mark.parametrize(("name", "parser"), [(n, p) for n, p, _ in verbs(build_parser("en"))])
def test_a_verb_is_documented_with_everything_it_takes(name: str, parser: Parser) -> None:
    for action in options(parser):
        assert f"| `{(action.option_strings or [action.dest])[-1]}" in SECTIONS[name], (
            f"call: make docs ({action.dest})"
        )


def test_no_verb_is_documented_that_there_is_not() -> None:
    assert set(SECTIONS) == {name for name, _, _ in verbs(build_parser("en"))}


def test_an_undocumented_option_would_be_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    load = VERBS.load

    class More:
        def add_options(self, verb: Parser) -> None:
            load("doctor").add_options(verb)
            verb.option("--port")

    monkeypatch.setattr(VERBS, "load", lambda name: More() if name == "doctor" else load(name))
    assert page() != WRITTEN and "| `--port PORT`" in page().split("## readiness doctor")[1]


@pytest.mark.parametrize("language", ["de", "en"])
def test_every_verb_and_sub_verb_has_a_sentence_of_help(language: str) -> None:
    for name, parser, said in verbs(build_parser(language)):
        assert len(said) > 20, name
        assert all(action.help for action in options(parser)), name


def test_a_verb_named_twice_is_refused() -> None:
    with pytest.raises(ValueError, match="demo is named twice"):
        Verbs("demo", "run", "demo=other")


@pytest.mark.parametrize("language", ["de", "en"])
def test_a_verb_without_help_is_refused(monkeypatch: pytest.MonkeyPatch, language: str) -> None:
    monkeypatch.setattr("readiness.cli.verbs.registry.VERBS", Verbs("demo", "fly"))
    with pytest.raises(CatalogError) as caught:
        build_parser(language)
    assert caught.value.code == "text_missing" and caught.value.fields["key"] == "cli.verbs.fly"
