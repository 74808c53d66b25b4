"""The socket that a server listens on, and what can keep it from it."""

import socket


class CannotListen(Exception):  # noqa: N818 - for the operator, as its text says
    """The port is taken or the address is not ours."""


def listen(host: str, port: int) -> socket.socket:
    """A socket that takes connections. Raises CannotListen."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
    except OSError as error:
        listener.close()
        raise CannotListen(f"cannot listen on {host}:{port}: {error.strerror}") from None
    listener.listen(2048)
    listener.setblocking(False)
    return listener
