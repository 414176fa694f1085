"""The list of readable formats in the documentation is the catalogue's own."""

import pytest
from places import ROOT

from readiness import catalog


def format_list() -> str:
    """The page `docs/formats.md`, from the descriptions of the formats."""
    lines = [
        "# Files that can be read",
        "",
        "Made from `data/evidence/<kind>/formats/`; `readiness check KIND FILE` says what was understood of a file.",
        "",
    ]
    for kind in catalog.ids("evidence"):
        title = catalog.load(f"evidence/{kind}/kind.yaml")["title"]
        lines += [f"## {title['en']} / {title['de']} (`{kind}`)", "", "| format | what to know |", "|---|---|"]
        for name in catalog.names(f"evidence/{kind}/formats"):
            spec = catalog.load(f"evidence/{kind}/formats/{name}.yaml")
            state = " **Recognised, not read.**" if "refuse" in spec else ""
            lines.append(f"| {spec['title']['en']} (`{spec['id']}`) | {spec['description']['en']}{state} |")
        lines.append("")
    return "\n".join(lines)


def test_the_list_of_formats_is_current():
    page = ROOT / "docs" / "formats.md"
    assert page.read_text(encoding="utf-8") == format_list(), "write format_list() to docs/formats.md"


@pytest.mark.parametrize("page", ["README.md", "CHANGELOG.md"])
def test_the_number_of_formats_of_time_records_is_true(page):
    formats = catalog.names("evidence/shifts/formats")
    read = [name for name in formats if "refuse" not in catalog.load(f"evidence/shifts/formats/{name}.yaml")]
    assert f"time records of {len(read)} formats" in (ROOT / page).read_text(encoding="utf-8")
