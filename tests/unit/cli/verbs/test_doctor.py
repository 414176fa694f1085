"""`readiness doctor`: the worked cases run at the customer's too."""

import json

import pytest


@pytest.mark.slow
def test_doctor_runs_the_golden_cases(run):
    code, text, _ = run("doctor", "--examples", "--json")
    rows = {row["check"]: row for row in json.loads(text)}
    assert code == 0
    assert rows["examples_de"]["ok"]
    assert rows["catalog_check"]["ok"]
