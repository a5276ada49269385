"""Forms that somebody else wrote, turned into definitions with a report of what was lost.

A module in this folder that has a function ``read`` is an importer, found when this package is loaded and named after its
file: ``smart_answers`` is ``smart-answers``. One with ``ARCHIVE = True`` reads an archive, held in memory; the others read text.

An importer carries faults over and never repairs them: a link to a page that does not exist stays, and leads nowhere. It
does no I/O: whoever needs it reads the file.
"""

import pkgutil
from collections.abc import Mapping
from importlib import import_module
from typing import Any, Protocol

from guildhall.catalogue.importing.losses import Imported, Loss, NotThatForm

__all__ = ["ARCHIVES", "READERS", "Imported", "Loss", "NotThatForm", "Reader"]


class Reader(Protocol):
    """Turns a form, as text or as an archive, into a definition with the id ``service``. Raises ``NotThatForm``."""

    def __call__(self, form: Any, /, *, service: str, language: str | None = None) -> Imported: ...


_modules = [import_module(f"{__name__}.{found.name}") for found in pkgutil.iter_modules(__path__)]
_importers = {
    module.__name__.rpartition(".")[2].replace("_", "-"): module for module in _modules if hasattr(module, "read")
}

READERS: Mapping[str, Reader] = {name: module.read for name, module in _importers.items()}
"""Each sort of form that can be imported, by its name on the command line."""

ARCHIVES = frozenset(name for name, module in _importers.items() if getattr(module, "ARCHIVE", False))
"""The sorts of form that come as an archive."""
