"""The desk where staff disagree in writing: an opinion beside the figures of a commitment, and its withdrawal by whoever wrote it."""

from secrets import token_urlsafe

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from guildhall.estate.door import AccountValue, Typed, account_of, page, problem, require
from guildhall.kernel.clocks import local
from guildhall.ledger.door import Actor
from guildhall.plan import door as plan
from guildhall.understand.clock import now
from guildhall.understand.opinions import SIGNERS, NotTaken, all_standing, give, signatures, withdraw
from guildhall.understand.tongue import Tongue

ROLES = SIGNERS
"""Who has this desk."""

_SAID = {
    "no-such-commitment": "Choose a commitment that is in force",
    "not-your-post": "Choose a post that you hold, or yourself",
    "missing": "Write what you see differently, and why",
}


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@require(*ROLES)
def opinions(request: HttpRequest) -> HttpResponse:
    """Every opinion that stands, and the form that writes one."""
    account = account_of(request=request)
    if account is None:
        raise PermissionError("A desk was opened by nobody.")
    typed, today = Typed.posted(request), local(now()).date()
    if request.method == "POST":
        act = {"give": _give, "withdraw": _withdraw}.get(typed.raw("act"))
        if act is None:
            return problem(request=request, status=400)
        if act(typed, account):
            return redirect(reverse("understand:opinions"))
    tongue = Tongue("en")
    held = plan.commitments(on=today)
    return page(
        request=request,
        template="understand/opinions.jinja",
        status=409 if typed.errors else 200,
        account=account,
        desk="opinions",
        title="Opinions on the figures",
        errors=typed.errors,
        once=token_urlsafe(12),
        typed=request.POST,
        t=tongue,
        commitments=[(each.reference, f"{each.says.code} {tongue(each.says.text)}"[:120]) for each in held.values()],
        signatures=[(code, tongue(said)) for code, said in signatures(account=account, on=today).items()],
        standing=[(each, each.by == account.reference) for each in all_standing()],
    )


def _give(typed: Typed, account: AccountValue) -> bool:
    chosen = typed.raw("commitment").split("/")
    if typed.raw("post") not in signatures(account=account, on=local(now()).date()):
        typed.wrong("post", _SAID["not-your-post"])
    words, words_cy = typed.text("words", _SAID["missing"], longest=2_000), typed.text("words_cy", longest=2_000)
    if typed.errors:
        return False
    try:
        with transaction.atomic():
            if not typed.is_first("understand.once"):
                return True
            give(
                strategy=f"strategy/{chosen[1]}" if len(chosen) == 3 else "",
                commitment=chosen[-1],
                post=typed.raw("post"),
                words=words,
                words_cy=words_cy,
                account=account,
                at=now(),
            )
    except NotTaken as refused:
        typed.wrong(refused.box, _SAID[refused.code])
    return not typed.errors


def _withdraw(typed: Typed, account: AccountValue) -> bool:
    number = typed.raw("opinion")
    try:
        withdraw(
            number=int(number) if number.isascii() and number.isdecimal() and len(number) < 10 else 0,
            actor=Actor("staff", account.reference),
            at=now(),
        )
    except NotTaken:
        typed.wrong("opinions", "Only whoever wrote an opinion can take it back")
    return not typed.errors
