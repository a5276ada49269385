"""How Django knows this room."""

from django.apps import AppConfig


class Estate(AppConfig):
    """What every room stands on."""

    name = "guildhall.estate"
    verbose_name = "Estate"

    def ready(self) -> None:
        """Forget the calendar in memory whenever a closure is saved or removed."""
        from guildhall.estate import calendars  # noqa: PLC0415 (models are ready only now)

        calendars.listen()
