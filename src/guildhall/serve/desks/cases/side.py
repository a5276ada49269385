"""What the pages beside a case have in common: its head, their tabs, what did not work, and what was typed."""

from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse

from guildhall.estate.door import page
from guildhall.kernel.model import words
from guildhall.serve.casework.cases import CaseValue
from guildhall.serve.desks.cases.reach import onlooker
from guildhall.serve.desks.staff import account, said
from guildhall.serve.sight import works_on_case
from guildhall.serve.telling import textblocks
from guildhall.serve.telling.notices import language_of
from guildhall.serve.telling.textblocks import TextBlockValue

Errors = list[dict[str, str]]


def error(text: str, box: str) -> Errors:
    """What did not work, at which box."""
    return [{"text": text, "href": f"#{box}"}]


def side_page(
    request: HttpRequest, case: CaseValue, tab: str, title: str, errors: Errors | None = None, **more: Any
) -> HttpResponse:
    """A page beside a case, by the code of its tab; 409 with what did not work, and nothing typed is lost."""
    works = works_on_case(onlooker(request), case)
    return page(
        request=request,
        template=f"serve/cases/{tab}.jinja",
        status=409 if errors else 200,
        account=account(request),
        desk="cases",
        title=f"{title}: {case.reference}",
        errors=errors or [],
        case=case,
        service_title=words(case.live.service.title, "en"),
        tab=tab,
        heading=title,
        works=works,
        told_in=language_of(case),
        is_complaint=is_complaint(case),
        typed=more.pop("typed", request.POST),
        blocks=blocks(request) if works else (),
        **more,
    )


def is_complaint(case: CaseValue) -> bool:
    """Whether a case is a complaint that goes by stages."""
    return case.live.compiled.outcomes[case.outcome].complaint is not None


def blocks(request: HttpRequest) -> tuple[TextBlockValue, ...]:
    """The text blocks of whoever is at the desk."""
    return textblocks.offered(teams=onlooker(request).works)


def inserted(request: HttpRequest, case: CaseValue) -> tuple[QueryDict, Errors] | None:
    """What was typed with a text block put behind it, and what is still to be filled in; ``None`` where none was asked for.

    The box is named by the button, the block by the list beside it.
    """
    box = said(request, "insert", 40)
    if not box:
        return None
    number = said(request, f"block-{box}", 20)
    block = textblocks.find(block=int(number)) if number.isascii() and number.isdecimal() else None
    typed = request.POST.copy()
    if block is None or block not in blocks(request):
        return typed, error("Choose a text", box)
    text, empty = textblocks.filled(block=block, case=case)
    typed[box] = "\n\n".join(filter(None, (str(typed.get(box, "")).strip(), text)))
    missing = ", ".join(f"{{{name}}}" for name in empty)
    return typed, error(f"This case cannot fill in {missing}. Write it yourself.", box) if empty else []


def back(case: CaseValue, name: str) -> HttpResponse:
    """To a page beside a case."""
    return redirect(reverse(f"serve:cases-{name}", kwargs={"reference": case.reference}))
