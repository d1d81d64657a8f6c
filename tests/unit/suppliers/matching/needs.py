"""Needs and candidates for the tests of matching, plain and arbitrary."""

from datetime import date, timedelta
from decimal import Decimal

from hypothesis import strategies as st

from contracts.vocabulary import Place, SizeClass
from services.suppliers.domain.matching.awards import Award, Awards
from services.suppliers.domain.matching.candidate import Candidate, Offer
from services.suppliers.domain.matching.need import Need, ValueBand

BUYER, OTHER = "23350001600040", "21350238800019"
DAY = date(2026, 3, 2)
CODES = ("45442100", "45442110", "45421000", "45210000", "71351810", "79800000")


def a_need(**changes) -> Need:
    facts = {
        "text": "Peinture des couloirs du lycée",
        "on": DAY,
        "codes": ("45442100",),
        "place": Place(commune="35238", department="35"),
        "value": ValueBand(Decimal(40_000), Decimal(60_000)),
        "buyer": BUYER,
    }
    return Need(**(facts | changes))


def an_award(**changes) -> Award:
    facts = {"buyer": OTHER, "on": DAY - timedelta(days=100), "code": "45442100", "department": "35"}
    return Award(**(facts | {"amount": 50_000.0} | changes))


def a_candidate(number: int = 1, awards=(), **changes) -> Candidate:
    changes["awards"] = Awards.of(awards)
    return Candidate(**({"id": f"{number:03}", "name": f"Company {number}"} | changes))


def awards():
    return st.builds(
        Award,
        buyer=st.sampled_from([BUYER, OTHER]),
        on=st.dates(DAY - timedelta(days=3000), DAY + timedelta(days=300)),
        code=st.none() | st.sampled_from(CODES),
        department=st.none() | st.sampled_from(["35", "22", "75", "2A"]),
        amount=st.none() | st.floats(0, 10_000_000),
    )


def pools():
    """Suppliers with different identities, each with its awards from the oldest."""
    candidates = st.builds(
        Candidate,
        id=st.integers(0, 500).map(str),
        name=st.just("Company"),
        place=st.none() | st.builds(Place, department=st.sampled_from(["35", "22", "75", None])),
        size=st.none() | st.sampled_from(SizeClass),
        offers=st.lists(st.builds(Offer, st.sampled_from(CODES), inferred=st.booleans()), max_size=3).map(tuple),
        awards=st.lists(awards(), max_size=4).map(lambda some: Awards.of(sorted(some, key=lambda each: each.on))),
        capacity=st.none() | st.decimals(0, 10_000_000, places=2),
        seen_on=st.none() | st.dates(DAY - timedelta(days=900), DAY + timedelta(days=90)),
    )
    return st.lists(candidates, max_size=30, unique_by=lambda each: each.id)


def needs():
    return st.builds(
        a_need,
        codes=st.lists(st.sampled_from(CODES), max_size=2).map(tuple),
        place=st.none() | st.just(Place(department="35")),
        value=st.none() | st.just(ValueBand(Decimal(0), Decimal(90_000))),
        buyer=st.none() | st.just(BUYER),
    )
