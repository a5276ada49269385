"""What a machine sends beside its answers: a file ahead of them, and afterwards how it was."""

from hashlib import sha256
from urllib.parse import unquote

from django.db import transaction
from django.http import HttpRequest, HttpResponse, UnreadablePostError

from guildhall.estate.door import LARGEST_FILE, Refused, file_names, store_file
from guildhall.kernel.canonical import canonical_json, read_json
from guildhall.kernel.clocks import local
from guildhall.serve import clock
from guildhall.serve.answering import satisfaction, uploads
from guildhall.serve.desks.api.exchange import FILES, Problem, answer, language_of, object_in
from guildhall.serve.desks.api.routes import at, key_in, live_of, within
from guildhall.serve.models import Posted


@at("/services/{service}/files", "POST")
def send_file(request: HttpRequest, service: str) -> HttpResponse:
    """Keep a file, and give the reference to put into an answer. The same key with the same file gives it again."""
    live, language, now = live_of(service), language_of(request), clock.now()
    within(request, "files")
    key, content = key_in(request), _content(request)
    name = unquote(request.headers.get("File-Name", ""))[:200]
    sent = sha256(f"{live.id}\n{name}\n".encode("utf-8", "replace") + content).hexdigest()
    with transaction.atomic():
        posted, new = Posted.objects.get_or_create(key=f"file {key}", defaults={"body_hash": sent, "at": now})
        if not new and posted.body_hash != sent:
            raise Problem(409, "other-body")
        if not new:
            return answer(request, read_json(posted.answer))
        stored = store_file(content=content, name=name, by="", channel="api")
        if isinstance(stored, Refused):
            raise _not_taken(stored, language)
        uploads.keep(file=stored, service=live.id, at=now)
        told = {"reference": stored, "name": file_names(references=[stored])[stored]}
        posted.answer = canonical_json(told)
        posted.save(update_fields=["answer"])
    return answer(request, told, 201)


@at("/services/{service}/satisfaction", "POST")
def tell_how_it_was(request: HttpRequest, service: str) -> HttpResponse:
    """Keep how it was, apart from any case. Of all that is sent under one key, the first counts."""
    live = live_of(service)
    language_of(request)
    within(request, "satisfaction")
    key = key_in(request)
    score = object_in(request, frozenset({"score"}), otherwise="not-a-score").get("score")
    try:
        today = local(clock.now()).date()
        satisfaction.keep(service=live.id, channel="api", score=_whole(score), on=today, once=key)
    except satisfaction.NotAScore:
        raise Problem(422, "not-a-score") from None
    return answer(request, {"kept": True})


def _content(request: HttpRequest) -> bytes:
    """The file in the request, no more of it than is taken. Raises ``Problem``."""
    if (request.content_type or "") not in FILES:
        raise Problem(415, "not-a-file-type")
    try:
        return request.read(LARGEST_FILE + 1)
    except UnreadablePostError:
        raise Problem(400, "not-sent") from None


def _not_taken(refused: Refused, language: str) -> Problem:
    status = 413 if refused.code == "file-too-big" else 422
    return Problem(status, "not-taken", errors=[{"step": "", "code": refused.code, "message": refused.words[language]}])


def _whole(score: object) -> int:
    """A score as a whole number. Raises ``NotAScore``."""
    if isinstance(score, int) and not isinstance(score, bool):
        return score
    raise satisfaction.NotAScore(str(score))
