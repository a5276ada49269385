"""One piece of a strategy on its form: added, changed, taken out. Of two who write the same, the second is told and loses nothing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from operator import itemgetter
from typing import get_args

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods
from pydantic import ValidationError

from guildhall.decide import door as decide
from guildhall.estate.door import Typed, display_names, problem
from guildhall.kernel.canonical import canonical_json, read_json
from guildhall.kernel.model import Json
from guildhall.kernel.planning.promised import BECAME, KINDS
from guildhall.kernel.planning.strategy import Strategy, kept_strategy
from guildhall.kernel.planning.writing import (
    CODED,
    PARTS,
    NotThere,
    Place,
    Sort,
    named_by,
    piece,
    pieces,
    put,
    taken_out,
)
from guildhall.plan import models as m
from guildhall.plan.clock import now
from guildhall.plan.desks.writing.filling import Choices, Clash, faults, filled, read, together
from guildhall.plan.desks.writing.forms import FORMS, Form
from guildhall.plan.desks.writing.staff import actor, before, desk_page, draft_at_desk, show
from guildhall.plan.keeping.recording import NotKept
from guildhall.plan.keeping.strategies import write
from guildhall.plan.measured import titles
from guildhall.plan.tongue import Tongue

_SORTS: Mapping[str, Sort] = {each: each for each in get_args(Sort)}
_MOST_POSTS = 500
_TRIES = 3


@dataclass
class Sheet:
    """A form at work: where its piece stands, what it said when it was read, and what it is to show."""

    form: Form
    place: Place
    typed: Typed
    choices: Choices
    was: Json = None
    shown: dict[str, str] = field(default_factory=dict)
    clashes: list[Clash] = field(default_factory=list)
    by: str = ""
    gone: bool = False


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page
def itself(request: HttpRequest, key: str) -> HttpResponse:
    """The strategy's own title and period."""
    return _on_its_form(request, key, Place("strategy"))


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page
def added(request: HttpRequest, key: str, kind: str, commitment: str = "") -> HttpResponse:
    """A piece that is not there yet; one of a commitment where that is named. Raises ``Http404``."""
    return _on_its_form(request, key, _place(kind, "", commitment))


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page
def changed(request: HttpRequest, key: str, kind: str, code: str, commitment: str = "") -> HttpResponse:
    """A piece that is there, by its code or its number. Raises ``Http404``."""
    return _on_its_form(request, key, _place(kind, code, commitment))


def _place(kind: str, code: str, commitment: str) -> Place:
    sort = _SORTS.get(kind)
    if sort is None or sort == "strategy" or (sort in PARTS) != bool(commitment):
        raise Http404
    return Place(sort, code, commitment)


def _on_its_form(request: HttpRequest, key: str, place: Place) -> HttpResponse:
    draft = draft_at_desk(request, key)
    text = kept_strategy(draft.document)
    if place.sort == "became":
        place = _became(draft, place)
    sheet = Sheet(FORMS[place.sort], place, Typed.posted(request), _choices(text, draft, place))
    there = piece(text, place) if place.key or place.sort == "strategy" else None
    if request.method != "POST":
        if there is None and place.sort != "became" and (place.key or not _has_its_commitment(text, place)):
            raise Http404
        sheet.was, sheet.shown = there, filled(sheet.form, there or _begun(place))
        return _page(request, draft, text, sheet)
    act = sheet.typed.raw("act")
    if act not in {"save", "take-out"}:
        return problem(request=request, status=400)
    sheet.was = _read_before(sheet)
    done = _take_out(request, draft, sheet) if act == "take-out" else _save(request, draft, sheet)
    if done:
        return redirect(_after(key, sheet))
    draft.refresh_from_db()
    return _page(request, draft, kept_strategy(draft.document), sheet)


def _save(request: HttpRequest, draft: m.Draft, sheet: Sheet) -> bool:
    """Whether it was saved. Where somebody saves between our reading and our writing, it is read again."""
    for _ in range(_TRIES):
        text = kept_strategy(draft.document)
        mine = _mine(draft, text, sheet)
        if mine is None:
            return False
        try:
            with transaction.atomic():  # what is not saved gives its mark back
                if sheet.was is None and _is_there(text, sheet, mine):
                    return not sheet.typed.errors
                done = _put(request, draft, text, sheet, mine)
                transaction.set_rollback(not done)
                return done
        except NotKept:
            draft.refresh_from_db()
    sheet.typed.wrong("clash", "Others are saving at this moment. Press again")
    return False


def _mine(draft: m.Draft, text: Strategy, sheet: Sheet) -> Json:
    """The piece as it is kept, with what somebody else saved meanwhile; ``None`` where something is amiss, or both filled in one box."""
    form, typed = sheet.form, sheet.typed
    theirs = piece(text, sheet.place, sheet.was) if sheet.was is not None else None
    mine = read(form, typed, sheet.choices, theirs or sheet.was or _begun(sheet.place))
    sheet.shown = {name: typed.raw(name) for name in filled(form, None)}
    sheet.gone = sheet.was is not None and theirs is None
    if typed.errors:
        return None
    if sheet.was is None or theirs == sheet.was:
        return mine
    made, sheet.clashes = together(form, filled(form, sheet.was), filled(form, theirs), filled(form, mine))
    if sheet.clashes or sheet.gone:
        typed.wrong("clash", _told(draft, sheet))
        sheet.shown, sheet.was = made, theirs
        return None
    return read(form, Typed(typed.request, _as_typed(made)), sheet.choices, theirs)


def _put(request: HttpRequest, draft: m.Draft, text: Strategy, sheet: Sheet, mine: Json) -> bool:
    """Whether the whole hangs together with it, and was saved. Raises ``NotKept`` where somebody saved since it was read."""
    place = sheet.place
    try:
        whole = put(text, place, mine, sheet.was)
    except ValidationError as refused:
        for name, said in faults(sheet.form, refused):
            sheet.typed.wrong(name, said)
        return False
    except NotThere:
        sheet.typed.wrong("clash", f"Somebody took out {place.under} meanwhile, so nothing can be added to it")
        return False
    if whole != text:
        write(strategy=draft.strategy, document=whole, revision=draft.revision, actor=actor(request), at=now())
    if place.sort in CODED:
        sheet.place = Place(place.sort, str(mine["code"]), place.under)
    return True


def _is_there(text: Strategy, sheet: Sheet, mine: Json) -> bool:
    """Whether what is to be added is there already: by a button that was pressed twice, or because its code is taken."""
    place = sheet.place
    if place.sort not in CODED:
        return not sheet.typed.is_first("plan.once")
    code = str(mine["code"])
    there = piece(text, Place(place.sort, code, place.under))
    elements = {"statement", "theme", "commitment"}
    if there is None and place.sort in elements:
        there = next((found for each in elements if (found := piece(text, Place(_SORTS[each], code)))), None)
    if there is None:
        return False
    if there == mine:
        sheet.place = Place(place.sort, code, place.under)
    else:
        sheet.typed.wrong("code", f"{code} is there already. Choose another code")
    return True


def _take_out(request: HttpRequest, draft: m.Draft, sheet: Sheet) -> bool:
    """Whether it was taken out. What others name stays, and so does what somebody changed meanwhile."""
    text, typed = kept_strategy(draft.document), sheet.typed
    there = piece(text, sheet.place, sheet.was)
    sheet.shown = filled(sheet.form, there)
    if there is None:
        return True
    if there != sheet.was:
        by = _saver(draft)
        typed.wrong(
            "clash", f"{by} changed this meanwhile. This is how it stands now. Press again if it is still to go"
        )
        sheet.was = there
        return False
    if names := named_by(text, sheet.place):
        typed.wrong(sheet.form.boxes[0].name, f"These name it, so it stays until they do not: {', '.join(names)}")
        return False
    try:
        whole = taken_out(text, sheet.place, sheet.was)
        write(strategy=draft.strategy, document=whole, revision=draft.revision, actor=actor(request), at=now())
    except NotKept:
        typed.wrong("clash", "Somebody saved the draft meanwhile. Press again if it is still to go")
        return False
    except ValidationError as refused:
        for name, said in faults(sheet.form, refused):
            typed.wrong(name, said)
        return False
    return True


def _page(request: HttpRequest, draft: m.Draft, text: Strategy, sheet: Sheet) -> HttpResponse:
    place, key = sheet.place, draft.strategy.key
    is_there = sheet.was is not None
    called = f"{sheet.form.called} {place.key}".strip() if place.sort in CODED else sheet.form.called
    parts = []
    if place.sort == "commitment" and is_there:
        parts = [(sort, FORMS[sort], _listed(text, sort, place.key)) for sort in PARTS]
    return show(
        request,
        "piece",
        title=called[:1].upper() + called[1:] if is_there else FORMS[place.sort].new or "Say what became of it",
        errors=sheet.typed.errors,
        typed={},
        key=key,
        called=Tongue("en").plain(text.title),
        sheet=sheet,
        place=place,
        is_there=is_there,
        options=_options(sheet),
        within=place.sort in PARTS,
        before_=_said_before(draft, place),
        held=canonical_json(sheet.was) if is_there else "",
        parts=parts,
        fixed=place.sort in CODED and is_there,
    )


def _said_before(draft: m.Draft, place: Place) -> str:
    """The commitment before of which it is said what became."""
    was = before(draft) if place.sort == "became" else None
    found = was.commitment(place.key) if was else None
    return Tongue("en").plain(found.text) if found else ""


def _options(sheet: Sheet) -> dict[str, list[tuple[str, str]]]:
    """What each box may be chosen from, with what stands in it, also where that is on no record any more."""
    made = {}
    for box in sheet.form.boxes:
        if box.written == "choice":
            among = list(sheet.choices[box.among])
            held = sheet.shown.get(box.name, "")
            known = {code for code, _ in among}
            made[box.name] = [*among, (held, f"{held} (not on record)")] if held and held not in known else among
    return made


def _listed(text: Strategy, sort: Sort, commitment: str) -> list[tuple[str, str]]:
    """The parts of a commitment: each by what leads to it, and in a few words."""
    form = FORMS[sort]
    rows = []
    for number, each in enumerate(pieces(text, sort, commitment), 1):
        shown = filled(form, each)
        names = ("text", "said", "pence", "measure", "commitment")
        said = next(
            (
                shown[name] or shown.get(f"{name}_cy", "")
                for name in names
                if shown.get(name) or shown.get(f"{name}_cy")
            ),
            "",
        )
        said = f"£{said}, {shown['period']}" if sort == "budget" else said
        rows.append((str(each["code"]) if sort in CODED else str(number), said))
    return rows


def _choices(text: Strategy, draft: m.Draft, place: Place) -> Choices:
    """What the boxes of a form may be chosen from."""
    tongue = Tongue("en")
    form, made = FORMS[place.sort], dict[str, Sequence[tuple[str, str]]]()
    wanted = {box.among for box in form.boxes}
    commitments = [(each.code, f"{each.code} {tongue.plain(each.text)}"[:120]) for each in text.commitments]
    made["themes"] = [(each.code, f"{each.code} {tongue.plain(each.title)}") for each in text.themes]
    made["commitments"] = commitments
    made["others"] = [each for each in commitments if each[0] != place.under]
    made["kinds"] = [(code, said["en"]) for code, said in KINDS.items()]
    made["hows"] = [(code, said["en"]) for code, said in BECAME.items()]
    made["directions"] = [("up", "Up: at least the target"), ("down", "Down: at most the target")]
    if "measures" in wanted:
        made["measures"] = sorted(((name, title["en"]) for name, title in titles().items()), key=itemgetter(1))
    if "posts" in wanted:
        made["posts"] = [(each.reference, each.name["en"]) for each in decide.posts_like(words="", most=_MOST_POSTS)]
    if "strategies" in wanted:
        others = m.Strategy.objects.exclude(pk=draft.strategy_id).filter(versions__number=1).order_by("reference")
        made["strategies"] = [(each.reference, each.key) for each in others]
    return made


def _became(draft: m.Draft, place: Place) -> Place:
    """Where it stands what became of a commitment before. Raises ``Http404`` where there was none of that code."""
    was = before(draft)
    if was is None or was.commitment(place.key) is None:
        raise Http404
    assert draft.strategy.predecessor is not None
    return Place(place.sort, place.key, draft.strategy.predecessor.reference)


def _begun(place: Place) -> Json:
    """What a piece has from the beginning: the commitment before of which it says what became."""
    return {"code": place.key} if place.sort == "became" and place.key else None


def _has_its_commitment(text: Strategy, place: Place) -> bool:
    return place.sort not in PARTS or text.commitment(place.under) is not None


def _read_before(sheet: Sheet) -> Json:
    """What the piece said when the form was read; nothing where it was not there, or where it is nothing that we wrote."""
    written = sheet.typed.raw("was")
    try:
        found = read_json(written) if written else None
        filled(sheet.form, found)
    except (AttributeError, TypeError, ValueError, ArithmeticError):
        return None
    ours = isinstance(found, dict) and (sheet.place.sort not in CODED or found.get("code") == sheet.place.key)
    return found if ours else None


def _told(draft: m.Draft, sheet: Sheet) -> str:
    by = _saver(draft)
    if sheet.gone:
        return f"{by} took this out meanwhile. What you wrote stands below. Save to put it back"
    return f"{by} saved this meanwhile. What you wrote stands below, and nothing of it is lost. Save to put it in"


def _saver(draft: m.Draft) -> str:
    return display_names(references=[draft.written_by]).get(draft.written_by, "Somebody")


def _as_typed(made: Mapping[str, str]) -> QueryDict:
    typed = QueryDict(mutable=True)
    typed.update(dict(made))
    return typed


def _after(key: str, sheet: Sheet) -> str:
    """Where it leads on to: a part to its commitment, a new commitment to its own page for its parts, else the strategy's page."""
    place = sheet.place
    if place.sort in PARTS:
        return f"{reverse('plan:writing-piece', args=[key, 'commitment', place.under])}#{place.sort}"
    if place.sort == "commitment" and sheet.was is None and sheet.typed.raw("act") == "save":
        return reverse("plan:writing-piece", args=[key, place.sort, place.key])
    return f"{reverse('plan:writing-strategy', args=[key])}#{place.sort}{'-' + place.key if place.key else ''}"
