"""A report as a reader meets it: the numbers of the result, in both languages, safe, and in the right order."""

from __future__ import annotations

import re
from collections.abc import Callable
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest
from places import ROOT

from readiness.audit import load_audit
from readiness.errors import UnknownName, UsageError
from readiness.evidence import read_evidence
from readiness.instrument import AnswerSheet, load_instrument
from readiness.language.texts import Texts
from readiness.reports.report import Report, report
from readiness.result import Result

Make = Callable[..., Result]
AUDITS = ("social_maturity", "working_time", "data_ownership", "it_security", "homeoffice")
MEASURED = {"WT-06": (0.9, "count_per_person", 240, 44.7)}
VOID = {"meta", "link", "br"}


class Page(HTMLParser):
    """Text, tags and attributes of a page; refuses tags that are not closed properly."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.pieces: list[str] = []
        self.feed(html)
        assert not self.open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "style" not in self.open:
            self.pieces.append(data)

    @property
    def text(self) -> str:
        return re.sub(r"\s+", " ", " ".join(self.pieces))


def page_of(result: Result | list[Result], language: str = "de") -> Page:
    return Page(Report.of(result, language).html())


@pytest.fixture(params=["de", "en"])
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.mark.parametrize("audit", AUDITS)
def test_page_is_whole_and_leaks_no_keys(result_of: Make, audit: str, language: str) -> None:
    text = page_of(result_of(audit, measured=MEASURED), language).text
    for word in ("{", "}", r"\bNone\b", r"\bnan\b", r"\bNaT\b", "Undefined", r"\breport\.\w", r"\blabels\.", "<NA>"):
        assert not re.search(word, text), word
    # Names of variables and topics never reach a reader; addresses of sources may contain what they like.
    assert not re.findall(r"\b[a-z]+_[a-z_]+\b", re.sub(r"https?://\S+", "", text).replace("zeiten_", ""))


def test_no_english_in_german_and_no_german_in_english(result_of: Make) -> None:
    german, english = (page_of(result_of(), x).text.lower() for x in ("de", "en"))
    assert not re.findall(
        r"\b(the|and|with|answer|question|breach|answered|points)\b", re.sub(r"https?://\S+", "", german)
    )
    assert not re.findall(
        r"\b(und|oder|nicht|frage|antwort|punkte|möglicher|stufe)\b", re.sub(r"https?://\S+", "", english)
    )


def test_numbers_are_those_of_the_result(result_of: Make, language: str) -> None:
    result = result_of(measured=MEASURED)
    texts, text = Texts(language), page_of(result, language).text
    score = result.score
    for number in (score.value, score.uncapped, score.low, score.high):
        assert texts.number(number) in text
    assert texts.percent(score.coverage).replace("\u00a0", " ") in text
    for d in score.dimensions:
        if d.shown:
            assert texts.number(d.value) in text
    for row in result.findings.tally.itertuples():
        if row.failed:
            de = f"{texts.number(row.failed)} von {texts.number(row.checked)} geprüften Fällen"
            en = f"{texts.number(row.failed)} of {texts.number(row.checked)} cases checked"
            assert (de if language == "de" else en) in text


def test_page_one_in_order(result_of: Make) -> None:
    text = Page(Report.of(result_of()).section("summary").html).text
    landmarks = [
        "Arbeitszeit und Leistungsdaten",
        "Bäckerei Müller & Söhne GmbH",
        "31. März 2026",
        "von 100",
        "Stufe „Im Aufbau“",
        "möglich:",
        "beantwortet",
        "Zuerst klären: 2 mögliche Verstöße",
        "Der Wert ist auf 49 begrenzt",
        "Mögliche Verstöße",
        "Bereiche, der schwächste zuerst",
        "Noch zu klären",
        "Die nächsten Schritte",
        "Erster Schritt:",
        "Erste Überprüfung: 7. April 2026",
        "ersetzt keine Rechtsberatung",
    ]
    places = [text.find(mark) for mark in landmarks]
    assert -1 not in places, landmarks[places.index(-1)]
    assert places == sorted(places)


def test_areas_stand_from_weakest_to_strongest(result_of: Make) -> None:
    result = result_of()
    html = Report.of(result).section("summary").html
    table = html[html.index('class="bars"') : html.index("</table>")]
    values = [int(v) for v in re.findall(r'class="number value">(\d+)<', table)]
    assert len(values) == sum(d.shown for d in result.score.dimensions)
    assert values == sorted(values)


def test_wording_of_a_breach(result_of: Make) -> None:
    german, english = (page_of(result_of(), x).text for x in ("de", "en"))
    assert "möglicher Verstoß gegen § 5 Abs. 1 ArbZG, rechtlich prüfen lassen" in german
    assert "possible breach of ArbZG s. 5(1), needs legal review" in english
    assert not re.search(r"\b(illegal|rechtswidrig|gesetzeswidrig|unlawful)\b", german + english, re.I)
    assert "Kein Hinweis" in german


def test_small_groups_are_not_shown(result_of: Make) -> None:
    text = Page(Report.of(result_of()).section("findings").html).text
    assert "7 von 23" in text  # daily rest
    assert "2 von 23" not in text and "unter 5" in text  # daily maximum: two people
    assert "21 von 23" not in text  # the remaining two could be read off
    assert "nicht auf Einzelne schließen" in text


def test_an_open_rule_says_why_and_what_would_decide_it(result_of: Make) -> None:
    text = Page(Report.of(result_of()).section("findings").html).text
    assert "Dauer der Ruhepausen" in text
    assert "Beginn und Ende jeder Pause" in text


def test_no_value_is_explained(result_of: Make, language: str) -> None:
    few = ("high", "unanswered", "unanswered", "unanswered")
    text = Page(Report.of(result_of("it_security", pattern=few), language).section("summary").html).text
    assert ("Kein Gesamtwert, weil erst" if language == "de" else "No overall value, because only") in text
    none = Page(Report.of(result_of("it_security", pattern=("unanswered",)), language).section("summary").html).text
    assert ("noch keine Frage beantwortet" if language == "de" else "no question has been answered") in none
    nothing = Page(Report.of(result_of("it_security", pattern=("profile",)), language).section("summary").html).text
    assert ("keine Frage auf Ihr Unternehmen zutrifft" if language == "de" else "no question applies") in nothing


def test_items_say_what_they_rest_on(result_of: Make) -> None:
    text = Page(Report.of(result_of(measured=MEASURED)).section("dimensions").html).text
    assert "0,9 Fälle je Person" in text
    assert "Eigene Antwort:" in text
    assert "„Weiß ich nicht“" in text
    assert "Maßstab: Ja nur, wenn" in text
    assert "Gesetzliche Pflicht" in text
    assert "nicht erfüllt" in text


def test_sections_without_content_are_left_out(result_of: Make) -> None:
    made = Report.of(result_of("it_security", pattern=("high",)))
    html = made.html()
    assert 'id="findings"' not in html and 'id="gaps"' not in html and 'id="actions"' not in html
    assert made.section("gaps")._repr_html_() == ""
    assert "Es wurden keine Nachweise vorgelegt" in Page(made.section("evidence").html).text


def test_unchecked_sources_are_marked(result_of: Make) -> None:
    text = Page(Report.of(result_of()).section("sources").html).text
    assert "noch zu prüfen" in text and "an keiner Quelle geprüft" in text


def test_a_name_from_outside_stays_text(result_of: Make, language: str) -> None:
    name = "<script>alert(1)</script> \u202eHbmG\u202c & \"Söhne\" {{7*7}} ' onload='x"
    html = Report.of(result_of(name=name), language).html()
    tags = {tag for tag, _ in Page(html).tags}
    assert "script" not in tags
    assert "&lt;script&gt;" in html and "{{7*7}}" in html
    assert "\u202e" not in html and "[U+202E]" in html


def test_nothing_is_fetched_and_no_script_is_needed(result_of: Make) -> None:
    for made in (Report.of(result_of()), Report.of([result_of(a) for a in AUDITS])):
        page = Page(made.html())
        for tag, attributes in page.tags:
            assert tag not in ("script", "img", "iframe", "object", "embed", "form"), tag
            assert not [a for a in attributes if a.startswith("on")]
            for name in ("src", "href", "action", "srcset"):
                assert (attributes.get(name) or "#").startswith(("#", "data:,")), attributes
        assert "@import" not in made.html() and "url(" not in made.html()


def test_headings_tables_and_language_suit_a_screen_reader(result_of: Make, language: str) -> None:
    for made in (
        Report.of(result_of(measured=MEASURED), language),
        Report.of([result_of(a) for a in AUDITS], language),
    ):
        page = Page(made.html())
        assert dict(page.tags)["html"]["lang"] == language
        levels = [int(tag[1]) for tag, _ in page.tags if re.fullmatch(r"h[1-6]", tag)]
        assert levels[0] == 1 and levels.count(1) == 1
        assert all(after - before <= 1 for before, after in pairwise(levels))
        count = {tag: sum(t == tag for t, _ in page.tags) for tag in ("table", "caption")}
        assert count["table"] == count["caption"] > 0
        assert all(a.get("scope") in ("col", "row") for t, a in page.tags if t == "th")
        ids = [a["id"] for _, a in page.tags if "id" in a]
        assert len(ids) == len(set(ids))
        targets = [a["href"][1:] for t, a in page.tags if t == "a" and a.get("href")]
        assert set(targets) <= set(ids)
        assert all(a.get("aria-hidden") == "true" for t, a in page.tags if t == "svg")


def test_without_leaves_out_one_section_and_nothing_else_changes(result_of: Make) -> None:
    full = Report.of(result_of())
    short = full.without("method")
    assert "method" in full.sections and "method" not in short.sections
    assert 'id="method"' not in short.html() and 'id="sources"' in short.html()
    with pytest.raises(UnknownName) as caught:
        full.without("methode")
    assert caught.value.code == "unknown_section"
    assert caught.value.fields["nearest"] == ["method"]
    with pytest.raises(UnknownName):
        short.section("method")


def test_same_result_same_page(result_of: Make) -> None:
    result = result_of()
    assert Report.of(result).html() == Report.of(Result.from_json(result.to_json())).html()


def test_save_writes_one_file(result_of: Make, tmp_path: Path) -> None:
    made = report(result_of(), language="en")
    path = made.save(tmp_path / "new" / "report.html")
    assert path.read_bytes().decode("utf-8") == made.html()
    with pytest.raises(UsageError) as caught:
        made.save(tmp_path / "new")
    assert caught.value.code == "report_not_written"


def test_overall_report_names_mean_weakest_and_coverage(result_of: Make) -> None:
    results = [result_of(a) for a in AUDITS] + [result_of("change_readiness", pattern=("low",))]
    text = Page(Report.of(results).section("summary").html).text
    values = [r.score.value for r in results[:-1]]
    mean = Texts("de").number(sum(v for v in values if v is not None) / len(values))
    assert f"{mean} von 100" in text
    assert "Schwächstes Audit:" in text and "beantwortet (nach Gewicht der Fragen)" in text
    assert "Mittel aus 5 Audits" in text
    assert "Zusatzmodul, nicht im Mittel" in text
    assert text.index("Mögliche Verstöße") < text.index("Audits, das schwächste zuerst")


def test_overall_actions_begin_with_possible_breaches(result_of: Make) -> None:
    text = Page(Report.of([result_of(a) for a in reversed(AUDITS)]).section("summary").html).text
    actions = text[text.index("Die wichtigsten Maßnahmen") :]
    reasons = re.findall(r"möglicher Verstoß|Pflicht oder kritisches Risiko|schwacher Wert", actions)
    assert reasons[0] == "möglicher Verstoß"
    rank = {"möglicher Verstoß": 0, "Pflicht oder kritisches Risiko": 1, "schwacher Wert": 2}
    assert [rank[r] for r in reasons] == sorted(rank[r] for r in reasons)
    assert len(reasons) == 5


def test_overall_without_any_value_says_so(result_of: Make) -> None:
    text = Page(Report.of([result_of(a, pattern=("unknown",)) for a in AUDITS[2:]]).section("summary").html).text
    assert "keines der Audits genug Antworten" in text


def test_results_that_do_not_belong_together_are_refused(result_of: Make) -> None:
    with pytest.raises(UsageError) as caught:
        Report.of([])
    assert caught.value.code == "report_no_result"
    with pytest.raises(UsageError) as caught:
        Report.of([result_of("it_security"), result_of("it_security")])
    assert caught.value.code == "report_audit_twice"
    with pytest.raises(UsageError) as caught:
        Report.of([result_of("it_security"), result_of("homeoffice", name="Andere GmbH")])
    assert caught.value.code == "report_companies_differ"


@pytest.mark.parametrize(("language", "words"), [("de", "zu wenige Personen"), ("en", "too few persons")])
def test_a_figure_that_could_not_be_used_says_why(language, words):
    shifts = read_evidence("shifts", ROOT / "data" / "samples" / "formats" / "kimai_default_de.csv")
    page = report(load_audit("working_time").run(evidence=[shifts], on="2026-04-10"), language=language).html()
    assert words in page


def test_a_company_whose_name_looks_like_an_id_has_a_clean_title():
    sheet = AnswerSheet("homeoffice", load_instrument("homeoffice").edition, company="AB-12 <b>GmbH</b>")
    page = report(load_audit("homeoffice").run(sheet, on="2026-04-10")).html()
    title = page[page.index("<title>") : page.index("</title>")]
    assert "span" not in title
    assert "AB-12 &lt;b&gt;" in title
