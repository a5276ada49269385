"""Whether there is a council behind a command: a definition as it is published in its database, where there is one.

Light until then: the settings are read, and the house is opened only where a database is there to be asked.
"""

import os
from datetime import datetime
from importlib import import_module
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from guildhall.kernel.service import Service

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "guildhall.config.settings")


def published(service: str) -> Service | None:
    """The definition in force, or ``None`` where there is no database, or none in it. Raises ``BadInput``."""
    if not _is_there():
        return None
    import_module("guildhall.serve.commands.house")
    found: Service | None = import_module("guildhall.serve.commands.in_force").in_force(service)
    return found


def reach(definition: Service, at: datetime) -> tuple[str, ...]:
    """What a definition would change for the cases of the last month, in lines; none where there is no database.

    ``at`` has a zone. Raises ``BadInput``.
    """
    if not _is_there():
        return ()
    import_module("guildhall.serve.commands.house")
    told: tuple[str, ...] = import_module("guildhall.serve.commands.reached").reached(definition, at)
    return told


def _is_there() -> bool:
    """Whether a database is set up. An embedded one is a file, and asking it would make it."""
    try:
        named = settings.DATABASES["default"]
    except (OSError, ValueError, ImproperlyConfigured):
        return False
    return not named["ENGINE"].endswith("sqlite3") or Path(named["NAME"]).is_file()
