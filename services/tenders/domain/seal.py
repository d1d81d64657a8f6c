"""The public half of what seals the bids of a phase; the private half rests nowhere."""

from contracts.vocabulary import Text, Word


class HeldShare(Word):
    """A share of the private key, sealed to the member who holds it: nobody else can read it."""

    name: Text
    key_id: str
    index: int
    needed: int
    holder: str
    ciphertext: str


class Seal(Word):
    """The key that bids are sealed with, and the shares of its other half: any `threshold` of them open the bids."""

    key_id: str
    suite: str
    public_key: str
    threshold: int
    shares: tuple[HeldShare, ...]
