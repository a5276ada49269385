"""Following a case without an account: its reference and one thing given with it, then how it stands in plain words."""

from collections.abc import Iterable
from contextlib import suppress
from datetime import datetime, timedelta

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_http_methods

from guildhall.estate.door import is_sound, may_try, problem, tidy
from guildhall.estate.door import words as say
from guildhall.kernel.clocks import local
from guildhall.kernel.kinds.date import in_words
from guildhall.kernel.kinds.money import pounds
from guildhall.kernel.model import words
from guildhall.people.door import guarded_among
from guildhall.serve import clock
from guildhall.serve.answering import journeys
from guildhall.serve.casework import cases, complaints, enquiries, payments, told
from guildhall.serve.casework.cases import CaseValue, NoSuchCase
from guildhall.serve.casework.complaints import NotAtThisPoint
from guildhall.serve.desks.outbox.telling import tells_where
from guildhall.serve.desks.web import acting, cookies
from guildhall.serve.desks.web.calling_back import calling_back, details_of, followed
from guildhall.serve.desks.web.expecting import expected
from guildhall.serve.desks.web.showing import OTHER, RESIDENT, private_page
from guildhall.serve.helping.representing import matter_of_case
from guildhall.serve.helping.withdrawing import known_by
from guildhall.serve.obligations.saying import Clock, clocks_of
from guildhall.serve.obligations.standing import PROMISE
from guildhall.serve.pages import addresses

TRIES = 10
"""Tries in an hour at one reference, and three times that from one place."""
PER = timedelta(hours=1)
MOST_DIGITS = 18
"""Digits of a number that can be a record's."""
TELLING = frozenset({"name", "address", "email", "telephone"})


@require_http_methods(["GET", "HEAD", "POST"])
def track(request: HttpRequest, lang: str) -> HttpResponse:
    """Ask for the reference and one detail. Nothing is shown, and nothing told apart, before both are right."""
    if request.method != "POST":
        return _ask(request, lang, request.GET.get("reference", ""))
    reference, detail = request.POST.get("reference", ""), request.POST.get("detail", "")
    missing = {
        name: say("serve").say(f"web-track-no-{name}", lang)
        for name, given in (("reference", reference), ("detail", detail))
        if not given.strip()
    }
    if missing:
        return _ask(request, lang, reference, detail, missing)
    if not _may_try(request, reference):
        return problem(request=request, status=429)
    case = _found(reference)
    if case is None and _same(detail, details_of(reference) or known_by(code=tidy(reference))):
        response = HttpResponseRedirect(addresses.of_tracking(lang, tidy(reference)))
        cookies.know_proved(request, response, tidy(reference))
        return response
    if case is None or not knows(case, detail):
        return _ask(request, lang, reference, detail, {"reference": say("serve").say("web-track-not-known", lang)})
    response = HttpResponseRedirect(addresses.of_tracking(lang, case.reference))
    cookies.know_proved(request, response, case.reference)
    return response


@require_http_methods(["GET", "HEAD", "POST"])
def case_page(request: HttpRequest, lang: str, reference: str) -> HttpResponse:
    """How a case stands, what has happened, what is to be paid and what we have asked.

    Whoever once lived with somebody may know a reference and the postcode given with it. So where a protected customer is expected,
    and when, stands here for nobody, and that it is left out is not said either: they were told it by a safe way.
    """
    case = shown_case(request, reference)
    if case is None and (promise := _shown_promise(request, reference, lang)) is not None:
        return promise
    if case is None:
        return HttpResponseRedirect(f"{addresses.of_tracking(lang)}?reference={tidy(reference)}")
    errors = []
    if request.method == "POST":
        at = clock.now()
        if "representation" in request.POST:
            acting.end(matter_of_case(case), request.POST["representation"], lang, at)
            response = HttpResponseRedirect(addresses.of_tracking(lang, case.reference))
            cookies.know_proved(request, response, case.reference)  # whoever ended it here goes on here
            return response
        amiss, box = _take_further(request, case, at) if "go-on" in request.POST else _reply(request, case, at)
        if not amiss:
            return HttpResponseRedirect(addresses.of_tracking(lang, case.reference))
        errors = [{"text": say("serve").say(amiss, lang), "href": f"#{box}"}]
    clocks = clocks_of(case=case.id, language=lang, at=clock.now())
    happened, earlier = timeline(case, lang, request.GET.get("before", ""))
    guarded = bool(case.customer and guarded_among(references=[case.customer]))
    return private_page(
        request,
        "case",
        lang,
        title=words(case.live.service.title, lang),
        case=case,
        stands=stands(case, lang),
        promise=words(case.promise, lang)
        if case.promise and not any(_is_kept_promise(each) for each in clocks)
        else "",
        timeline=happened,
        earlier=f"?before={earlier}#happened" if earlier else "",
        newest=f"{addresses.of_tracking(lang, case.reference)}#happened" if "before" in request.GET else "",
        due=_due(case, lang),
        clocks=[(each, _name_of(each, lang)) for each in clocks if not each.met],
        told=[
            (
                in_words(local(each.at).date().isoformat(), lang),
                say("serve").say(f"web-told-{each.what}", lang),
                each.words,
                each.language,
            )
            for each in told.told(case=case)
            if not (guarded and tells_where(each.about))
        ],
        may_go_on=complaints.may_go_on(case=case, found=complaints.stages(case=case)),
        asked=enquiries.of_case(case=case),
        acting=acting.acting(matter_of_case(case), lang, clock.now()),
        calling_back=calling_back(case, lang),
        expected=() if guarded else expected(case, lang),
        errors=errors,
        written={each["href"]: request.POST.get("reply", "") or request.POST.get("because", "") for each in errors},
        other_url=addresses.of_tracking(OTHER[lang], case.reference),
    )


def _reply(request: HttpRequest, case: CaseValue, at: datetime) -> tuple[str, str]:
    """Keep an answer to what we asked. Gives the words for what is amiss with it, if anything, and its box."""
    text, number = _lines(request, "reply"), request.POST.get("enquiry", "")
    box = f"reply-{number}"
    if not text or not number.isdecimal() or len(number) > MOST_DIGITS:
        return "web-reply-missing", box
    if len(text) > enquiries.LONGEST:
        return "web-reply-long", box
    enquiries.reply(case=case, enquiry=int(number), text=text, channel="web", actor=RESIDENT, at=at)
    return "", box


def _take_further(request: HttpRequest, case: CaseValue, at: datetime) -> tuple[str, str]:
    """Take a complaint to its next stage. Gives the words for what is amiss, if anything, and its box."""
    because = _lines(request, "because")
    if len(because) > enquiries.LONGEST:
        return "web-reply-long", "because"
    with suppress(NotAtThisPoint):  # pressed twice
        complaints.go_on(case=case, because=because, channel="web", actor=RESIDENT, at=at)
    return "", "because"


def _lines(request: HttpRequest, name: str) -> str:
    """What was written in a box of several lines. A browser sends each end of a line as two signs, and shows it as one."""
    return request.POST.get(name, "").replace("\x00", "").replace("\r\n", "\n").strip()


def shown_case(request: HttpRequest, reference: str) -> CaseValue | None:
    """The case, where this browser has shown that it may see it."""
    case = _found(reference) if tidy(reference) in cookies.proved(request) else None
    return case if case is not None and cookies.holds(request, case.reference, case.customer) else None


def _shown_promise(request: HttpRequest, reference: str, lang: str) -> HttpResponse | None:
    """The promise to call back about no case, or who acts for somebody, where this browser has shown that it may see it."""
    if tidy(reference) not in cookies.proved(request):
        return None
    promise = followed(reference, lang)
    if promise is None:
        return acting.page_of_code(request, lang, tidy(reference), clock.now())
    if not cookies.holds(request, tidy(reference), promise.whose):
        return None
    return private_page(
        request,
        "callback",
        lang,
        title=say("serve").say("web-callbacks", lang),
        reference=tidy(reference),
        promise=promise,
        other_url=addresses.of_tracking(OTHER[lang], tidy(reference)),
    )


def details_known(case: CaseValue) -> tuple[str, ...]:
    """What was given with a case that its owner can be known by: names, postcodes, email addresses, telephone numbers."""
    found = []
    for step, question in case.live.compiled.steps.items():
        value = case.answers.get(step)
        if question.kind in TELLING and value is not None:
            told = value.get("postcode") if isinstance(value, dict) else value
            found += [plain] if (plain := _plain(str(told or ""))) else []
    return tuple(found)


def knows(case: CaseValue, detail: str) -> bool:
    """Whether a detail is one that was given with the case; where none was, whether it is the two words."""
    known = details_known(case)
    return _same(detail, known or [journeys.phrase_of(case.journey, language) for language in ("en", "cy")])


def _same(detail: str, known: Iterable[str]) -> bool:
    """Whether a detail is one of those known, however it is written."""
    said, plain = _plain(detail), [_plain(each) for each in known]
    return bool(said) and (said in plain or any(_same_number(said, each) for each in plain))


def _ask(
    request: HttpRequest, lang: str, reference: str, detail: str = "", wrong: dict[str, str] | None = None
) -> HttpResponse:
    wrong = wrong or {}
    return private_page(
        request,
        "track",
        lang,
        title=say("serve").say("web-track-title", lang),
        reference=reference,
        detail=detail,
        wrong=wrong,
        errors=[{"text": text, "href": f"#{name}"} for name, text in wrong.items()],
        other_url=addresses.of_tracking(OTHER[lang]),
    )


def _may_try(request: HttpRequest, reference: str) -> bool:
    place = str(request.META.get("REMOTE_ADDR", ""))
    limits = ((f"reference {tidy(reference)[:40]}", TRIES), (f"place {place}", 3 * TRIES))
    now = clock.now()
    within = [may_try(purpose="track", who=who, limit=limit, per=PER, now=now) for who, limit in limits]
    return all(within)


def _found(reference: str) -> CaseValue | None:
    try:
        return cases.find(reference=reference) if is_sound(reference) else None
    except NoSuchCase:
        return None


def stands(case: CaseValue, lang: str) -> str:
    """How far a case has got, in a word or two."""
    if case.closed_at is not None:
        return say("serve").say("web-status-closed", lang)
    return say("serve").say("web-status-working" if case.assigned_to else "web-status-received", lang)


def timeline(case: CaseValue, lang: str, before: str = "") -> tuple[list[tuple[str, str]], int | None]:
    """A stretch of what happened, the newest, in the customer's words, oldest first: the day and a sentence.

    ``before`` is what the stretch before this one gave, as it stands in an address; ``None`` is given where nothing is left.
    """
    said = say("serve")
    known, found = set(said), []
    number = int(before) if before.isascii() and before.isdecimal() and len(before) < MOST_DIGITS else None
    events, earlier = cases.latest(case=case, audience="customer", before=number)
    for event in events:
        key = f"web-happened-{event.type.replace('.', '-')}"
        by_method = f"{key}-{event.data.get('method')}"
        if key in known:
            key = by_method if by_method in known else key
            found.append((in_words(local(event.at).date().isoformat(), lang), said.say(key, lang)))
    return found, earlier


def _is_kept_promise(clock: Clock) -> bool:
    """Whether it is the promise as it was given first, and that is done: another runs since, or none."""
    return clock.name == PROMISE and clock.met


def _name_of(clock: Clock, lang: str) -> str:
    """What a clock is for, in words; nothing for the promise as it was given first, which says so itself."""
    key = f"clock-name-{'again' if clock.name.startswith('again') else clock.name}"
    said = say("serve")
    return said.say(key, lang) if key in set(said) else ""


def _due(case: CaseValue, lang: str) -> str:
    """What is still to be paid, in words; nothing where nothing is."""
    if not case.fee or any(each.settled for each in payments.of_case(reference=case.reference)):
        return ""
    return say("serve").say("web-due", lang, amount=pounds(case.fee))


def _same_number(said: str, known: str) -> bool:
    """Whether two texts are one telephone number, with or without the country's code."""
    return said.isdecimal() and len(said) >= 10 and known.isdecimal() and said[-9:] == known[-9:]


def _plain(text: str) -> str:
    return "".join(each for each in text.casefold() if each.isalnum())
