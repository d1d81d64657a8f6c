"""Who may change a profile: who keeps the registry, and the company itself, by its SIREN or a claim."""

from typing import Annotated

from fastapi import Depends, Request

from chassis.auth import NotYours, Principal, requires
from chassis.persistence import Database
from contracts.calendar import day_of
from contracts.vocabulary import Identifier
from services.suppliers.api.dependencies import Identified, Now, is_of_company
from services.suppliers.domain.claims.claim import Claimant
from services.suppliers.domain.identity import supplier_id
from services.suppliers.domain.provenance import Source, SourceKind
from services.suppliers.persistence.claims import ClaimQueries

REGISTRAR, COMPANY = "suppliers:write", "profile:write"


async def _claim_queries(request: Request) -> ClaimQueries:
    database: Database = request.app.state.database
    return ClaimQueries(database.reads)


ClaimReads = Annotated[ClaimQueries, Depends(_claim_queries)]


async def speaks_for(principal: Principal, identifier: Identifier, reads: ClaimQueries) -> bool:
    """Whether a key is of the company itself, by its SIREN, or speaks for it by a granted claim."""
    if is_of_company(principal, identifier):
        return True
    return await reads.speaks(Claimant(principal.client, principal.organisation), supplier_id(identifier))


Entitled = Annotated[Principal, Depends(requires(REGISTRAR, COMPANY))]


async def _speaker(principal: Entitled, identifier: Identified, reads: ClaimReads, now: Now) -> Source:
    is_own = await speaks_for(principal, identifier, reads)
    if not is_own and REGISTRAR not in principal.scopes:
        raise NotYours("This is the profile of another company; claim it first")
    kind = SourceKind.COMPANY if is_own else SourceKind.OTHER
    return Source(kind=kind, name=principal.client, on=day_of(now))


SPEAKER = [Depends(_speaker)]
"""`dependencies=` of a route that changes the supplier in its path."""
Speaking = Annotated[Source, Depends(_speaker)]
"""Who says something of the supplier in the path: the company itself, or somebody about it."""
