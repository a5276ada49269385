"""A draft and its parts: seen, written, put in order. Saved over the revision that was opened, and nothing is ever lost."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from guildhall.estate.door import display_names, problem
from guildhall.kernel.model import Json
from guildhall.serve.clock import now
from guildhall.serve.designing import parts
from guildhall.serve.designing.forms import Layout
from guildhall.serve.designing.grids import grid, table_from
from guildhall.serve.designing.known import Known, called, kinds
from guildhall.serve.designing.menus import RESHAPE, first
from guildhall.serve.designing.merging import Clash, clash
from guildhall.serve.designing.parts import ONE, SERVICE, NoSuchPart
from guildhall.serve.designing.reading import code_from, part_from
from guildhall.serve.designing.renaming import renamed
from guildhall.serve.designing.saying import in_words
from guildhall.serve.designing.standing import Standing, stand
from guildhall.serve.desks.designer.beside import beside
from guildhall.serve.desks.designer.earlier import saves_of
from guildhall.serve.desks.designer.opening import draft_desk, draft_page, name_of, typed
from guildhall.serve.desks.staff import actor, said
from guildhall.serve.publishing import drafts
from guildhall.serve.publishing.drafts import Closed, DraftValue, Overtaken, TooLarge


@draft_page
@require_safe
def overview(request: HttpRequest, draft: DraftValue) -> HttpResponse:
    """The draft as a whole: its parts in order, what is found, and what can be done with it."""
    standing = drafts.standing(draft)
    saves, more = saves_of(draft)
    losses = request.session.get(f"losses-{draft.id}", [])
    return draft_desk(
        request,
        draft,
        standing,
        "draft",
        title=name_of(draft),
        kinds=kinds(),
        losses=losses,
        after=str(request.GET.get("after", ""))[:300],
        saves=saves,
        more=more,
        **beside(request, draft, standing),
    )


@draft_page
@require_http_methods(["GET", "HEAD", "POST"])
def part(request: HttpRequest, draft: DraftValue, path: str) -> HttpResponse:
    """One part of a draft, to be written."""
    if path.partition("/")[0] not in parts.MODELS:
        return problem(request=request, status=404, words_key="serve.desk-no-such-part")
    if request.method != "POST":
        try:
            held = parts.get(draft.document, path)
        except NoSuchPart:
            return problem(request=request, status=404, words_key="serve.desk-no-such-part")
        return _part_page(request, draft, path, held)
    return _taken(request, draft, path)


@draft_page
@require_POST
def additions(request: HttpRequest, draft: DraftValue) -> HttpResponse:
    """A new part of a list, which is then open to be written."""
    where, after = said(request, "list", 300), said(request, "after", 300)
    sort = where.partition("/")[0]
    words = {language: text for language in ("en", "cy") if (text := said(request, f"words.{language}", 500))}
    kind = said(request, "kind", 40)
    code = said(request, "id", 100) or code_from(words.get("en") or next(iter(words.values()), "")) or "new"
    if sort not in parts.TITLES:
        return problem(request=request, status=400)
    code = _free(draft.document, code)
    try:
        document = parts.add(draft.document, where, _new(sort, code, words, kind), after=after)
        saved = drafts.save(draft=_opened(request, draft), document=document, actor=actor(request), at=now())
    except Overtaken as overtaken:
        document = parts.add(overtaken.now.document, where, _new(sort, code, words, kind))
        saved = drafts.save(draft=overtaken.now, document=document, actor=actor(request), at=now())
    except (NoSuchPart, TooLarge, Closed):
        return problem(request=request, status=409, words_key="serve.desk-no-such-part")
    held = parts.outline(saved.document, sort)
    path = parts.found_by_code(saved.document, code) if sort != "tests" else held[-1].path
    return redirect(_at(saved, path or sort) + "?new=yes")


def _new(sort: str, code: str, words: Mapping[str, str], kind: str) -> dict[str, Json]:
    """A part with as much as is known of it when it is begun."""
    named: dict[str, dict[str, Json]] = {
        "steps": {"id": code, "kind": kind or "text", "label": dict(words)},
        "rules": {"id": code, "sentence": dict(words)},
        "outcomes": {"id": code, "kind": kind or "submit", "title": dict(words)},
        "decisions": {"id": code, "gives": kind or "fee", "title": dict(words), "editions": []},
        "tests": {"name": words.get("en", ""), "answers": {}, "expect": {}},
    }
    made = named.get(sort, {"id": code, "title": dict(words)})
    return {key: held for key, held in made.items() if held != {} or key in {"answers"}}


def _free(document: Json, code: str) -> str:
    taken = {each.part.get("id") for sort in parts.TITLES for each in parts.every(parts.outline(document, sort))}
    return code if code not in taken else next(f"{code}-{n}" for n in range(2, 10_000) if f"{code}-{n}" not in taken)


def _taken(request: HttpRequest, draft: DraftValue, path: str) -> HttpResponse:
    """What was posted about one part: moved, laid out anew, taken out, or saved."""
    posted = typed(request)
    if "move" in posted:
        return _moved(request, draft, path, first(posted, "move"))
    shaped = first(posted, RESHAPE)
    if shaped.startswith("group:"):
        posted |= {f"{shaped.removeprefix('group:')}.how": ["any"]}
    made = written(draft, path, _held(draft.document, path) or {}, posted)
    return _part_page(request, draft, path, made, shaped=shaped) if shaped else _kept(request, draft, path, made)


def _kept(request: HttpRequest, draft: DraftValue, path: str, made: dict[str, Json]) -> HttpResponse:
    """Save a part as it was typed, or take it out."""
    opened = _opened(request, draft)
    try:
        if request.POST.get("act") == "take-out":
            document = parts.take_out(draft.document, path)
            drafts.save(draft=opened, document=document, actor=actor(request), at=now())
            return redirect("serve:designer-draft", draft=draft.id)
        return _saved(request, draft, opened, path, made)
    except Overtaken as overtaken:
        return _after_another(request, overtaken.now, opened.revision, path, made)
    except NoSuchPart:
        return problem(request=request, status=404, words_key="serve.desk-no-such-part")
    except Closed:
        return problem(request=request, status=409, words_key="serve.desk-draft-closed")
    except TooLarge:
        text = "This is larger than any definition. Nothing was saved; shorten it and save again."
        return _part_page(request, draft, path, made, errors=[{"text": text, "href": "#part"}], status=413)


def _moved(request: HttpRequest, draft: DraftValue, path: str, way: str) -> HttpResponse:
    """Put a part one place up or down, in the draft as it stands now: no words can be lost by it."""
    try:
        document = parts.move(draft.document, path, -1 if way == "up" else 1)
        drafts.save(draft=draft, document=document, actor=actor(request), at=now())
    except (NoSuchPart, Overtaken, Closed):
        return problem(request=request, status=409, words_key="serve.desk-no-such-part")
    return redirect(reverse("serve:designer-draft", kwargs={"draft": draft.id}) + f"#list-{path.partition('/')[0]}")


def written(draft: DraftValue, path: str, held: Mapping[str, Json], posted: Mapping[str, Any]) -> dict[str, Json]:
    """A part as it was typed."""
    sort = path.partition("/")[0]
    kind = first(posted, "kind")
    before = {**held, "kind": kind} if kind and sort == "steps" else dict(held)
    made = part_from(parts.fields_for(sort, before), posted, Known(draft.document), before)
    return table_from(made, posted, Known(draft.document)) if sort == "decisions" else made


def _saved(
    request: HttpRequest, draft: DraftValue, opened: DraftValue, path: str, made: dict[str, Json]
) -> HttpResponse:
    """Save a part over the revision that was opened. Its new code is put wherever the old one stood."""
    held = _held(draft.document, path)
    document = (
        parts.put(draft.document, path, made)
        if held is not None
        else parts.add(draft.document, path.rpartition("/")[0], made)
    )
    if held is not None and made.get("id") != held.get("id") and path != SERVICE:
        document = renamed(document, path.partition("/")[0], str(held.get("id") or ""), str(made.get("id") or ""))
    saved = drafts.save(draft=opened, document=document, actor=actor(request), at=now())
    where = _path_after(saved.document, draft.document, path, made)
    if "more" in request.POST:
        return redirect(reverse("serve:designer-draft", kwargs={"draft": saved.id}) + f"?after={where}#add-steps")
    return redirect(_at(saved, where) + "?saved=yes")


def _after_another(
    request: HttpRequest, current: DraftValue, seen: int, path: str, made: dict[str, Json]
) -> HttpResponse:
    """Somebody saved meanwhile. Where they left this part alone, it is saved; else both are shown, and nothing is lost."""
    base = drafts.document_at(draft=current.id, revision=seen)
    theirs, was = _held(current.document, path), _held(base, path) if base is not None else None
    if theirs is not None and theirs == was:
        return _saved(request, current, current, path, made)
    found = clash(was or {}, theirs, made, parts.fields_for(path.partition("/")[0], made))
    who = display_names(references=[current.edited_by]).get(current.edited_by, "Somebody")
    text = f"{who} saved this meanwhile. What you wrote is still in the form. Nothing was saved."
    return _part_page(
        request,
        current,
        path,
        made,
        errors=[{"text": text, "href": "#clash"}],
        status=409,
        clash=found,
        gone=theirs is None,
    )


def _part_page(
    request: HttpRequest,
    draft: DraftValue,
    path: str,
    held: Mapping[str, Json],
    *,
    shaped: str = "",
    errors: list[dict[str, str]] | None = None,
    status: int = 200,
    clash: Clash | None = None,
    gone: bool = False,
) -> HttpResponse:
    sort = path.partition("/")[0]
    document = draft.document if gone else parts.put(draft.document, path, held)
    standing = stand(document)
    known = Known(document)
    faults = {} if "new" in request.GET or shaped else standing.faults_of(path)
    fields = parts.fields_for(sort, held)
    laid = Layout(known, held, faults, shaped.removeprefix("rows:")).boxes(fields)
    return draft_desk(
        request,
        draft,
        standing,
        "part",
        at=path,
        status=status,
        title=f"{called(held) if path != SERVICE else ONE[SERVICE].capitalize()} – {name_of(draft)}",
        heading=called(held) if path != SERVICE else ONE[SERVICE].capitalize(),
        errors=(errors or []) + ([] if "new" in request.GET or shaped else _summary(standing, path)),
        path=path,
        sort=sort,
        what=ONE[sort],
        part=held,
        sections=_sections(laid),
        kinds=kinds(),
        grid=grid(held, known) if sort == "decisions" else None,
        inner=parts.inner_of(document, path),
        in_words=in_words(held, standing.rest),
        shaped=shaped,
        clash=clash,
        gone=gone,
        was_saved="saved" in request.GET,
        pages=known.choices("pages"),
        **beside(request, draft, standing, path=path, proved=not shaped),
    )


def _sections(laid: Any) -> list[tuple[str, list[Any]]]:
    found: dict[str, list[Any]] = {}
    for each in laid:
        found.setdefault(each.field.section, []).append(each)
    return list(found.items())


def _summary(standing: Standing, path: str) -> list[dict[str, str]]:
    told = [each for each in standing.faults if each.path == path]
    return [
        {"text": str(each), "href": f"#box-{each.field.partition('.')[0]}" if each.field else "#part"} for each in told
    ]


def _opened(request: HttpRequest, draft: DraftValue) -> DraftValue:
    """The draft at the revision at which this form was opened."""
    seen = said(request, "revision", 12)
    number = int(seen) if seen.isascii() and seen.isdecimal() else 0
    return draft if number == draft.revision else _at_revision(draft, number)


def _at_revision(draft: DraftValue, number: int) -> DraftValue:
    return DraftValue(
        draft.id, draft.service, draft.document, number, draft.begun_from, draft.begun_by, draft.begun_at,
        draft.edited_by, draft.edited_at,
    )  # fmt: skip


def _held(document: Json, path: str) -> dict[str, Json] | None:
    try:
        return parts.get(document, path)
    except NoSuchPart:
        return None


def _path_after(document: Json, before: Json, path: str, made: Mapping[str, Json]) -> str:
    """The name of a part after it was saved: its code may be another now."""
    if path == SERVICE:
        return path
    above = path.rpartition("/")[0]
    code = made.get("id")
    if _held(document, f"{above}/{code}") == dict(made):
        return f"{above}/{code}"
    return path if _held(document, path) is not None else above


def _at(draft: DraftValue, path: str) -> str:
    return reverse("serve:designer-part", kwargs={"draft": draft.id, "path": path})
