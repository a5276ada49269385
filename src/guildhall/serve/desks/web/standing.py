"""Where a browser stands in a service: its journey and the edition it keeps, or a journey that has not begun."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect

from guildhall.estate.door import words as say
from guildhall.kernel.journey import Position
from guildhall.kernel.model import words
from guildhall.kernel.passing import last_words
from guildhall.serve.answering import journeys
from guildhall.serve.answering.journeys import JourneyValue, NoSuchJourney
from guildhall.serve.desks.web import cookies
from guildhall.serve.desks.web.showing import CHANNEL, RESIDENT, private_page
from guildhall.serve.pages import Composed, addresses, composed
from guildhall.serve.publishing import editions
from guildhall.serve.publishing.editions import Live


@dataclass(frozen=True, slots=True)
class Standing:
    """A browser in a service, on an address of one language. ``begun`` is whether anything has been saved."""

    live: Live
    language: str
    journey: JourneyValue
    begun: bool

    @property
    def position(self) -> Position:
        return self.journey.position

    @property
    def pieces(self) -> Composed:
        return composed(self.live, self.language)

    @property
    def last_words(self) -> str | None:
        """The page of words on which the way ends: it is shown as the end, not as one to continue from."""
        page = last_words(self.live.compiled, self.position)
        return page.id if page else None

    def page(self, page: str) -> str:
        """The address of one of the service's pages."""
        return addresses.of_page(self.language, self.live.id, page)

    def address(self, *rest: str) -> str:
        """An address under the service's own."""
        return addresses.of_service(self.language, self.live.id, *rest)

    def next_after(self, page: str | None) -> str:
        """The address to go to from a page: the next to read or answer, or the end."""
        position = self.position
        visited = position.visited
        after = visited[visited.index(page) + 1 :] if page in visited else visited
        onward = None if position.stuck else position.page
        for each in after:
            if position.stuck and each == self.last_words:
                break
            if each == onward or (page is not None and self._is_read(each)):
                return self.page(each)
        if onward is not None:
            return self.page(onward)
        return self.address("check" if position.outcome and position.outcome.kind == "submit" else "advice")

    def before(self, page: str | None) -> str:
        """The address that the Back link leads to; ``None`` stands for the end."""
        visited = self.position.visited
        earlier = visited[: visited.index(page)] if page in visited else visited
        shown = [each for each in earlier if self._was_shown(each)]
        return self.page(shown[-1]) if shown else self.address()

    def _was_shown(self, page: str) -> bool:
        steps = self.live.compiled.pages[page].steps
        return self._is_read(page) or any(step.id in self.position.asked for step in steps)

    def _is_read(self, page: str) -> bool:
        """Whether it is a page of words. One that neither asks nor says anything is shown to nobody."""
        found = self.live.compiled.pages[page]
        return not found.steps and bool(found.page.title or found.page.guidance)


def stand(request: HttpRequest, lang: str, service: str, at: datetime) -> Standing | HttpResponse:
    """Where this browser stands; or the page to show instead, when its cookie leads nowhere any more.

    Raises ``Http404`` for a service that there is not.
    """
    try:
        known = cookies.journey_of(request, service)
        journey = _taken_up(*known, at) if known else None
    except (cookies.NotOurs, NoSuchJourney):
        return lost(request, lang, service)
    if journey is None or journey.live.id != service:
        live = editions.current(service=service)
        if live is None:
            raise Http404(service)
        return Standing(live, lang, not_begun(live, lang, at), begun=False)
    if journey.case:
        return HttpResponseRedirect(addresses.of_service(lang, service, "done", journey.case))
    return Standing(journey.live, lang, journey, begun=True)


def _taken_up(journey: UUID, code: str, at: datetime) -> JourneyValue:
    return journeys.load(journey=journey, code=code, at=at, actor=RESIDENT, channel=CHANNEL)


def not_begun(live: Live, lang: str, at: datetime) -> JourneyValue:
    """A journey before its first answer: nothing of it is written down."""
    blank = JourneyValue(uuid4(), live, lang, CHANNEL, CHANNEL, RESIDENT, "", at, "", at)
    return journeys.stand(blank, {}, at)


def lost(request: HttpRequest, lang: str, service: str) -> HttpResponse:
    """Say that this browser's answers cannot be shown any more, and offer the code or a new start."""
    live = editions.current(service=service)
    if live is None:
        raise Http404(service)
    response = private_page(
        request,
        "notice",
        lang,
        title=say("serve").say("web-lost", lang),
        service=words(live.service.title, lang),
        paragraphs=[say("serve").say("web-lost-why", lang)],
        links=[
            (addresses.of_continuing(lang), say("serve").say("web-continue-title", lang)),
            (addresses.of_service(lang, service, "start"), say("serve").say("web-start-again", lang)),
        ],
        other_url="",
    )
    cookies.forget_journey(response, service)
    return response
