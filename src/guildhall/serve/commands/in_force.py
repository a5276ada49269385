"""One service as it is published in the council's database. Loaded only after ``house``, which its tables need."""

from django.db import Error

from guildhall.kernel.loading import kept_service
from guildhall.kernel.service import Service
from guildhall.serve.commands.files import BadInput
from guildhall.serve.models import Edition


def in_force(service: str) -> Service | None:
    """One service as it is in force, or ``None`` where it is not, or where there is no database. Raises ``BadInput``."""
    try:
        document = Edition.objects.filter(service=service).order_by("-published_at").values_list("document").first()
        found = kept_service(document[0]) if document else None
    except Error:
        return None
    except ValueError:
        raise BadInput(f"{service} is published in a form that cannot be read here: publish it again") from None
    return found if found is not None and found.status != "withdrawn" else None
