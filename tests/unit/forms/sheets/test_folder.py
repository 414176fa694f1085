"""Sheets on disk: whatever happens in whatever order, what was confirmed is there and nothing is overwritten unseen."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from property_runs import examples

from readiness.errors import ReadinessError
from readiness.forms.sheets import folder as drafts
from readiness.forms.sheets.folder import Conflict, Folder
from readiness.instrument import load_instrument, read_answers
from readiness.instrument.sheet_file import to_yaml

ITEMS = [item.id for item in load_instrument("it_security").items]
#: What people and machines paste: markup, formulas, direction marks, line ends, quotes, halves of pairs.
TEXTS = st.one_of(
    st.sampled_from(["", "<script>", '"><img onerror=x>', "=cmd|' /C calc'!A0", "\u202egnp", "a\nb: c", "# x", "null"]),
    st.text(max_size=30),
)


class OneSheet(RuleBasedStateMachine):
    """A model beside the folder: the answers, the earlier versions, and the revision each of two tabs has seen."""

    @initialize(company=TEXTS)
    def begin(self, company: str) -> None:
        self.place = tempfile.TemporaryDirectory()
        self.folder = Folder(Path(self.place.name))
        self.name = self.folder.create("it_security", "2026-03-31", company)
        self.answers: dict[str, tuple[str, str]] = {}
        self.past: list[dict[str, tuple[str, str]]] = []
        first = self.folder.open(self.name).revision
        self.seen = {"left": first, "right": first}

    def _send(self, tab: str, change: dict[str, Any], after: dict[str, tuple[str, str]] | None) -> None:
        now = self.folder.open(self.name).revision
        if self.seen[tab] != now:
            with pytest.raises(Conflict):
                self.folder.change(self.name, self.seen[tab], change)
            assert self.folder.open(self.name).revision == now, "a refused change leaves no trace"
            self.seen[tab] = now
            return
        self.seen[tab] = self.folder.change(self.name, now, change).revision
        if after is None:
            # An earlier version that somebody brought back by hand would be an undo nobody sees: it is passed over.
            while self.past and self.past[-1] == self.answers:
                self.past.pop()
            self.answers = self.past.pop() if self.past else self.answers
        elif after != self.answers:
            if self.past[-1:] != [self.answers]:
                self.past.append(self.answers)
            self.answers = after

    @rule(tab=st.sampled_from(["left", "right"]), item=st.sampled_from(ITEMS[:4]), note=TEXTS)
    def answer(self, tab: str, item: str, note: str) -> None:
        state = "unknown" if len(note) % 2 else "not_applicable"
        change = {"item": item, "answer": state, "note": note}
        self._send(tab, change, {**self.answers, item: (state, note.encode("utf-8", "replace").decode())})

    @rule(tab=st.sampled_from(["left", "right"]), item=st.sampled_from(ITEMS[:4]))
    def clear(self, tab: str, item: str) -> None:
        self._send(tab, {"clear": item}, {k: v for k, v in self.answers.items() if k != item})

    @rule(tab=st.sampled_from(["left", "right"]))
    def undo(self, tab: str) -> None:
        self._send(tab, {"undo": True}, None)

    @rule(answer=st.sampled_from(["perhaps", "", None, [], {"a": 1}, float("nan"), 10**400]))
    def nonsense(self, answer: Any) -> None:
        now = self.folder.open(self.name).revision
        with pytest.raises(ReadinessError):
            self.folder.change(self.name, now, {"item": ITEMS[0], "answer": answer})
        assert self.folder.open(self.name).revision == now

    @rule()
    def restart(self) -> None:
        self.folder = Folder(Path(self.place.name))

    @precondition(lambda self: self.answers)
    @rule()
    def text_editor(self) -> None:
        """Somebody mends a note by hand; both tabs must notice."""
        file = Path(self.place.name) / f"{self.name}.yaml"
        before = self.folder.open(self.name)
        item = sorted(self.answers)[0]
        state = self.answers[item][0]
        changed = before.sheet.with_answer(load_instrument("it_security").item(item), state, "by hand")
        file.write_text(to_yaml(changed), encoding="utf-8")
        if self.answers[item] != (state, "by hand"):
            assert self.folder.open(self.name).revision != before.revision
            self.answers = {**self.answers, item: (state, "by hand")}

    @invariant()
    def on_disk_is_what_was_confirmed(self) -> None:
        sheet = read_answers(Path(self.place.name) / f"{self.name}.yaml")
        assert {k: (a.answer, a.note) for k, a in sheet.answers.items()} == self.answers
        assert [p.name for p in Path(self.place.name).glob(".*")] == [], "no half-written file is left"
        assert self.folder.open(self.name).can_undo == any(past != self.answers for past in self.past)

    def teardown(self) -> None:
        if hasattr(self, "place"):
            self.place.cleanup()


TestOneSheet = OneSheet.TestCase
TestOneSheet.settings = examples(40, stateful_step_count=25, suppress_health_check=list(HealthCheck))


def test_undo_goes_back_over_a_restart_to_the_empty_sheet(folder: Folder) -> None:
    name = folder.create("it_security", "2026-03-31")
    for item in ITEMS[:3]:
        folder.change(name, folder.open(name).revision, {"item": item, "answer": "unknown"})
    again = Folder(folder.path)
    left = []
    while again.open(name).can_undo:
        left.append(len(again.change(name, again.open(name).revision, {"undo": True}).sheet.answers))
    assert left == [2, 1, 0]


def test_undo_passes_over_what_a_hand_brought_back(folder: Folder) -> None:
    """One press of undo always changes something: the version that is on disk already does not count."""
    name = folder.create("it_security", "2026-03-31")
    file = folder.path / f"{name}.yaml"

    def note(text: str) -> None:
        folder.change(name, folder.open(name).revision, {"item": ITEMS[1], "answer": "unknown", "note": text})

    note("first")
    first = file.read_text(encoding="utf-8")
    for text in ("second", "third"):
        note(text)
        file.write_text(first, encoding="utf-8")
    assert folder.open(name).can_undo
    undone = folder.change(name, folder.open(name).revision, {"undo": True})
    assert dict(undone.sheet.answers) == {} and not undone.can_undo


def test_two_processes_never_overwrite_each_other(folder: Folder) -> None:
    """Four writers at once; each repeats after a conflict, and in the end every answer is there."""
    name = folder.create("it_security", "2026-03-31")
    writers = [
        subprocess.Popen([sys.executable, "-c", WRITER, str(folder.path), name, *ITEMS[at::4]]) for at in range(4)
    ]
    assert [writer.wait(120) for writer in writers] == [0, 0, 0, 0]
    assert sorted(folder.open(name).sheet.answers) == sorted(ITEMS)


WRITER = """
import sys
from readiness.forms.sheets.folder import Conflict, Folder
folder, name = Folder(sys.argv[1]), sys.argv[2]
for item in sys.argv[3:]:
    while True:
        try:
            folder.change(name, folder.open(name).revision, {"item": item, "answer": "unknown", "note": item})
            break
        except Conflict:
            continue
    print(item, flush=True)
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="Windows has no kill -9")
@pytest.mark.parametrize("confirmed", [1, 7, 15])
def test_kill_keeps_what_was_confirmed(folder: Folder, confirmed: int) -> None:
    name = folder.create("it_security", "2026-03-31")
    words = [sys.executable, "-c", WRITER, str(folder.path), name, *ITEMS]
    with subprocess.Popen(words, stdout=subprocess.PIPE, text=True) as writer:
        assert writer.stdout
        told = [writer.stdout.readline().strip() for _ in range(confirmed)]
        os.kill(writer.pid, signal.SIGKILL)
        told += writer.stdout.read().split()
    sheet = Folder(folder.path).open(name).sheet
    assert set(told) <= set(sheet.answers) and len(sheet.answers) <= len(told) + 1
    draft = Folder(folder.path).open(name)
    assert Folder(folder.path).change(name, draft.revision, {"item": ITEMS[0], "answer": "1"}), "the lock is free again"


def test_a_taken_over_file_never_overwrites(folder: Folder) -> None:
    text = to_yaml(folder.open(folder.create("it_security", "2026-03-31", "Bäckerei Öz & Söhne")).sheet)
    names = {folder.add(text.encode(), "a.yaml") for _ in range(3)}
    assert len(names) == 3 and len(folder.rows()) == 4
    assert all("baeckerei-oez-soehne" in name for name in names)


def test_a_bad_file_is_refused_with_every_fault_and_leaves_nothing(folder: Folder) -> None:
    with pytest.raises(ReadinessError) as caught:
        folder.add(b"audit: it_security\nedition: '0'\nanswers:\n  IS-01: nine\n  XX-99: yes\n", "a.yaml")
    assert {f.fields["item"] for f in caught.value.fields["faults"]} == {"IS-01", "XX-99"}
    assert list(folder.path.iterdir()) == []


def test_the_list_shows_progress_and_what_cannot_be_opened(folder: Folder) -> None:
    name = folder.create("it_security", "2026-03-31", "Musterbau")
    folder.change(name, folder.open(name).revision, {"item": ITEMS[0], "answer": "unknown"})
    (folder.path / "broken.yaml").write_text("audit: [", encoding="utf-8")
    rows = {row.id: row for row in folder.rows()}
    assert (rows[name].company, rows[name].answered, rows[name].asked) == ("Musterbau", 1, len(ITEMS))
    assert rows["broken"].problem is not None and rows["broken"].problem.code == "yaml_syntax"


def test_what_was_deleted_can_be_brought_back_with_its_undo(folder: Folder) -> None:
    name = folder.create("it_security", "2026-03-31")
    folder.change(name, folder.open(name).revision, {"item": ITEMS[0], "answer": "unknown"})
    folder.delete(name)
    assert folder.rows() == []
    folder.restore(name)
    assert list(folder.open(name).sheet.answers) == [ITEMS[0]] and folder.open(name).can_undo


def test_a_new_sheet_inherits_nothing_from_a_deleted_one(folder: Folder) -> None:
    first = folder.create("it_security", "2026-03-31")
    folder.change(first, folder.open(first).revision, {"item": ITEMS[0], "answer": "unknown"})
    folder.keep(first, lambda extra: {**extra, "measured": {ITEMS[1]: {"value": 1}}})
    folder.delete(first)
    second = folder.open(folder.create("it_security", "2026-03-31"))
    assert not second.can_undo and "measured" not in second.extra and not second.sheet.answers


def test_deleting_twice_keeps_both(folder: Folder) -> None:
    for item in ITEMS[:2]:
        name = folder.create("it_security", "2026-03-31")
        folder.change(name, folder.open(name).revision, {"item": item, "answer": "unknown", "note": f"kept {item}"})
        folder.delete(name)
    kept = "".join(file.read_text(encoding="utf-8") for file in folder.path.rglob("*.yaml"))
    assert all(f"kept {item}" in kept for item in ITEMS[:2])


@pytest.mark.parametrize("name", ["../evil", "..", "a/b", "", "A", "a" * 200, "x.yaml", "con\x00"])
def test_names_that_leave_the_folder_are_refused(folder: Folder, name: str) -> None:
    for act in (folder.open, folder.delete, folder.restore):
        with pytest.raises(ReadinessError) as caught:
            act(name)
        assert caught.value.code == "sheet_not_found"


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(ReadinessError) as caught:
        Folder(tmp_path / "file" / "sheets").prepare()
    assert caught.value.code == "folder_not_writable" and "sheets" in caught.value.fields["folder"]


def test_a_sheet_that_may_not_be_read_is_not_called_missing(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    name = folder.create("it_security", "2026-03-31")

    def refuse(path: Path) -> bytes:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(Path, "read_bytes", refuse)
    with pytest.raises(ReadinessError) as caught:
        folder.open(name)
    assert (caught.value.code, caught.value.fields["cause"]) == ("file_missing", "no_permission")


def test_a_file_that_is_not_utf8_is_never_half_read(folder: Folder) -> None:
    text = "audit: it_security\nedition: '2026.1'\ncompany: Bäckerei\n"
    with pytest.raises(ReadinessError) as caught:
        folder.add(text.encode("cp1252"), "antworten.yaml")
    assert (caught.value.code, caught.value.fields["line"]) == ("file_not_utf8", 3)
    (folder.path / "mine.yaml").write_bytes(text.encode("cp1252"))
    with pytest.raises(ReadinessError) as caught:
        folder.open("mine")
    assert caught.value.code == "file_not_utf8"
    (folder.path / "mine.yaml").write_bytes(text.encode("utf-8-sig"))
    assert folder.open("mine").sheet.company == "Bäckerei", "editors on Windows put a mark in front"


def test_what_somebody_wrote_by_hand_stays_to_be_looked_up(folder: Folder) -> None:
    by_hand = (
        "# asked on Tuesday, by phone\naudit: it_security\nedition: '2026.1'\nanswers:\n  IS-01: 2  # Ms A. is sure\n"
    )
    file = folder.path / "mine.yaml"
    file.write_text(by_hand, encoding="utf-8")
    folder.change("mine", folder.open("mine").revision, {"item": "IS-02", "answer": "unknown"})
    assert read_answers(file).answers.keys() == {"IS-01", "IS-02"}
    kept = [f.read_text(encoding="utf-8") for f in file.with_suffix(".undo").iterdir()]
    assert by_hand in kept
    undone = folder.change("mine", folder.open("mine").revision, {"undo": True})
    assert undone.sheet.answers.keys() == {"IS-01"} and not undone.can_undo


def test_a_disk_that_refuses_is_said_and_the_sheet_stays(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    name = folder.create("it_security", "2026-03-31")
    before = folder.open(name)

    def full(handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(ReadinessError) as caught:
        folder.change(name, before.revision, {"item": ITEMS[0], "answer": "unknown"})
    monkeypatch.undo()
    assert (caught.value.code, caught.value.fields["cause"]) == ("sheet_not_written", "disk_full")
    assert folder.open(name) == before


def test_a_sheet_somebody_else_holds_is_said(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    from filelock import FileLock

    name = folder.create("it_security", "2026-03-31")
    monkeypatch.setattr(drafts, "PATIENCE", 0.05)
    with FileLock(folder.path / f"{name}.lock"), pytest.raises(ReadinessError) as caught:
        folder.change(name, folder.open(name).revision, {"item": ITEMS[0], "answer": "unknown"})
    assert caught.value.code == "sheet_busy"
