"""Tells owners by mail that their webhook was disabled; without mail the API alone says so."""

from datetime import UTC, datetime
from uuid import uuid5

import structlog

from chassis.mail import Letter, LetterNotSent, Mail
from chassis.persistence import Database
from gateway.webhooks.endpoint import Endpoint, Reason
from gateway.webhooks.endpoints import COLUMNS, endpoint_of

MOST_AT_ONCE = 50
_UNTOLD = f"""
    SELECT {COLUMNS} FROM webhook_endpoint
    WHERE status = 'disabled' AND reason <> 'owner' AND told_at IS NULL AND email IS NOT NULL
    ORDER BY disabled_at, id LIMIT $1
"""
_TOLD = "UPDATE webhook_endpoint SET told_at = $2 WHERE id = $1"
_WHY = {
    Reason.GONE: "it answered 410 Gone",
    Reason.FAILING: "it took nothing for three days",
    Reason.SCOPE_LOST: "no key or client secret of its client may read all of its feeds any more",
}
_log = structlog.get_logger()


async def tell(database: Database, mail: Mail) -> None:
    """Write to the owner of each webhook that was disabled since; a letter that is not taken is tried again."""
    for row in await database.volume.fetch(_UNTOLD, MOST_AT_ONCE):
        endpoint = endpoint_of(row)
        try:
            await mail.send(letter_of(endpoint))
        except LetterNotSent as error:
            _log.warning("letter not sent, tries again", webhook=str(endpoint.id), error=str(error))
            return
        await database.volume.execute(_TOLD, endpoint.id, datetime.now(UTC))


def letter_of(endpoint: Endpoint) -> Letter:
    """The letter that says so; its id is the same each time that it is sent for one disabling."""
    assert endpoint.reason, "only of a disabled one"
    text = (
        f"The webhook {endpoint.id} of {endpoint.client} ({endpoint.url}) was disabled on "
        f"{endpoint.disabled_at:%Y-%m-%d at %H:%M %Z}: {_WHY[endpoint.reason]}.\n\n"
        f"What was told since is not lost. Once the receiver is well, enable the webhook (PUT /webhooks/{endpoint.id} "
        f"with enabled: true) and ask for a replay after the position of the last fact that it took "
        f"(POST /webhooks/{endpoint.id}/replays).\n"
    )
    cause = str(uuid5(endpoint.id, f"{endpoint.disabled_at}"))
    return Letter(cause, endpoint.email or "", "A webhook of Prenañ was disabled", text)
