"""What sealing, opening and verifying may refuse."""


class SealingRefusal(Exception):
    """Something sealed, shared or signed is not what it should be."""


class ContextUnfit(SealingRefusal):
    """A context has an empty word, a path for a name, or a lot that is no lot."""


class KeyUnfit(SealingRefusal):
    """What was given as a key is none, or its identifier is not its own."""


class NotSealed(SealingRefusal):
    """The bytes are no sealed piece of a version and suite known here."""


class WrongKey(SealingRefusal):
    """The piece says that it was sealed to another key."""


class SealBroken(SealingRefusal):
    """The piece was altered, cut, or sealed for another context.

    Which of them cannot be told: the context goes into the key, and a wrong key looks like altered bytes.
    """


class SharesInsufficient(SealingRefusal):
    """Fewer different shares were given than the key needs."""

    def __init__(self, have: int, needed: int) -> None:
        super().__init__(f"{have} of {needed} shares were given")
        self.have, self.needed = have, needed


class ShareBroken(SealingRefusal):
    """A share was damaged: it is not what was written down, or does not open."""


class ShareForeign(SealingRefusal):
    """A share belongs to another key, or the shares together make another key."""


class ManifestBroken(SealingRefusal):
    """A list of sealed pieces cannot be read."""


class ReceiptBroken(SealingRefusal):
    """A receipt cannot be read, or its signature does not hold."""
