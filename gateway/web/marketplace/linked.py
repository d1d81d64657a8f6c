"""A call as linked data, which search engines read (schema.org, JSON-LD 1.1)."""

from typing import Any

from gateway.web.marketplace import names
from gateway.web.visit import Visit

_OFFERED = {"goods": "Product", "services": "Service", "works": "Service"}


def linked(visit: Visit, tender: dict[str, Any]) -> dict[str, Any]:
    """A call as a demand (schema.org/Demand): who asks for what, until when, where."""
    said: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Demand",
        "@id": names.absolute(visit, f"/tenders/{tender['id']}"),
        "url": names.absolute(visit, f"/tenders/{tender['id']}"),
        "name": tender["title"],
        "inLanguage": tender["languages"],
        "seller": {"@type": "GovernmentOrganization", "name": names.buyer(visit.language, tender["buyer"])},
        "itemOffered": {"@type": _OFFERED[tender["nature"]], "name": tender["title"], "category": tender["cpv"]},
        "areaServed": [names.place(visit.language, one) for one in tender["places"]],
        "priceSpecification": {
            "@type": "PriceSpecification",
            "price": tender["estimated_value"]["amount"],
            "priceCurrency": tender["estimated_value"]["currency"],
            "valueAddedTaxIncluded": False,
        },
    }
    instants = {"validFrom": tender["published_at"], "validThrough": tender["deadline"]}
    return said | {name: instant for name, instant in instants.items() if instant}
