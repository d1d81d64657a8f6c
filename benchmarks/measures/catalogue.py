"""Every measure by its name, in the order in which they are run."""

from collections.abc import Mapping

from benchmarks.bench import Measure
from benchmarks.measures import (
    bidding,
    caching,
    composing,
    consuming,
    creating,
    fanning,
    feeds,
    hooking,
    importing,
    limiting,
    listing,
    observatory,
    observing,
    pages,
    reaching,
    reading,
    relaying,
    sourcing,
    supplying,
)

MEASURES: Mapping[str, Measure] = {
    "reading": reading.measure,
    "caching": caching.measure,
    "composing": composing.measure,
    "limiting": limiting.measure,
    "feeds": feeds.measure,
    "fanning": fanning.measure,
    "webhooks": hooking.measure,
    "creating": creating.measure,
    "bidding": bidding.measure,
    "listing": listing.measure,
    "importing": importing.measure,
    "sourcing": sourcing.measure,
    "observing": observing.measure,
    "reaching": reaching.measure,
    "relaying": relaying.measure,
    "consuming": consuming.measure,
    "observatory": observatory.measure,
    "pages": pages.measure,
    "supplier-import": supplying.measure,
}
