"""What is behind the login: what waits for somebody, and the desk of a buyer."""

from gateway.web.desk import (
    amendment,
    call_offs,
    contract,
    dossier,
    draft,
    home,
    justification,
    lot,
    result,
    signing,
    tender,
)
from gateway.web.receiving import MOST_BYTES
from gateway.web.visit import Place

SHARE_BYTES = 64 * 1024
"""The largest form with the file of a share."""
PLACES = (
    Place("/desk", home.show),
    Place("/desk/draft", draft.show, draft.keep),
    Place("/desk/tenders/{id}", tender.show, tender.do),
    Place("/desk/tenders/{id}/draft", draft.show, draft.keep),
    Place("/desk/tenders/{id}/documents", tender.back, dossier.add, takes=MOST_BYTES, streams=True),
    Place("/desk/tenders/{id}/amendment", amendment.show, amendment.amend, takes=MOST_BYTES, streams=True),
    Place("/desk/tenders/{id}/share", tender.back, tender.give, takes=SHARE_BYTES, streams=True),
    Place("/desk/tenders/{id}/lots/{number}", lot.show, lot.do),
    Place("/bids/{id}/result", result.show, is_counted=False),
    Place("/bids/{id}/justification", justification.show, justification.answer, is_counted=False),
    Place("/desk/contracts/new", signing.show, signing.sign),
    Place("/desk/contracts/{id}", contract.show, contract.do),
    Place("/desk/contracts/{id}/call-offs", call_offs.show, call_offs.call),
)
