"""Papers of the record to print: the notice of a decision, the agenda of a meeting and its whole pack, as accessible PDFs."""

from collections.abc import Callable, Mapping

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from guildhall.decide import models as m
from guildhall.decide.printing import decisions, meetings
from guildhall.decide.printing.published import latest
from guildhall.decide.printing.sheets import Sheet, Size
from guildhall.decide.sight import seen

PAPERS: Mapping[str, tuple[str, type[m.Decision] | type[m.Meeting], Callable[[m.Publication, str], Sheet]]] = {
    "decision": ("decision", m.Decision, decisions.notice),
    "agenda": ("agenda", m.Meeting, meetings.agenda),
    "pack": ("agenda", m.Meeting, meetings.pack),
}
"""Each paper: whose versions it prints, whether they are seen by what, and what stands on it."""


@require_safe
def printed(request: HttpRequest, lang: str, kind: str, key: str) -> HttpResponse:
    """One paper: of the last version, or of ``?version=``; with ``?size=large``, in large print.

    Raises ``Http404`` where there is no such version that everybody may read.
    """
    if kind not in PAPERS:
        raise Http404
    subject, model, composed = PAPERS[kind]
    whole = "meeting" if model is m.Meeting else subject
    if not seen(model).filter(reference=f"{whole}/{key}").exists():
        raise Http404
    version = latest(f"{subject}/{key}", _number(request))
    if version is None:
        raise Http404
    size: Size = "large" if request.GET.get("size") == "large" else "standard"
    answer = HttpResponse(composed(version, lang).printed(size), content_type="application/pdf")
    name = f"{kind}-{key.replace('/', '-')}-{version.version}{'-large-print' if size == 'large' else ''}.pdf"
    answer.headers["Content-Disposition"] = f'inline; filename="{name}"'
    return answer


def _number(request: HttpRequest) -> int | None:
    """Which version is asked for; nothing where none is. What is no number is a version that there is not."""
    asked = request.GET.get("version", "")
    if not asked:
        return None
    return int(asked) if asked.isascii() and asked.isdecimal() and len(asked) < 5 else 0
