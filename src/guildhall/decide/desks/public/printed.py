"""Papers of the record to print: notices, the agenda of a meeting and its whole pack, as accessible PDFs."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from hashlib import sha256

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

from guildhall.decide import clock
from guildhall.decide import models as m
from guildhall.decide.printing import decisions, meetings, notices, plans, sheets
from guildhall.decide.printing.published import latest
from guildhall.decide.printing.sheets import Sheet, Size
from guildhall.decide.sight import seen
from guildhall.estate.door import Unprintable, may_try, problem
from guildhall.kernel.clocks import local

PAPERS_IN, PER = 60, timedelta(minutes=10)
"""So many papers are given to one place in so long: to set one takes the work of many pages."""

_Told = type[m.Decision] | type[m.Meeting] | type[m.Notice] | type[m.PlanEntry]

PAPERS: Mapping[str, tuple[str, _Told, Callable[[m.Publication, str], Sheet]]] = {
    "decision": ("decision", m.Decision, decisions.notice),
    "notice": ("notice", m.Notice, notices.notice),
    "plan": ("plan", m.PlanEntry, notices.planned),
    "agenda": ("agenda", m.Meeting, meetings.agenda),
    "pack": ("agenda", m.Meeting, meetings.pack),
}
"""Each paper of one record: whose versions it prints, whether they are seen by what, and what stands on it."""

WHOLE_PLAN = "forward-plan"
"""The paper of the whole forward plan, whose key is a day: as it stood at the end of that."""


@require_safe
def printed(request: HttpRequest, lang: str, kind: str, key: str) -> HttpResponseBase:
    """One paper: of the last version, or of ``?version=``; or the whole plan of a day. With ``?size=large``, in large print.

    A browser that has it already is told so by its ``ETag``, and nothing is set.
    Raises ``Http404`` where there is no such version that everybody may read, or no such day until today.
    """
    sheet, name = _plan(lang, key) if kind == WHOLE_PLAN else _of_a_record(request, lang, kind, key)
    size: Size = "large" if request.GET.get("size") == "large" else "standard"
    source = sheet.source(size)
    etag = f'"{sha256(source.encode()).hexdigest()}"'
    unchanged = get_conditional_response(request, etag=etag)
    if unchanged is not None:
        return unchanged
    if not may_try(
        purpose="printed", who=str(request.META.get("REMOTE_ADDR", "")), limit=PAPERS_IN, per=PER, now=clock.now()
    ):
        return problem(request=request, status=429)
    try:
        answer = HttpResponse(sheets.printed(source), content_type="application/pdf")
    except Unprintable:
        return problem(
            request=request, status=500, words_key="decide.print-failed", heading_key="decide.print-failed-heading"
        )
    whole = f"{name}{'-large-print' if size == 'large' else ''}.pdf"
    answer.headers["Content-Disposition"] = f'inline; filename="{whole}"'
    answer.headers["ETag"] = etag
    answer.headers["Cache-Control"] = "public, max-age=300"
    return answer


def _of_a_record(request: HttpRequest, lang: str, kind: str, key: str) -> tuple[Sheet, str]:
    """The paper of a record, and what its file is called. Raises ``Http404``."""
    if kind not in PAPERS:
        raise Http404
    subject, model, composed = PAPERS[kind]
    whole = "meeting" if model is m.Meeting else subject
    if not seen(model).filter(reference=f"{whole}/{key}").exists():
        raise Http404
    version = latest(f"{subject}/{key}", _number(request))
    if version is None:
        raise Http404
    return composed(version, lang), f"{kind}-{key.replace('/', '-')}-{version.version}"


def _plan(lang: str, key: str) -> tuple[Sheet, str]:
    """The whole forward plan of a day, and what its file is called. Raises ``Http404``."""
    try:
        day = date.fromisoformat(key)
    except ValueError:
        raise Http404 from None
    if day.isoformat() != key or day > local(clock.now()).date():
        raise Http404
    return plans.plan(day, lang), f"{WHOLE_PLAN}-{key}"


def _number(request: HttpRequest) -> int | None:
    """Which version is asked for; nothing where none is. What is no number is a version that there is not."""
    asked = request.GET.get("version", "")
    if not asked:
        return None
    return int(asked) if asked.isascii() and asked.isdecimal() and len(asked) < 5 else 0
