"""Forms that somebody else wrote, turned into definitions with a report of what was lost. One file for each sort of form.

An importer carries faults over and never repairs them: a link to a page that does not exist stays, and leads nowhere. It
does no I/O: whoever needs it reads the file.
"""

from collections.abc import Mapping
from typing import Protocol

from guildhall.catalogue.importing import xgov
from guildhall.catalogue.importing.losses import Imported, Loss, NotThatForm

__all__ = ["READERS", "Imported", "Loss", "NotThatForm", "Reader"]


class Reader(Protocol):
    """Turns the text of a form into a definition with the id ``service``. Raises ``NotThatForm``."""

    def __call__(self, text: str, *, service: str, language: str | None = None) -> Imported: ...


READERS: Mapping[str, Reader] = {"xgov": xgov.read}
"""Each sort of form that can be imported, by its name on the command line."""
