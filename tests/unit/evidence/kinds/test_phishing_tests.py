"""How far a recipient went: a status, or columns with yes and no."""

from readiness import catalog
from readiness.evidence.kinds.phishing_tests import STEPS


def test_the_steps_are_those_that_formats_may_name():
    instead = catalog.load("evidence/phishing_tests/kind.yaml")["instead"]
    assert [(entry["id"], tuple(entry["values"])) for entry in instead] == [("status", STEPS)]


def test_data_entered_means_clicked_and_delivered(read):
    frame = read(
        "recipient,sent,delivered,clicked,submitted,reported",
        "a,2026-05-04 09:00,no,no,yes,no",
        "b,2026-05-04 09:00,no,yes,,yes",
        "c,2026-05-04 09:00,,,,",
        kind="phishing_tests",
    ).frame.sort_values("row")
    assert frame[["delivered", "clicked", "submitted", "reported"]].to_numpy().tolist() == [
        [True, True, True, False],
        [True, True, False, True],
        [True, False, False, False],
    ]


def test_a_mail_that_arrived_was_sent_at_some_time(read, codes):
    evidence = read("recipient,sent,delivered,clicked,reported", "a,,no,no,no", "b,,yes,no,no", kind="phishing_tests")
    assert codes(evidence) == [("sent_missing", 3)] and len(evidence.frame) == 1
