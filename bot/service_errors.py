"""What can keep the service from starting, beside settings and database."""


class CannotListen(Exception):  # noqa: N818 - for the operator, as its text says
    """The port is taken or the address is not ours."""
