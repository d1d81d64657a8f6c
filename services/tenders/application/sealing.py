"""Making the key of a phase: its private half is split among the committee at birth, and forgotten."""

from collections.abc import Sequence

from contracts.procedures import Phase
from contracts.sealing import OpeningKey, SealedShare, SealKey, Share, split
from contracts.sealing.suite import X25519
from contracts.vocabulary import Identifier
from services.tenders.domain.call import Call
from services.tenders.domain.seal import HeldShare, Seal
from services.tenders.domain.terms import Committee, CommitteeMember


def sealed_call(phase: Phase, committee: Committee | None, invited: Sequence[Identifier] | None = None) -> Call:
    """A phase that opens, under a new key if a committee will open its bids; raises `MemberKeyUnfit`."""
    guests = None if invited is None else tuple(invited)
    return Call(phase, new_seal(committee) if committee else None, guests)


def new_seal(committee: Committee) -> Seal:
    """A new key, of which each member holds a share that only it can read."""
    key = OpeningKey.generate()
    shares = split(key, needed=committee.threshold, holders=len(committee.members))
    held = tuple(_held(share, member) for share, member in zip(shares, committee.members, strict=True))
    return Seal(**key.seal_key.to_json(), threshold=committee.threshold, shares=held)


def _held(share: Share, member: CommitteeMember) -> HeldShare:
    sealed = SealedShare.seal(share, SealKey(X25519, member.raw_key))
    return HeldShare.model_validate({"name": member.name, **sealed.to_json()})
