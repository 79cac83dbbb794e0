"""A port on this computer that nobody listens at."""

import socket


def free_port() -> int:
    """Give a port that is free at this moment."""
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        return int(held.getsockname()[1])
