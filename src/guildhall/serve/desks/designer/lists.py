"""The services and drafts, and how a draft is begun: blank, from an edition, from a file, or as a copy under a new code."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from guildhall.catalogue.importing.writing import as_yaml
from guildhall.estate.door import display_names, problem
from guildhall.kernel.model import Json, words
from guildhall.serve.clock import now
from guildhall.serve.designing.reading import code_from
from guildhall.serve.designing.standing import stand
from guildhall.serve.desks.designer.beginning import (
    FORMS,
    NotReadable,
    blank,
    copied,
    document_in,
    imported,
    round_faults,
    text_of,
)
from guildhall.serve.desks.designer.opening import DESIGNERS, desk, draft_page
from guildhall.serve.desks.staff import actor, desk_page, said
from guildhall.serve.desks.telling import when
from guildhall.serve.publishing import drafts, editions
from guildhall.serve.publishing.drafts import DraftValue, TooLarge

LARGEST_SHOWN = 500_000
"""Characters of a file that cannot be read, and is given back to be mended. The largest real form seen has 190,000."""

LARGEST_FILE = 5_000_000
"""Bytes of a definition that is sent."""


@dataclass(frozen=True, slots=True)
class Refused(Exception):  # named for what happened
    """A draft cannot be begun like this: what is wrong, and at which box."""

    text: str
    at: str
    unread: NotReadable | None = None
    name: str = ""


@desk_page(*DESIGNERS)
@require_http_methods(["GET", "HEAD", "POST"])
def designs(request: HttpRequest) -> HttpResponse:
    """Every service and every draft; and a draft is begun."""
    if request.method != "POST":
        return _page(request)
    how = said(request, "begin", 20)
    try:
        document, begun_from, losses = _BEGINNINGS.get(how, _blank)(request)
        draft = drafts.begin(document=document, actor=actor(request), at=now(), begun_from=begun_from)
    except Refused as refused:
        return _page(request, refused)
    except TooLarge:
        return _page(request, Refused("This definition is too large", "file"))
    if losses:
        request.session[f"losses-{draft.id}"] = list(losses)[:200]
    return redirect("serve:designer-draft", draft=draft.id)


@draft_page
@require_safe
def export(request: HttpRequest, draft: DraftValue) -> HttpResponse:
    """The draft as a file that can be imported anywhere; with ``?revision=``, as it stood at an earlier save."""
    number = request.GET.get("revision", "")
    earlier = (
        drafts.document_at(draft=draft.id, revision=int(number)) if number.isdecimal() and len(number) < 7 else None
    )
    document = draft.document if earlier is None else earlier
    service = stand(document).service
    return _file(as_yaml(service.to_json() if service else document), draft.service or "draft")


@desk_page(*DESIGNERS)
@require_safe
def export_edition(request: HttpRequest, service: str) -> HttpResponse:
    """The edition in force as a file."""
    live = editions.current(service=service)
    if live is None:
        return problem(request=request, status=404)
    return _file(as_yaml(live.service.to_json()), live.id)


def _file(text: str, name: str) -> HttpResponse:
    safe = code_from(name) or "service"
    return HttpResponse(
        text,
        content_type="application/yaml; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{safe}.yaml"', "X-Content-Type-Options": "nosniff"},
    )


def _page(request: HttpRequest, refused: Refused | None = None) -> HttpResponse:
    at = now()
    found = drafts.listed()
    names = display_names(references={each.edited_by for each in found})
    return desk(
        request,
        "designs",
        status=409 if refused else 200,
        title="Services and drafts",
        errors=_summary(refused) if refused else [],
        unread=refused.unread if refused else None,
        mendable=bool(refused and refused.at == "text"),
        file_name=refused.name if refused else "",
        lines=round_faults(refused.unread.text, refused.unread.faults) if refused and refused.unread else (),
        drafts=[(each, _title(each), names.get(each.edited_by, ""), when(each.edited_at, at)) for each in found],
        services=[(each, words(each.service.title, "en")) for each in editions.live()],
        forms=FORMS,
        typed=request.POST,
    )


def _summary(refused: Refused) -> list[dict[str, str]]:
    """What is wrong, linked to its box; of a file, to each line on which something is wrong."""
    if refused.unread is None:
        return [{"text": refused.text, "href": f"#{refused.at}"}]
    return [
        {"text": f"Line {line}: {told}", "href": f"#line-{line}"}
        if line
        else {"text": f"{refused.text}: {told}", "href": f"#{refused.at}"}
        for line, told in refused.unread.faults[:50]
    ]


def _title(draft: DraftValue) -> str:
    title = draft.document.get("title") if isinstance(draft.document, dict) else None
    return words(title, "en") if isinstance(title, dict) and title else draft.service or "No title yet"


Begun = tuple[Json, str, tuple[str, ...]]
"""A document, the hash of the edition it begins from, and what was lost on the way."""


def _blank(request: HttpRequest) -> Begun:
    title = {language: text for language in ("en", "cy") if (text := said(request, f"title.{language}", 500))}
    if not title:
        raise Refused("Write what the service is called", "title.en")
    code = said(request, "id", 100) or code_from(title.get("en") or title["cy"])
    if editions.current(service=code) is not None:
        raise Refused(f"There is a service with the code {code} already. Begin from it, or choose another code", "id")
    languages = tuple(each for each in ("en", "cy") if each in request.POST.getlist("languages")) or ("en",)
    return blank(code, title, languages), "", ()


def _from_edition(request: HttpRequest) -> Begun:
    live = editions.current(service=said(request, "service", 110))
    if live is None:
        raise Refused("Choose a service", "service")
    return live.service.to_json(), live.hash, ()


def _as_copy(request: HttpRequest) -> Begun:
    document, _, _ = _from_edition(request)
    code = said(request, "new-code", 100)
    if not code:
        raise Refused("Write the code of the new service", "new-code")
    if editions.current(service=code) is not None:
        raise Refused(f"There is a service with the code {code} already", "new-code")
    return copied(document, code), "", ()


def _from_file(request: HttpRequest) -> Begun:
    sent, written = request.FILES.get("file"), request.POST.get("text", "")
    if sent is None and not written.strip():
        raise Refused("Choose a file", "file")
    name = (sent.name if sent else said(request, "name", 200)) or "file"
    content = sent.read(LARGEST_FILE + 1) if sent else written.encode("utf-8", "replace")
    if len(content) > LARGEST_FILE:
        raise Refused("The file is larger than 5 MB", "file")
    sort = said(request, "form", 40)
    try:
        if sort in dict(FORMS):
            document, losses = imported(sort, content, said(request, "code", 100) or code_from(name))
        else:
            document, losses = document_in(text_of(content), name), ()
    except NotReadable as unreadable:
        at = "text" if 0 < len(unreadable.text) <= LARGEST_SHOWN else "file"
        raise Refused(f"{name} cannot be read", at, unreadable, name) from None
    live = editions.current(service=str(document.get("id")))
    return document, live.hash if live else "", losses


_BEGINNINGS: dict[str, Any] = {"blank": _blank, "edition": _from_edition, "copy": _as_copy, "file": _from_file}


@draft_page
@require_http_methods(["POST"])
def aside(request: HttpRequest, draft: DraftValue) -> HttpResponse:
    """Put a draft away."""
    drafts.set_aside(draft=draft, actor=actor(request), at=now())
    return redirect(reverse("serve:designer"))
