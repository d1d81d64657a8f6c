"""The composed answers of the platform: which parts each is made of, and from where."""

from collections.abc import Mapping

from gateway.composition import Composition
from gateway.compositions.contract import CONTRACT
from gateway.compositions.department import DEPARTMENT
from gateway.compositions.search import SEARCH
from gateway.compositions.supplier import SUPPLIER
from gateway.compositions.tender import TENDER

COMPOSITIONS: Mapping[str, Composition] = {
    "/tenders/{}": TENDER,
    "/contracts/{}": CONTRACT,
    "/suppliers/{}/profile": SUPPLIER,
    "/departments/{}/dashboard": DEPARTMENT,
    "/search": SEARCH,
}
"""Every composed read by its path template: parts added to a service's document, or an answer of the gateway's own."""
