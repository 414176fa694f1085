"""Calculators that belong to an audit, against the worked cases beside it."""

import pytest

from readiness import catalog
from readiness.analysis.data_ownership.data_act import exempt_from_product_duties

CASES = catalog.load("audits/data_ownership/examples/data_act_article_7.yaml")["cases"]


@pytest.mark.parametrize("case", CASES, ids=[c["id"] for c in CASES])
def test_data_act_article_7(case):
    assert exempt_from_product_duties(**case["given"]) is case["expect"]


def test_an_unknown_size_is_refused():
    with pytest.raises(ValueError, match="tiny"):
        exempt_from_product_duties("tiny")
