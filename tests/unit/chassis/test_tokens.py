"""Tokens that are made again from their names."""

from chassis.tokens import Mint, named


def test_a_token_follows_from_its_name_and_the_secret_alone() -> None:
    mint = Mint("a secret")
    tokens = [mint.token("owner/1"), mint.token("owner/2"), Mint("another").token("owner/1")]
    assert len(set(tokens)) == 3
    assert mint.token("owner/1") == tokens[0]
    assert all(len(token) == 43 for token in tokens)


def test_an_answer_shows_the_token_in_the_place_of_its_name_and_all_else_as_it_is() -> None:
    mint = Mint("a secret")
    headers = {"Prenan-Owner-Token": named("owner/1"), "ETag": '"1"'}
    assert mint.revealed(headers) == {"Prenan-Owner-Token": mint.token("owner/1"), "ETag": '"1"'}
    assert mint.token("owner/1") not in headers.values()
