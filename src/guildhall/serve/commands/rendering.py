"""``guildhall services render``: a service as a channel lays it out."""

from argparse import Namespace
from collections.abc import Callable
from datetime import UTC, date, datetime
from importlib import import_module

from guildhall.kernel.clocks import local
from guildhall.kernel.journey import Compiled
from guildhall.serve.commands.files import BadInput, write_file
from guildhall.serve.commands.reading import day, definition
from guildhall.serve.commands.scripts import script

Renderer = Callable[[Compiled, str, str, date], bytes]
"""Lays out a service for a channel, in a language, as it is on a local day."""


def render(given: Namespace) -> int:
    """Write the service as the channel shows it. Raises ``BadInput``."""
    service = definition(given.service)
    language = given.lang or (service.languages[0] if service.languages else "en")
    if language not in service.languages:
        raise BadInput(f"{service.id} is not written in {language}: it has {', '.join(service.languages)}")
    if given.channel not in service.channels.offered():
        raise BadInput(f"{service.id} is not offered on {given.channel}")
    today = day(given.at) if given.at is not None else local(datetime.now(UTC)).date()
    write_file(given.out, _RENDERERS[given.channel](Compiled(service), given.channel, language, today))
    return 0


def _script(service: Compiled, channel: str, language: str, today: date) -> bytes:
    return script(service, channel, language, today).encode()


def _heavy(place: str) -> Renderer:
    """A renderer that needs Django, loaded only when it is used."""
    module, _, function = place.partition(":")

    def laid_out(service: Compiled, channel: str, language: str, today: date) -> bytes:
        import_module("guildhall.serve.commands.house")
        found: Renderer = getattr(import_module(f"guildhall.serve.commands.{module}"), function)
        return found(service, channel, language, today)

    return laid_out


_RENDERERS: dict[str, Renderer] = {
    "web": _heavy("webpages:whole"),
    "phone": _script,
    "counter": _script,
    "paper": _heavy("printing:printed"),
    "api": _heavy("machines:openapi"),
}
