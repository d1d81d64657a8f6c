from gateway.freshness import touched


def test_a_fact_about_what_was_done_under_a_contract_touches_the_contract() -> None:
    fact = {"subject": "an-invoice", "partitionkey": "a-tender", "data": {"contract_id": "a-contract"}}
    assert touched("procedures", [fact]) == {
        "procedures:*",
        "procedures:an-invoice",
        "procedures:a-tender",
        "procedures:a-contract",
    }
