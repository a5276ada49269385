"""Paying a fee: the case is there already, so a payment may stop at any point and nothing is lost."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.middleware.csrf import get_token
from django.views.decorators.http import require_http_methods

from guildhall.estate.door import words as say
from guildhall.kernel.kinds.money import pounds
from guildhall.kernel.model import words
from guildhall.serve import clock
from guildhall.serve.casework import payments
from guildhall.serve.casework.cases import CaseValue
from guildhall.serve.casework.payments import AlreadyPaid, NoSuchPayment, NothingToPay
from guildhall.serve.desks.web.ending import done_at
from guildhall.serve.desks.web.showing import OTHER, RESIDENT, private_page
from guildhall.serve.desks.web.tracking import shown_case
from guildhall.serve.pages import addresses
from guildhall.serve.pages.markdown import with_telephones


@require_http_methods(["GET", "HEAD", "POST"])
def pay_case(request: HttpRequest, lang: str, reference: str) -> HttpResponse:
    """What is to be paid for a case, and how. Paying by card goes on to whoever takes the money."""
    case = shown_case(request, reference)
    if case is None:
        return HttpResponseRedirect(f"{addresses.of_tracking(lang)}?reference={reference}")
    if request.method == "POST":
        try:
            begun = payments.begin(reference=case.reference, method="card", actor=RESIDENT, at=clock.now())
        except (AlreadyPaid, NothingToPay):
            return HttpResponseRedirect(done_at(case, lang))
        return HttpResponseRedirect(payments.PROVIDER.page_for(payment=begun, language=lang))
    tried = payments.of_case(reference=case.reference)
    if not case.fee or any(each.settled for each in tried):
        return HttpResponseRedirect(done_at(case, lang))
    ways = [
        (say("serve").say(f"web-way-{name}", lang), with_telephones(words(channel.contact, lang)))
        for name, channel in case.live.service.channels.offered().items()
        if name in {"phone", "counter"} and channel.payments and channel.contact
    ]
    return private_page(
        request,
        "pay",
        lang,
        title=say("serve").say("web-pay-title", lang),
        case=case,
        amount=pounds(case.fee),
        csrf=get_token(request),
        stopped=any(each.stopped for each in tried),
        by_card=_takes_cards(case),
        ways=ways,
        later=done_at(case, lang),
        other_url=addresses.of_tracking(OTHER[lang], case.reference, "pay"),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def pay(request: HttpRequest, lang: str, payment: UUID) -> HttpResponse:
    """The sandbox: stands where a provider of card payments would. No money moves."""
    if lang not in OTHER:
        raise Http404(lang)
    try:
        value = payments.find(payment=payment)
    except NoSuchPayment:
        raise Http404(str(payment)) from None
    case = shown_case(request, value.case)
    if case is None:
        return HttpResponseRedirect(f"{addresses.of_tracking(lang)}?reference={value.case}")
    back = addresses.of_tracking(lang, case.reference, "pay")
    if value.settled:
        return HttpResponseRedirect(done_at(case, lang))
    if request.method == "POST":
        return HttpResponseRedirect(_decided(request.POST.get("does", ""), value.id, case, lang, back))
    return private_page(
        request,
        "sandbox",
        lang,
        title=say("serve").say("web-sandbox-title", lang),
        amount=pounds(value.amount),
        csrf=get_token(request),
        reference=case.reference,
        other_url=f"/pay/{OTHER[lang]}/{payment}",
    )


def _decided(does: str, payment: UUID, case: CaseValue, lang: str, back: str) -> str:
    """Do what was chosen at the provider's; where to go then."""
    if does == "pay":
        try:
            payments.settle(payment=payment, actor=RESIDENT, at=clock.now(), provider_reference=f"sandbox-{payment}")
        except AlreadyPaid:
            payments.stop(payment=payment, actor=RESIDENT, at=clock.now())
        return done_at(case, lang)
    if does == "decline":
        payments.stop(payment=payment, actor=RESIDENT, at=clock.now())
    return back


def _takes_cards(case: CaseValue) -> bool:
    web = case.live.service.channels.web
    return web is not None and web.enabled and "card" in web.payments
