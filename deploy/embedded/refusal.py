"""Why the platform did not start, said so that an operator can act on it."""


class CannotStart(Exception):
    """The platform cannot start; the message is one line that names the cause and the cure."""

    exit_code = 2
