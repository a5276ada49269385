"""A service as machines are told of it."""

from datetime import date

from guildhall.kernel.journey import Compiled
from guildhall.serve.commands.exact import indented
from guildhall.serve.desks.api import described
from guildhall.serve.publishing.editions import Live


def openapi(service: Compiled, _channel: str, language: str, _today: date) -> bytes:
    """The service's OpenAPI document, the same that the council serves."""
    return (indented(described.openapi(Live(service.service.hash(), service), language)) + "\n").encode()
