"""What a buyer asks of itself, as the reference data give it."""

from contracts.reference import authorities
from contracts.vocabulary import Siret, euros
from services.tenders.domain.review import Approval


def approvals(buyer: Siret) -> tuple[Approval, ...]:
    """The approval that a buyer asks before publication, if it asks one."""
    policy = authorities.approval_policy(buyer)
    if policy is None:
        return ()
    return (Approval(euros(policy.from_amount), policy.chain, policy.source),)
