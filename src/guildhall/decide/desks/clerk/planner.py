"""The planner: from the day of a meeting, every deadline worked back, with the working day by day, to read and to print."""

import json
from collections.abc import Iterator

from django.http import HttpRequest, HttpResponse
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from guildhall.decide.desks.boxes import Boxes
from guildhall.decide.desks.staff import desk_page, show
from guildhall.decide.keeping.deadlines import BODIES, plan_for
from guildhall.estate.door import council, pdf, problem, showable
from guildhall.kernel.clocks.clear_days_said import READINGS_SAID, plan_in_words
from guildhall.kernel.clocks.planning import Business, Plan
from guildhall.kernel.clocks.saying import day_in_full
from guildhall.kernel.model import words

TITLE = "Plan a meeting"


@require_safe
@desk_page
def planner(request: HttpRequest) -> HttpResponse:
    """Ask for a day and what is to be done on it; below it, the deadlines. With ``open``, all the working is open, to print."""
    boxes = Boxes.asked(request)
    made = _asked(boxes) if request.GET else None
    query = urlencode({name: boxes.raw(name) for name in ("day", "body", "key", "private") if boxes.raw(name)})
    return show(
        request,
        "decide/clerk/planner.jinja",
        title=TITLE,
        errors=boxes.errors,
        typed=request.GET,
        bodies=list(BODIES.items()),
        plan=made,
        day=day_in_full(made.meeting, "en") if made else "",
        what=_what(made) if made else "",
        rows=list(zip(plan_in_words(made, "en"), _when(made), strict=True)) if made else (),
        readings=_readings(made) if made else (),
        query=query,
        opened="open" in request.GET,
    )


@require_safe
@desk_page
def printed(request: HttpRequest) -> HttpResponse:
    """The same on paper."""
    boxes = Boxes.asked(request)
    made = _asked(boxes)
    if made is None:
        return problem(request=request, status=404)
    answer = HttpResponse(pdf(source=_source(made)), content_type="application/pdf")
    answer.headers["Content-Disposition"] = f'inline; filename="plan-{made.meeting.isoformat()}.pdf"'
    return answer


def _asked(boxes: Boxes) -> Plan | None:
    day = boxes.day("day", "Write the day of the meeting")
    body = boxes.chosen("body", BODIES, "Choose who meets")
    if boxes.errors or day is None:
        return None
    return plan_for(day, Business(body, boxes.ticked("key"), boxes.ticked("private")))  # type: ignore[arg-type]  # one of them


def _what(made: Plan) -> str:
    """What is to be done, in a few words."""
    said = [BODIES[made.business.body]]
    said += ["a key decision"] if made.business.key else []
    said += ["part of it in private"] if made.business.private else []
    return ", ".join(said)


def _when(made: Plan) -> Iterator[str]:
    for each in made.deadlines:
        yield f"{each.day:%a} {day_in_full(each.day, 'en').partition(' ')[2]}" if each.day else "As soon as practicable"


def _readings(made: Plan) -> tuple[str, ...]:
    """Which days count, for each reading in the plan."""
    counted = (each.duty.reading for each in made.deadlines if each.day)
    return tuple(words(READINGS_SAID[each], "en") for each in dict.fromkeys(counted))


def _source(made: Plan) -> str:
    """The plan as a typst source."""
    title = f"Deadlines for {day_in_full(made.meeting, 'en')}"
    here = council().name["en"]
    lines = [
        f"#set document(title: {_text(title)})",
        '#set text(lang: "en", size: 11pt)',
        "#set page(margin: 20mm)",
        "#show heading: set block(above: 1.4em, below: 0.7em)",
        f"= #{_text(title)}",
        f"#{_text(f'{here}: {_what(made)}.')}",
    ]
    for each in plan_in_words(made, "en"):
        lines += [
            "",
            f"== #{_text(each.name)}",
            "",
            f"#{_text(each.by_when)}",
            "",
            f"#{_text(f'{each.by}. {each.source}.')}",
        ]
        if each.working:
            lines += ["", f"#list({', '.join(_text(day) for day in each.working)})"]
    return "\n".join(lines) + "\n"


def _text(said: str) -> str:
    return json.dumps(showable(said), ensure_ascii=False)
