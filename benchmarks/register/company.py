"""An invented company (unité légale) and its establishments."""

from bisect import bisect
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from benchmarks.register import activity, numbers, place, staff
from benchmarks.register.activity import ACTIVITIES, Activity
from benchmarks.register.name import first_name, surname, trade_name
from benchmarks.register.place import COMMUNES, Commune

SOLE_TRADER = "1000"
"""INSEE's legal form of a natural person (entrepreneur individuel)."""
ASSOCIATION = "9220"
_FORMS = ((0.47, SOLE_TRADER), (0.66, "5710"), (0.78, "5499"), (0.86, "5498"), (0.94, "5720"), (0.98, ASSOCIATION))
_OTHER_FORM = "6540"
_OLDEST, _DAYS = date(1975, 1, 1), 18_600
_WITHOUT_STAFF = 0.92
"""Part of the sole traders who work alone."""


@dataclass(frozen=True, slots=True)
class Company:
    """A legal unit; a sole trader has a surname and a first name, any other a name."""

    siren: str
    form: str
    name: str
    surname: str
    first_name: str
    activity: Activity
    band: str
    home: Commune
    created: str
    social_economy: str


def _drawn(random: Random, cumulated: tuple[float, ...]) -> int:
    return bisect(cumulated, random.random() * cumulated[-1])


def commune(random: Random) -> Commune:
    """A commune, the large ones more often."""
    return COMMUNES[_drawn(random, place.CUMULATED)]


def _form(random: Random) -> str:
    drawn = random.random()
    return next((form for bound, form in _FORMS if drawn < bound), _OTHER_FORM)


def _company(siren: str, random: Random) -> Company:
    form, home, does = _form(random), commune(random), ACTIVITIES[_drawn(random, activity.CUMULATED)]
    alone = form == SOLE_TRADER
    idle = alone and random.random() < _WITHOUT_STAFF
    return Company(
        siren=siren,
        form=form,
        name="" if alone else trade_name(random, does, home.name),
        surname=surname(random) if alone else "",
        first_name=first_name(random) if alone else "",
        activity=does,
        band="NN" if idle else staff.BANDS[_drawn(random, staff.CUMULATED)],
        home=home,
        created=(_OLDEST + timedelta(int(random.random() * _DAYS))).isoformat(),
        social_economy="O" if form == ASSOCIATION else "N" if form == _FORMS[1][1] else "",
    )


def companies(random: Random, first: int) -> Iterator[tuple[Company, int]]:
    """Companies from a number on, each with how many establishments it has."""
    for siren, establishments in numbers.companies(random, first):
        yield _company(siren, random), establishments
