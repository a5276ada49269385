"""What services promised before a change of their definition and after it, in the words of their own pages."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date, timedelta

from guildhall.kernel.clocks import local
from guildhall.kernel.clocks.local_time import moment_of
from guildhall.kernel.model import Text
from guildhall.serve.models import Edition
from guildhall.serve.pages.offering import promises
from guildhall.serve.publishing import editions


@dataclass(frozen=True, slots=True)
class Changed:
    """From a local day on, a service promised something else: what until then, and what since. A service is named by its id."""

    service: str
    title: Text = field(hash=False)
    version: int
    on: date
    before: tuple[str, ...]
    after: tuple[str, ...]


def changed(*, services: Collection[str], since: date, until: date, language: str) -> tuple[Changed, ...]:
    """The changes of what these services promise that were published on days of a span (both included), the first one first.

    One statement, and one for each edition that this process has not read yet. A first edition changes nothing.
    """
    rows = Edition.objects.filter(service__in=services, published_at__lt=moment_of(until + timedelta(days=1)))
    found, before = [], dict[str, tuple[str, ...]]()
    for service, edition, at in rows.order_by("published_at", "version").values_list("service", "hash", "published_at"):
        live, on = editions.of_hash(edition=edition), local(at).date()
        said = promises(live.compiled, language)
        if service in before and before[service] != said and on >= since:
            found.append(Changed(service, live.service.title, live.service.version, on, before[service], said))
        before[service] = said
    return tuple(found)
