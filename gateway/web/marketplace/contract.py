"""The page of a contract is the observatory's: the address that follows the API's leads there."""

from gateway.web.visit import Answered, Moved, Visit


async def show(visit: Visit) -> Answered:
    """Go on to the contract: its holders, versions, acts and payments."""
    return Moved(visit.link(f"/observatory/contracts/{visit.given('id')}"))
