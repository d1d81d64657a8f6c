from datetime import UTC, datetime
from pathlib import Path

from deploy.embedded.sandbox import Sandbox
from deploy.embedded.welcome import DRAFT, welcome
from services.tenders.api.schemas import GivenTerms


def test_the_tender_that_the_welcome_offers_to_draft_is_taken() -> None:
    assert GivenTerms.model_validate(DRAFT).buyer == DRAFT["buyer"]


def test_the_welcome_says_where_to_look_and_what_to_try_with_the_keys_of_this_platform() -> None:
    text = welcome("http://127.0.0.1:8000", Path("keys.json"), {"purchasing-referent": "prn_live_x"})
    assert text.count("  curl '") == 3
    assert "http://127.0.0.1:8000/docs" in text
    assert "Bearer prn_live_x" in text
    assert "SANDBOX" not in text


def test_the_welcome_of_a_sandbox_says_first_that_it_is_one_and_which_day_it_is() -> None:
    sandbox = Sandbox(86_400, datetime.now(UTC), datetime(2031, 7, 14, 10, tzinfo=UTC))
    text = welcome("http://127.0.0.1:8000", Path("keys.json"), {}, sandbox)
    assert text.strip().startswith("SANDBOX")
    assert "July 2031" in text
    assert "86400 seconds pass in one second" in text
    assert "period=2030" in text
