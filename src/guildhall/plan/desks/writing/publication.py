"""The draft compared with any version; a version published, and bound to what was decided. Without authority nothing is bound."""

from collections.abc import Mapping
from typing import get_args

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from guildhall.estate.door import Typed, problem
from guildhall.kernel.clocks import local
from guildhall.kernel.planning.authorising import Act, NoAuthority
from guildhall.kernel.planning.comparing import changes
from guildhall.kernel.planning.strategy import kept_strategy
from guildhall.plan import models as m
from guildhall.plan import reading
from guildhall.plan.clock import now
from guildhall.plan.desks.public.compared import differs
from guildhall.plan.desks.public.strategies import stands
from guildhall.plan.desks.writing.staff import actor, desk_page, draft_at_desk, in_words, show, tongue_for
from guildhall.plan.keeping.binding import bind, enter_earlier
from guildhall.plan.keeping.recording import NotKept
from guildhall.plan.keeping.strategies import publish_version
from guildhall.plan.standing import standings
from guildhall.plan.tongue import Tongue

ACTS: Mapping[Act, str] = {
    "recommended": "It is recommended to the body that adopts it",
    "adopted": "It is adopted",
    "amended": "It amends the one in force",
}
"""What a version may be bound as, in the words of the desk. That it is consulted on is said with its consultation."""

_BOUND = {"recommended": "Recommended by", "adopted": "Adopted by", "amended": "Amended by", "entered": "On record in"}
_ANOTHER = "Somebody published or saved meanwhile. Look at it again, then press once more"


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page
def publication(request: HttpRequest, key: str) -> HttpResponse:
    """What the draft changes of a version (``?with=1``, the newest where nothing is asked), and the forms that publish and bind.

    Raises ``Http404`` for a version that is not there.
    """
    draft = draft_at_desk(request, key)
    typed = Typed.posted(request)
    if request.method == "POST":
        act = _PRESSED.get(typed.raw("act"))
        if act is None:
            return problem(request=request, status=400)
        if act(request, draft, typed):
            return redirect(f"{reverse('plan:writing-publication', args=[key])}#versions")
    text = kept_strategy(draft.document)
    standing = standings([draft.strategy], on=local(now()).date())
    stood = standing.of[draft.strategy_id]
    versions = {each.version.number: each for each in stood}
    newest = max(versions, default=0)
    other = _asked(request, newest, versions)
    before = reading.texts_of([versions[other].version])[versions[other].version.pk] if other else None
    tongue = tongue_for(text)
    bound: dict[int, list[tuple[str, str, str]]] = {}
    for each in m.Bound.objects.filter(version__strategy=draft.strategy).order_by("id"):
        by = standing.cited.uses.get(each.cites) or standing.cited.decisions.get(each.cites)
        told = (_BOUND[each.act], each.cites or each.source, by.addresses["en"] if by else "")
        bound.setdefault(each.version_id, []).append(told)
    return show(
        request,
        "publication",
        title="Compare and publish",
        errors=typed.errors,
        t=tongue,
        key=key,
        called=Tongue("en").plain(text.title),
        draft=draft,
        other=other,
        newest=newest,
        changed=[differs(each, tongue) for each in changes(before, text)] if before else [],
        same=newest > 0 and versions[newest].version.sha256 == text.hash(),
        versions=[(each, stands(each, "en"), bound.get(each.version.pk, [])) for each in reversed(stood)],
        compared=[(number, f"Version {number}") for number in sorted(versions, reverse=True)],
        acts=list(ACTS.items()),
        in_force=next((each.version.number for each in stood if each.standing.is_in_force), 0),
    )


def _asked(request: HttpRequest, usual: int, held: Mapping[int, object]) -> int:
    typed = request.GET.get("with") or str(usual)
    found = int(typed) if typed.isascii() and typed.isdecimal() and len(typed) < 5 else -1
    if found not in held and not (found == usual == 0):
        raise Http404
    return found


def _publish(request: HttpRequest, draft: m.Draft, typed: Typed) -> bool:
    """Publish the draft that was read, and no other: where somebody saved since, nothing is published."""
    reason, reason_cy = typed.text("reason", longest=4_000), typed.text("reason_cy", longest=4_000)
    read = typed.raw("revision")
    revision = int(read) if read.isascii() and read.isdecimal() and len(read) < 10 else 0
    if typed.errors:
        return False
    try:
        with transaction.atomic():  # what is refused gives its mark back
            if not typed.is_first("plan.once"):
                return True
            publish_version(
                strategy=draft.strategy,
                actor=actor(request),
                at=now(),
                reason=reason,
                reason_cy=reason_cy,
                revision=revision,
            )
    except NotKept as refused:
        draft.refresh_from_db()
        typed.wrong("reason", in_words(refused))
        return False
    return True


def _bind(request: HttpRequest, draft: m.Draft, typed: Typed) -> bool:
    """Bind the newest version to what is cited, or say every reason why it may not be."""
    version = _version(draft, typed)
    chosen = typed.chosen("as", ACTS, "Choose what it came to")
    cites = typed.text("cites", longest=80)
    if typed.errors or version is None:
        return False
    act = next(each for each in get_args(Act) if each == chosen)
    try:
        bind(version=version, act=act, cites=cites, actor=actor(request), at=now())
    except NoAuthority as refused:
        typed.errors += [{"text": each.said("desk"), "href": "#cites"} for each in refused.refused]
        return False
    except NotKept as refused:
        if m.Bound.objects.filter(version=version, act=act, cites=cites).exists():
            return True  # pressed twice
        typed.wrong("cites", in_words(refused))
        return False
    return True


def _enter(request: HttpRequest, draft: m.Draft, typed: Typed) -> bool:
    """Say that the first version was adopted before the record here begins, and where that is on record."""
    version = _version(draft, typed)
    since = typed.day("since", "Write the day on which it was adopted")
    source = typed.text("source", "Write where that is on record, such as the minutes of Full Council", longest=1_000)
    if typed.errors or version is None or since is None:
        return False
    try:
        enter_earlier(version=version, since=since, source=source, actor=actor(request), at=now())
    except NotKept as refused:
        typed.wrong("since", in_words(refused))
        return False
    return True


def _version(draft: m.Draft, typed: Typed) -> m.StrategyVersion | None:
    """The newest version, where it is the one that was read."""
    found = draft.strategy.versions.order_by("-number").first()
    if found is None or typed.raw("version") != str(found.number):
        typed.wrong("cites", _ANOTHER)
        return None
    return found


_PRESSED = {"publish": _publish, "bind": _bind, "enter": _enter}
