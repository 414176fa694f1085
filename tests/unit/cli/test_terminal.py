"""While a large file is read the terminal says how far it is; nobody else hears of it."""

from __future__ import annotations

import io
from collections.abc import Iterator
from types import SimpleNamespace

import openpyxl
import pytest

from readiness.cli import main
from readiness.cli import terminal as output
from readiness.cli.terminal import reading_line
from readiness.language.texts import Texts

HEAD = ["employee_id", "start", "end", "break_minutes"]
ROWS = [[str(n // 28), f"2026-02-{n % 28 + 1:02}T08:00", f"2026-02-{n % 28 + 1:02}T16:00", "30"] for n in range(1_400)]


class Terminal(io.StringIO):
    """Standard error as somebody sees it."""

    def isatty(self) -> bool:
        return True

    @property
    def lines(self) -> list[str]:
        """What stood on the line, one after the other."""
        return [line.rstrip() for line in self.getvalue().split("\r")[1:]]


@pytest.fixture
def terminal(monkeypatch):
    screen = Terminal()
    monkeypatch.setattr(output, "sys", SimpleNamespace(stderr=screen))  # pytest puts its own stream in place of sys's
    return screen


def at(*seconds: float):
    moments: Iterator[float] = iter(seconds)
    return lambda: next(moments)


@pytest.mark.parametrize(
    ("language", "line"),
    [("de", "zeiten.xlsx: 3.000 Zeilen gelesen …"), ("en", "zeiten.xlsx: 3,000 rows read …")],
)
def test_the_line_comes_after_two_seconds_and_is_gone_at_the_end(terminal, language, line):
    with reading_line("folder/zeiten.xlsx", Texts(language), at(0, 0.5, 1.9, 2.1)) as progress:
        progress(1_000)
        progress(2_000)
        assert terminal.getvalue() == ""
        progress(3_000)
        assert terminal.lines == [line]
    assert terminal.lines[1:] == ["", ""]


def test_the_line_is_not_written_at_every_call(terminal):
    with reading_line("z.xlsx", Texts("en"), at(0, 3, 3.1, 3.2, 3.3)) as progress:
        for rows in (500, 1_000, 1_500, 2_000):
            progress(rows)
        assert terminal.lines == ["z.xlsx: 500 rows read …", "z.xlsx: 2,000 rows read …"]


def test_the_line_never_wraps_and_is_taken_back_when_reading_fails(terminal, monkeypatch):
    monkeypatch.setenv("COLUMNS", "40")
    with pytest.raises(ValueError), reading_line("z" * 200 + ".xlsx", Texts("en"), at(0, 3)) as progress:
        progress(500)
        raise ValueError
    assert len(terminal.lines[0]) == 39
    assert terminal.lines[-1] == "" and terminal.getvalue().endswith("\r" + " " * 39 + "\r")


def test_a_short_reading_writes_nothing(terminal):
    with reading_line("z.xlsx", Texts("en"), at(0, 1)) as progress:
        progress(500)
    assert terminal.getvalue() == ""


@pytest.fixture
def workbook(tmp_path):
    book = openpyxl.Workbook()
    for row in [HEAD, *ROWS]:
        book.active.append(row)
    book.save(tmp_path / "zeiten.xlsx")
    return tmp_path / "zeiten.xlsx"


@pytest.mark.parametrize(
    "words",
    [("check", "shifts", "{file}"), ("run", "working_time", "--evidence", "shifts={file}", "--on", "2026-03-31")],
    ids=["check", "run"],
)
def test_check_and_run_say_how_far_they_are(terminal, monkeypatch, capsys, workbook, words):
    monkeypatch.setattr(output, "_PATIENCE", 0.0)
    monkeypatch.setattr(output, "_PAUSE", 0.0)
    assert main([word.format(file=workbook) for word in words]) == 0
    assert terminal.lines[:2] == ["zeiten.xlsx: 500 Zeilen gelesen …", "zeiten.xlsx: 1.000 Zeilen gelesen …"]
    assert terminal.lines[-1] == ""
    assert "Zeilen gelesen …" not in capsys.readouterr().out


def test_without_a_terminal_nothing_is_added(monkeypatch, capsys, workbook):
    monkeypatch.setattr(output, "_PATIENCE", 0.0)
    assert main(["check", "shifts", str(workbook), "--json"]) == 0
    assert capsys.readouterr().err == ""
