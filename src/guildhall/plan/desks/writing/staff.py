"""What every page of the desk asks first: who works here, and which strategy it is about."""

from collections.abc import Callable, Mapping, Sequence
from secrets import token_urlsafe
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache

from guildhall.decide import door as decide
from guildhall.estate.door import AccountValue, Role, account_of, onlooker_of, page, require
from guildhall.kernel.planning.strategy import Strategy, kept_strategy
from guildhall.ledger.door import Actor
from guildhall.plan import models as m
from guildhall.plan.keeping.recording import NotKept
from guildhall.plan.sight import drafts_seen
from guildhall.plan.tongue import Tongue

View = Callable[..., HttpResponse]
WRITERS: tuple[Role, ...] = ("strategy-officer",)
"""Whoever writes strategies."""

_SAID: Mapping[str, str] = {
    "key": "Write small letters, figures and hyphens, such as digital-2030",
    "saved-since": "Somebody saved the draft meanwhile. Look at what it says now, then press once more",
    "taken": "Another strategy has this name in its address. Choose another",
    "no-such-body": "Choose a body that is on record",
    "another-predecessor": "The text names another strategy before this one than its record does",
    "missing": "Write why there is another version. It is published beside it",
    "nothing-changed": "The draft says what the last version says. There is nothing to publish",
    "no-such-measure": "The catalogue of measures has none of this name: {about}",
    "another-kind": "This measure counts another way than the commitment promises: {about}",
    "not-the-newest": "Another version was published meanwhile. Look again",
    "bound-already": "That was recorded of this version already",
    "unaccounted": "Say first what became of these commitments of the strategy before: {about}",
    "on-our-record": "The council's record here holds decisions of that day. Name the decision instead",
    "not-the-first": "Only the first version can have been adopted before the record here begins",
    "no-such-commitment": "No commitment of the newest version has this code. Publish the version that has it first",
    "said-already": "That was said already",
    "backwards": "This is before the first day",
    "asks-already": "The service asks of another version then: {about}",
}


def desk_page(view: View) -> View:
    """Let only those who write strategies see a page, and let no browser keep it."""
    guarded: View = never_cache(require(*WRITERS)(view))
    return guarded


def account(request: HttpRequest) -> AccountValue:
    """Who is at the desk. Only for views that ``desk_page`` guards."""
    found = account_of(request=request)
    if found is None:
        raise PermissionError("A desk was opened by nobody.")
    return found


def actor(request: HttpRequest) -> Actor:
    """Who is at the desk, as events name them."""
    return Actor("staff", account(request).reference)


def draft_at_desk(request: HttpRequest, key: str) -> m.Draft:
    """The draft that a page is about. Raises ``Http404`` where whoever is at the desk sees none of that name."""
    seen = drafts_seen(onlooker_of(account=account(request)))
    found = seen.select_related("strategy__predecessor").filter(strategy__reference=f"strategy/{key}").first()
    if found is None:
        raise Http404
    return found


def before(draft: m.Draft) -> Strategy | None:
    """What the newest version of the strategy before this one says; ``None`` where there is none."""
    ours = draft.strategy.predecessor
    last = ours.versions.order_by("-number").first() if ours else None
    return kept_strategy(last.document) if last else None


def tongue_for(text: Strategy) -> Tongue:
    """What the desk says strategies with, and the posts that this one names. One statement."""
    owners = [each.owner for each in text.commitments]
    owners += [action.owner for each in text.commitments for action in each.actions]
    return Tongue("en", decide.posts(references={each.post for each in owners if each and each.post}))


def in_words(refused: NotKept) -> str:
    """Why an act was refused, as somebody at the desk reads it."""
    return _SAID.get(refused.code, "This cannot be recorded").format(about=refused.about)


def show(
    request: HttpRequest,
    template: str,
    *,
    title: str,
    errors: Sequence[Mapping[str, str]] = (),
    **context: Any,
) -> HttpResponse:
    """A page of the desk. What was typed stands in its boxes again; each of its forms carries a mark, to be done once."""
    return page(
        request=request,
        template=f"plan/writing/{template}.jinja",
        status=409 if errors else 200,
        account=account(request),
        desk="strategies",
        title=title,
        errors=list(errors),
        once=token_urlsafe(12),
        **({"typed": request.POST} | context),
    )
