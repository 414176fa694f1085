"""Why the system refused something: in our words, in the reader's language, with a next step that fits."""

from __future__ import annotations

import errno
import os
import re
import socket
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import readiness as rd
from readiness.analysis.working_time.large_files import check_parquet
from readiness.cli import main
from readiness.errors import CAUSES, ReadinessError, UsageError, cause_of
from readiness.language.texts import Texts
from readiness.law import load_law
from readiness.result import read_result

#: Every error that says why the system refused, with what else it tells.
CODES = {
    "file_missing": {"file": "zeiten.csv"},
    "report_not_written": {"file": "bericht.html"},
    "result_not_written": {"file": "ergebnis.json"},
    "form_not_written": {"file": "bogen.html"},
    "blank_sheet_not_written": {"file": "bogen.yaml"},
    "sheet_not_written": {"name": "it_security", "folder": "antworten"},
    "folder_not_writable": {"folder": "antworten"},
    "disk_refused": {},
    "port_taken": {"host": "127.0.0.1", "port": 8765},
    "address_not_usable": {"host": "10.1.2.3", "port": 0},
}
ENGLISH = {"the", "is", "no", "not", "file", "or", "and", "cannot", "folder", "another", "you", "your", "of", "such"}
GERMAN = {"der", "die", "das", "ist", "ein", "eine", "nicht", "und", "oder", "datei", "sie", "ordner", "laufwerk"}


def words(text: str) -> set[str]:
    return set(re.findall(r"[^\W\d_]+", re.sub(r"--\w+", "", text.lower())))


@pytest.mark.parametrize("cause", CAUSES)
@pytest.mark.parametrize("code", CODES)
def test_every_cause_is_said_in_the_language_of_the_reader(code: str, cause: str) -> None:
    facts = {**CODES[code], "cause": cause, "number": 71}
    german, english = Texts("de").error(code, facts), Texts("en").error(code, facts)
    assert not words(german) & ENGLISH and words(german) & GERMAN
    assert not words(english) & GERMAN and words(english) & ENGLISH
    for text in (german, english):
        assert f"({cause})" not in text and "–" not in text and "{" not in text
        assert len(re.findall(r"[.](?: |$)", text)) >= 3, "what was found, why it matters, what to do next"


def test_no_two_causes_share_a_reason() -> None:
    for language in ("de", "en"):
        reasons = Texts(language).lookup("error_parts.system.reason")
        assert set(reasons) == set(CAUSES)
        assert len(set(reasons.values())) == len(CAUSES)


@pytest.mark.parametrize("number", sorted(errno.errorcode))
def test_the_sentence_of_the_system_never_gets_through(number: int) -> None:
    problem = OSError(number, "Sentence of the system", "zeiten.csv")
    cause = cause_of(problem)
    text = Texts("de").error("file_missing", {"file": "zeiten.csv", **cause})
    assert "Sentence" not in text
    if cause["cause"] == "numbered":
        assert f"Fehler Nummer {number}" in text, "somebody else can look it up"


def test_nothing_in_the_package_passes_the_system_s_sentence_on() -> None:
    package = Path(rd.__file__).parent
    assert not [file.name for file in package.rglob("*.py") if "strerror" in file.read_text(encoding="utf-8")]


@pytest.mark.parametrize(
    ("number", "code", "german", "english"),
    [
        (errno.EACCES, "file_missing", "Recht geben, die Datei zu lesen", "right to read"),
        (errno.EACCES, "report_not_written", "Schreibrechte geben", "write permission"),
        (errno.ENOSPC, "sheet_not_written", "Schaffen Sie Platz", "Make room"),
        (errno.EROFS, "folder_not_writable", "Schreibschutz", "write protection"),
        (errno.EISDIR, "file_missing", "eine Datei in diesem Ordner", "a file in this folder"),
        (errno.ENAMETOOLONG, "form_not_written", "kürzeren Namen", "shorter name"),
    ],
)
def test_the_next_step_fits_the_cause(number: int, code: str, german: str, english: str) -> None:
    facts = {**CODES[code], **cause_of(OSError(number, "x"))}
    assert german in Texts("de").error(code, facts)
    assert english in Texts("en").error(code, facts)
    other = {**CODES[code], **cause_of(OSError(errno.ENOENT, "x"))}
    assert german not in Texts("de").error(code, other)


@pytest.mark.parametrize(
    ("number", "windows", "cause"),
    [(13, 32, "in_use"), (2, 206, "name_too_long"), (13, 19, "read_only"), (22, 123, "name_not_allowed")],
)
def test_numbers_of_windows_are_more_exact(number: int, windows: int, cause: str) -> None:
    problem = OSError(number, "x", "bericht.html")
    problem.winerror = windows
    assert cause_of(problem) == {"cause": cause, "number": windows}


def test_windows_says_permission_for_a_folder_and_for_an_open_file(tmp_path: Path) -> None:
    for name, cause in ((str(tmp_path), "is_folder"), (str(tmp_path / "offen.xlsx"), "refused")):
        problem = PermissionError(13, "Permission denied", name)
        problem.winerror = None
        assert cause_of(problem)["cause"] == cause


def caught(act: Callable[[], Any]) -> ReadinessError:
    with pytest.raises(ReadinessError) as found:
        act()
    return found.value


def test_real_refusals_have_their_cause(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("")
    result = rd.sample("musterbau").run("it_security")
    refused = {
        "not_there": lambda: rd.read_evidence("shifts", tmp_path / "none.csv"),
        "name_not_allowed": lambda: rd.read_evidence("shifts", "a\0b.csv"),
        "is_folder": lambda: check_parquet(tmp_path, load_law("de")),
        "not_folder": lambda: read_result(file / "result.json"),
        "is_file": lambda: result.save(file / "result.json"),
    }
    if os.name == "nt":  # there other words are used for what lies below a file
        del refused["not_folder"], refused["is_file"], refused["name_not_allowed"]
    for cause, act in refused.items():
        assert caught(act).fields["cause"] == cause


def test_a_port_in_use_and_an_address_of_another_machine() -> None:
    from readiness.web.listening import listen

    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        error = caught(lambda: listen("127.0.0.1", taken.getsockname()[1]))
    assert error.code == "port_taken"
    assert "anderes Programm" in Texts("de").error(error.code, error.fields)
    error = caught(lambda: listen("192.0.2.1", 0))  # an address that is reserved for examples
    assert (error.code, error.fields["cause"]) == ("address_not_usable", "address_elsewhere")


def test_a_port_that_cannot_exist_is_no_fault_of_the_program(capsys: pytest.CaptureFixture[str]) -> None:
    for language, said in (("de", "von 1 bis 65535"), ("en", "from 1 to 65535")):
        assert main(["start", "--port", "70000", "--no-browser", "--language", language]) == 2
        assert said in capsys.readouterr().err


def test_an_address_that_nobody_knows() -> None:
    assert cause_of(socket.gaierror(2, "Name or service not known"))["cause"] == "address_unknown"


def test_commands_say_what_they_could_not_write(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "file").write_text("")
    out = str(tmp_path / "file" / "below")
    for words_ in (
        ["sheet", "it_security", "--out", out],
        ["run", "it_security", "--on", "2026-03-31", "--out", out],
        ["export-form", "it_security", "--out", out],
    ):
        assert main([*words_, "--language", "de"]) == 2, words_
        said = capsys.readouterr().err
        assert "below" in said and not words(said) & (ENGLISH - {"file"})


def test_a_damaged_parquet_file_is_not_called_missing(tmp_path: Path) -> None:
    pytest.importorskip("pyarrow")
    damaged = tmp_path / "shifts.parquet"
    damaged.write_bytes(b"PAR1" + b"\xff" * 50 + b"\x20\0\0\0PAR1")
    assert caught(lambda: check_parquet(damaged, load_law("de"))).code == "parquet_unreadable"


def test_a_template_that_saves_nothing_is_no_fault_of_the_disk() -> None:
    error = UsageError("notebook_saved_nothing", file="a.html", notebook="mine.ipynb")
    assert "letzte Zelle" in Texts("de").error(error.code, error.fields)
