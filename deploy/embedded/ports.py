"""TCP ports on the loopback interface: which are taken, and which each process keeps."""

import random
import socket

from deploy.embedded.refusal import CannotStart

INTERNAL = range(21_000, 31_000)
"""Ports handed to internal processes: below the range from which systems take ports of outgoing connections."""


def is_free(port: int) -> bool:
    """Whether a server could listen on this port of 127.0.0.1 now."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


def free_port(taken: frozenset[int] = frozenset()) -> int:
    """A free internal port that is not among those already promised."""
    while True:
        port = random.choice(INTERNAL)  # noqa: S311 -- no secret, only spread
        if port not in taken and is_free(port):
            return port


def assigned(names: list[str], kept: dict[str, int]) -> dict[str, int]:
    """A port for each name: the one it had where it is still free, else a new one."""
    ports: dict[str, int] = {}
    for name in names:
        promised = frozenset(ports.values()) | frozenset(kept.values())
        mine = kept.get(name)
        ports[name] = mine if mine is not None and is_free(mine) else free_port(promised)
    return ports


def require_free(port: int) -> None:
    """Refuse a public port that another program listens on."""
    if not is_free(port):
        raise CannotStart(
            f"Port {port} is taken by another program: stop that program, or choose another port: "
            f"`make run PORT={port + 1}` or `prenan up --port {port + 1}`."
        )
