"""`readiness run`: the same findings from every format, no names, and what it says on the terminal."""

import json

import pytest
from places import ROOT

FORMATS = ROOT / "data" / "samples" / "formats"
TIME_SAMPLES = [
    "canonical_shifts.csv",
    "kimai_default_de.csv",
    "kimai_default_de_decimal_semicolon.csv",
    "kimai_template_en_with_break.csv",
    "clockify_detailed_us.csv",
    "clockify_detailed_eu.csv",
    "toggl_detailed.csv",
]


def findings(text):
    cases = json.loads(text)["findings"]["cases"]
    return sorted((c["rule"], c["at"], c["measured"], c["limit"]) for c in cases)


@pytest.mark.parametrize("sample", TIME_SAMPLES)
def test_the_same_ten_shifts_give_the_same_findings_from_each_format(run, sample):
    on = ("--on", "2026-04-10", "--region", "NW", "--json")
    code, text, _ = run("run", "working_time", "--evidence", f"shifts={FORMATS / sample}", *on)
    assert code == 0
    _, truth, _ = run("run", "working_time", "--evidence", f"shifts={FORMATS / TIME_SAMPLES[0]}", *on)
    assert findings(text) == findings(truth)
    assert {rule for rule, *_ in findings(text)} == {
        "arbzg.s2_4.night_work",
        "arbzg.s3.daily_max",
        "arbzg.s3.over_8h",
        "arbzg.s4.break_total",
        "arbzg.s5.rest",
        "arbzg.s9.sunday",
        "arbzg.s9.holiday",
    }


def test_results_hold_no_names(run):
    for sample in TIME_SAMPLES:
        _, text, _ = run(
            "run", "working_time", "--evidence", f"shifts={FORMATS / sample}", "--on", "2026-04-10", "--json"
        )
        for name in ("Müßig", "muessig", "O'Neil", "oneil", "Jürgen", "example.org"):
            assert name not in text


def test_fail_on_breach_gives_exit_code_one(run):
    words = ("run", "working_time", "--evidence", f"shifts={FORMATS / TIME_SAMPLES[0]}", "--on", "2026-04-10")
    assert run(*words, "--fail-on", "breach")[0] == 1
    assert run(*words)[0] == 0


@pytest.mark.parametrize(("language", "read", "refused"), [("de", "1.201", "1.001"), ("en", "1,201", "1,001")])
def test_counts_of_rows_are_written_as_numbers(run, tmp_path, language, read, refused):
    times = tmp_path / "times.csv"
    days = ["2026-03-02", "2026-03-03"]
    good = [f"p{n},{day}T08:00,{day}T16:00,30" for n in range(100) for day in days]
    bad = [f"p{n},2026-03-02T16:00,2026-03-02T08:00,30" for n in range(1001)]
    times.write_text("\n".join(["employee_id,start,end,break_minutes", *good, *bad]) + "\n", encoding="utf-8")
    code, out, _ = run("check", "shifts", times, "--language", language)
    assert code == 0 and all(f" {count} " in out.splitlines()[0] for count in (read, refused))
    words = ("--evidence", f"shifts={times}", "--on", "2026-03-31", "--language", language)
    code, out, _ = run("run", "working_time", *words)
    assert code == 0 and f" {read} " in out and f" {refused} " in out and "1201" not in out


def test_a_run_says_which_duty_holds_the_score_down_as_a_question(run):
    firm = ROOT / "data" / "samples" / "musterbau"
    words = ("--answers", firm / "answers" / "working_time.yaml", "--evidence", f"shifts={firm / 'zeiten_kimai.csv'}")
    code, out, _ = run("run", "working_time", *words, "--on", "2026-03-31")
    assert code == 0
    assert "Begrenzt, weil" in out and "weniger als elf Stunden" in out


def test_a_result_says_no_empty_range_and_no_case_of_nothing(run):
    firm = ROOT / "data" / "samples" / "nachtbackstube"
    answers, hours = firm / "answers" / "working_time.yaml", f"shifts={firm / 'zeiten_clockify.csv'}"
    code, out, _ = run("run", "working_time", "--answers", answers, "--evidence", hours, "--on", "2026-04-30")
    assert code == 0
    assert "Wert 49 von 100, Abdeckung" in out, "the cap leaves no range"
    assert "nicht anwendbar: Verkürzte Ruhezeit" in out and "(0 von 0)" not in out
    assert "(0 von 214)" in out, "checked and nothing found is still said"


@pytest.mark.parametrize(
    ("stated", "named"),
    [
        ("sector=krankenhaus", "hospital"),
        ("sector=gastronomy", "hospitality"),
        ("sektor=hospital", "sector"),
        ("exemption=S10", "s10"),
        ("exemption=§ 10 Nr. 3", "s10"),
        ("age=abc", "10"),
        ("rest_shift_hours=abc", "24"),
        ("average_start=1.1.2026", "2026-08-15"),
        ("due=2026-13-01", "2026-08-15"),
        ("extra_holidays=...", "2026-08-15,2026-11-02"),
        ("sector=", "sector=hospital"),
        ("sector", "sector=hospital"),
    ],
)
@pytest.mark.parametrize("language", ["de", "en"])
def test_what_is_stated_wrongly_is_refused_before_a_file_is_read(run, stated, named, language):
    words = ("--evidence", "shifts=no_such_file.csv", "--on", "2026-09-30", "--language", language)
    code, out, err = run("run", "working_time", *words, "--scope", stated)
    assert code == 2 and not out and "Traceback" not in err and "no_such_file" not in err
    assert named in err and (stated.partition("=")[0 if stated.startswith("sektor") else 2] in err)


def test_holidays_of_a_municipality_are_told_on_the_command_line(run, tmp_path):
    times = tmp_path / "times.csv"
    rows = ["A,2026-08-14T08:00,2026-08-14T16:00,30", "A,2026-08-15T08:00,2026-08-15T16:00,30"]
    times.write_text("\n".join(["employee_id,start,end,break_minutes", *rows]) + "\n", encoding="utf-8")
    words = ("run", "working_time", "--evidence", f"shifts={times}", "--on", "2026-09-30", "--region", "BY", "--json")

    def holidays(*stated):
        code, out, _ = run(*words, *(word for entry in stated for word in ("--scope", entry)))
        assert code == 0
        return json.loads(out)["company"]["scope"], out

    scope, one = holidays("extra_holidays=2026-08-15")
    assert scope == {"extra_holidays": ["2026-08-15"]} and one != holidays()[1]
    both = holidays("extra_holidays=2026-08-15,2026-08-14")
    assert both == holidays("extra_holidays=2026-08-15", "extra_holidays=2026-08-14")
    assert both[0] == {"extra_holidays": ["2026-08-15", "2026-08-14"]}


@pytest.mark.parametrize("stated", [("sector=care", "sector=bakery"), ("rest_shift_hours=1", "rest_shift_hours=2")])
def test_two_values_where_one_belongs_are_refused(run, stated):
    code, _, err = run("run", "working_time", "--on", "2026-09-30", "--scope", stated[0], "--scope", stated[1])
    assert code == 2 and stated[0].partition("=")[2] in err
