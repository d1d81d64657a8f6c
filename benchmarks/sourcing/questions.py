"""What is asked of the grown registry: needs to match, searches, and look-ups in the registry itself."""

from collections.abc import Sequence
from random import Random
from urllib.parse import urlencode

import orjson

from benchmarks.loading import Request
from benchmarks.sourcing.record import BUYERS, TRADES, WHERE

ASKED = 60
_DEPARTMENTS = ("35", "29", "22", "56", "44", "59", "75")
_TOWNS = ("Rennes", "Brest", "Lorient", "Nantes", "Lille")
_BUYERS_ASKING = 100


def needs(headers: dict[str, str]) -> tuple[list[Request], list[str]]:
    """Requests for matches, and the words of each."""
    random = Random(1)  # noqa: S311 - no secret
    requests, texts = [], []
    for _ in range(ASKED):
        code, words = random.choice(random.choice(TRADES))
        text = f"{words} {random.choice(WHERE)} de {random.choice(_TOWNS)}"
        body = {
            "text": text,
            "codes": [code],
            "place": {"department": random.choice(_DEPARTMENTS)},
            "value": {name: {"amount": amount} for name, amount in (("minimum", "40000"), ("maximum", "90000"))},
            "buyer": random.choice(BUYERS[:_BUYERS_ASKING]),
        }
        headed = {**headers, "content-type": "application/json"}
        requests.append({"method": "POST", "path": "/matches", "headers": headed, "body": orjson.dumps(body).decode()})
        texts.append(text)
    return requests, texts


def searches() -> tuple[list[Request], list[str]]:
    """Searches by words, half of them with filters and counts, and the words of each."""
    random = Random(2)  # noqa: S311 - no secret
    requests, texts = [], []
    for number in range(ASKED):
        _, words = random.choice(random.choice(TRADES))
        query = {"q": words, "sort": "relevance", "limit": "20"}
        if number % 2:
            query |= {"department": random.choice(_DEPARTMENTS), "facets": "size,cpv"}
        requests.append({"path": f"/suppliers?{urlencode(query)}"})
        texts.append(words)
    return requests, texts


def lookups(identifiers: Sequence[str]) -> list[Request]:
    """Pages of the registry by name, by a part of one and of a département, and suppliers by their SIRET."""
    lists = ({}, {"q": "peint"}, {"department": "35"}, {"department": "29", "size": "pme"}, {"q": "du centre"})
    asked = [{"path": f"/suppliers?{urlencode({**one, 'limit': 50})}"} for one in lists]
    return [*asked * 4, *({"path": f"/suppliers/{each}"} for each in identifiers)]
