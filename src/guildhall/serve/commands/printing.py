"""A service as its printed form."""

from datetime import date

from guildhall.estate.door import Unprintable
from guildhall.kernel.journey import Compiled
from guildhall.serve.commands.files import BadInput
from guildhall.serve.desks.paper.codes import code_of
from guildhall.serve.desks.paper.form import form_pdf


def printed(service: Compiled, _channel: str, language: str, _today: date) -> bytes:
    """The form as a PDF, with the code that it has when published. Raises ``BadInput``."""
    about = service.service
    try:
        return form_pdf(service, language, code=code_of(edition=about.hash(), service=about.id, language=language))
    except Unprintable as refused:
        raise BadInput(f"{about.id} cannot be printed: {' '.join(str(refused).split())}") from None
