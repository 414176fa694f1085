from third_language import exported, filled, taken

from readiness import catalog
from readiness.catalog.coverage import coverage, coverages, translatable


def test_complete_languages_are_not_counted_and_cover_everything():
    assert coverages() == []
    for language in catalog.COMPLETE:
        found = coverage(language)
        assert found.translated == found.total == len(list(translatable()))


def test_translated_missing_and_outdated_are_told_apart(tmp_path):
    rows = filled(exported(tmp_path), lambda row: "X" if row["key"] in ("labels.yes", "labels.no") else "")
    rows = [{**row, "digest": "w00000000000"} if row["key"] == "labels.no" else row for row in rows]
    taken(tmp_path, rows)
    with catalog.overlay(tmp_path / "overlay"):
        (found,) = coverages()
    assert (found.language, found.translated, found.total) == ("fr", 1, len(rows))
    assert [wording.key for wording in found.outdated] == ["labels.no"]
