from pathlib import Path

from deploy.embedded.welcome import DRAFT, welcome
from services.tenders.api.schemas import GivenTerms


def test_the_tender_that_the_welcome_offers_to_draft_is_taken() -> None:
    assert GivenTerms.model_validate(DRAFT).buyer == DRAFT["buyer"]


def test_the_welcome_says_where_to_look_and_what_to_try_with_the_keys_of_this_platform() -> None:
    text = welcome("http://127.0.0.1:8000", Path("keys.json"), {"purchasing-referent": "prn_live_x"})
    assert text.count("  curl '") == 3
    assert "http://127.0.0.1:8000/docs" in text
    assert "Bearer prn_live_x" in text
