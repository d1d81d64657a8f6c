"""`python -m tests.unit.sealing.vector` makes the test vector of docs/sealing.md anew."""

import json

from contracts.sealing import Context, Header, OpeningKey, seal, split

PLAIN = "Prix : 12 345,60 € HT"


def a_vector() -> dict[str, object]:
    """A sealed piece with all that it was made from, bytes in hexadecimal."""
    key = OpeningKey.generate()
    context = Context("0b7c4c5e", "offers", (1, 3), "35600000000048", "price-schedule", "mémoire.pdf")
    piece = b"".join(seal([PLAIN.encode()], key.seal_key, context))
    header = Header.read(piece)
    return {
        "seal_key": key.seal_key.to_json(),
        "private_key": key.secret.hex(),
        "context": [context.tender, context.phase, "1,3", context.bidder, context.kind, context.name],
        "info": header.info(context).hex(),
        "content_key": header.open(key, context).hex(),
        "plaintext": PLAIN,
        "piece": piece.hex(),
        "shares": [share.to_json() for share in split(key, needed=2, holders=3)],
    }


if __name__ == "__main__":
    print(json.dumps(a_vector(), ensure_ascii=False, indent=2))  # noqa: T201 - what this program is for
