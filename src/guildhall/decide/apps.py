"""How Django knows this room."""

from django.apps import AppConfig
from django.urls import register_converter
from django.urls.converters import StringConverter


class RecordKey(StringConverter):
    """A record's reference without its kind, in an address. With a NUL in it, it leads nowhere: PostgreSQL would not look for it."""

    regex = r"[^/\x00]+"


class Decide(AppConfig):
    """The democratic record."""

    name = "guildhall.decide"
    verbose_name = "Decide"

    def ready(self) -> None:
        """Lets the room's addresses say `<record:key>`."""
        register_converter(RecordKey, "record")
