"""A request: whether we know who asks, each record with its lawful basis and what is decided of it, and the answer."""

from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST

from guildhall.estate.door import accounts_holding, display_names, page
from guildhall.estate.door import words as say
from guildhall.kernel.clocks import local
from guildhall.kernel.kinds.date import in_words
from guildhall.people.door import guarded_among, name_of
from guildhall.serve.casework.acts import AlreadyClosed
from guildhall.serve.clock import now
from guildhall.serve.desks import looking
from guildhall.serve.desks.cases.reach import onlooker
from guildhall.serve.desks.foreseen import shown_first
from guildhall.serve.desks.privacy import saying
from guildhall.serve.desks.privacy.reach import GOVERNS, back_to, requested, service_named
from guildhall.serve.desks.staff import account, actor, desk_page, said
from guildhall.serve.desks.telling import day_and_time, left_in_words, when
from guildhall.serve.obligations.acting import NothingRuns
from guildhall.serve.privacy import carrying_out, giving, holds, judging, requests
from guildhall.serve.privacy.carrying_out import NotAllDecided
from guildhall.serve.privacy.documents import NotReadable
from guildhall.serve.privacy.giving import Item
from guildhall.serve.privacy.judging import Judged, NoReason
from guildhall.serve.privacy.requests import KNOWN_BY, Answered, NotKnown, RequestValue
from guildhall.serve.telling.notices import language_of

Errors = list[dict[str, str]]


def _proving(request: HttpRequest) -> str:
    return "Ask them for proof" if "ask" in request.POST else "We know"


def _answering(request: HttpRequest) -> str:
    """What the button of an answer is called: of a copy it says so itself."""
    return "Release it, once" if "release" in request.POST else "Tell them, and erase what goes"


def request_page(
    request: HttpRequest, asked: RequestValue, errors: Errors | None = None, note: str = ""
) -> HttpResponse:
    """The page of a request, with what did not work and what was typed."""
    at, by, sees = now(), account(request), onlooker(request)
    looking.lay_open(request, parties=[asked.party], cases=[asked.case.reference])
    unseen = not sees.safeguards and bool(guarded_among(references=asked.parties))
    is_open = asked.answered_at is None
    judged = judging.lay_out(request=asked, at=at) if asked.kind == "erasure" and is_open else ()
    items, more = _items(request, asked) if asked.kind == "access" and is_open and not unseen else ((), "")
    case = asked.case
    names = display_names(references={each for each in (asked.known_to, asked.answered_by) if each})
    return page(
        request=request,
        template="serve/privacy/request.jinja",
        status=409 if errors else 200,
        account=by,
        desk="privacy",
        title=f"{case.reference} {saying.KINDS[asked.kind]}",
        errors=errors or [],
        note=note,
        asked=asked,
        case=case,
        told_in=language_of(case),
        name=name_of(reference=asked.party) or "Somebody without a name",
        key=asked.party.removeprefix("party/"),
        due=day_and_time(case.due_on, case.due_at),
        left=left_in_words(case.due_on, at, case.due_at) if not case.closed_at else "",
        known=(saying.KNOWN_BY[asked.known_by], names.get(asked.known_to, ""), when(asked.known_at, at))
        if asked.known_at
        else None,
        ways=[(each, saying.KNOWN_BY[each]) for each in KNOWN_BY],
        holds=[each for party in asked.parties for each in holds.holds_on(subjects=[party])],
        is_open=is_open,
        more_months=requests.more_months(request=asked, at=at) if is_open else 0,
        unseen=unseen,
        both=_who_may_see() if unseen else (),
        records=[(each, _called(each), _because(each), *_typed(request, each)) for each in judged],
        undecided=sum(not each.decided for each in judged),
        told=carrying_out.told_of(request=asked, judged=judged) if judged else "",
        items=[(each, *_said(request, each)) for each in items],
        more=more,
        answered=(when(asked.answered_at, at), names.get(asked.answered_by, "")) if asked.answered_at else None,
        released=giving.released(request=asked),
        saying=saying,
        typed=request.POST,
    )


@require_POST
@desk_page(*GOVERNS)
@requested
@shown_first(_proving)
def proof(request: HttpRequest, asked: RequestValue) -> HttpResponse:
    """Ask who asks for something that shows it, or record that we know."""
    if "change" in request.GET:
        return request_page(request, asked)
    if "ask" in request.POST:
        try:
            requests.ask_proof(request=asked, actor=actor(request), at=now())
        except NothingRuns:
            return _refused(request, asked, "The month is over, or it was answered: it is too late to ask", "known")
        return back_to(asked, "known")
    known_by = said(request, "known_by", 20)
    if known_by not in KNOWN_BY:
        return _refused(request, asked, "Choose how we know that it is them", f"known_by-{KNOWN_BY[0]}")
    requests.prove(request=asked, known_by=known_by, actor=actor(request), at=now())
    return back_to(asked, "known")


@require_POST
@desk_page(*GOVERNS)
@requested
def decisions(request: HttpRequest, asked: RequestValue) -> HttpResponse:
    """Record what was decided of each record that stands on the page."""
    errors: Errors = []
    found = judging.lay_out(request=asked, at=now()) if asked.kind == "erasure" else ()
    for each, decided, why in [
        (each, said(request, f"decided-{each.id}", 12), said(request, f"why-{each.id}", 1000)) for each in found
    ]:
        if not decided or asked.answered_at:
            continue
        try:
            judging.decide(request=asked, record=each.record, decided=decided, why=why, actor=actor(request), at=now())
        except NoReason:
            text = f"Write why, in words for the person: {_called(each)}"
            errors.append({"text": text, "href": f"#why-{each.id}"})
        except judging.Held:
            text = f"It can only be kept while it is held: {_called(each)}"
            errors.append({"text": text, "href": f"#decided-{each.id}-keep"})
    return request_page(request, asked, errors) if errors else back_to(asked, "records")


@require_POST
@desk_page(*GOVERNS)
@requested
@shown_first(_answering)
def answers(request: HttpRequest, asked: RequestValue) -> HttpResponse:
    """Answer the request: tell the person of each record, and erase what is to go; or release the copy."""
    if "change" in request.GET:
        return request_page(request, asked)
    place = "answer"
    try:
        if asked.kind == "erasure":
            carrying_out.answer(request=asked, actor=actor(request), at=now())
        elif not onlooker(request).safeguards and guarded_among(references=asked.parties):
            return _refused(request, asked, "They are protected: somebody with both roles releases it", place)
        else:
            giving.release(request=asked, actor=actor(request), at=now())
    except NotKnown:
        text, place = "Say first how we know that it is them", f"known_by-{KNOWN_BY[0]}"
    except NotReadable as refused:
        many = len(refused.args)
        text = f"{many} {'document' if many == 1 else 'documents'} cannot be read any more: leave out with a reason"
        place = "items"
    except NotAllDecided as refused:
        many = len(refused.records)
        text, place = f"{many} {'record is' if many == 1 else 'records are'} not decided yet", "records"
    except (Answered, AlreadyClosed):
        text = "It was answered or closed already. Nothing was changed."
    else:
        return back_to(requests.find(reference=asked.case.reference))
    return _refused(request, asked, text, place)


def _refused(request: HttpRequest, asked: RequestValue, text: str, at: str) -> HttpResponse:
    return request_page(request, asked, [{"text": text, "href": f"#{at}"}])


def _who_may_see() -> tuple[str, ...]:
    """The names of those who answer requests and keep people safe as well: they alone look through what is protected."""
    return tuple(each.display_name for each in accounts_holding(role="safeguarding") if each.holds(*GOVERNS))


def _called(judged: Judged) -> str:
    kind, _, key = judged.record.partition("/")
    if kind == "case":
        return f"{service_named(judged.service)}, {key}"
    return saying.SORTS[kind] if not judged.on else f"{saying.SORTS[kind]} of {in_words(judged.on.isoformat(), 'en')}"


def _because(judged: Judged) -> str:
    until = in_words(judged.until.isoformat(), "en") if judged.until else ""
    return say("serve").say(f"rights-because-{judged.because}", "en", until=until)


def _typed(request: HttpRequest, judged: Judged) -> tuple[str, str]:
    """What was chosen of a record and written of it: just now, else as it was decided, else as it is proposed."""
    chosen = said(request, f"decided-{judged.id}", 12) or judged.decided or judged.proposed
    return chosen, request.POST.get(f"why-{judged.id}", judged.why)


def _items(request: HttpRequest, asked: RequestValue) -> tuple[Sequence[Item], str]:
    return giving.to_review(request=asked, after=request.GET.get("after", "")[:20])


def _said(request: HttpRequest, item: Item) -> tuple[str, str, str, str]:
    chosen = said(request, f"decided-{item.id}", 12) or item.decided or item.proposed
    out, why = (f"out-{item.id}", "\n".join(item.leave_out)), (f"why-{item.id}", item.why)
    return chosen, request.POST.get(*out), request.POST.get(*why), _day(item)


def _day(item: Item) -> str:
    return in_words(local(item.at).date().isoformat(), "en") if item.at else ""
