"""What was posted: the boxes of a page, the buttons that add or take away an item, and files.

A file is checked and kept as soon as it arrives. The form gets it back as a signed token, which holds its reference and its
name, so that nobody can hand in a reference that is not theirs.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from django.core import signing
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest

from guildhall.estate.door import Refused, store_files
from guildhall.kernel.kinds.evidence import Evidence
from guildhall.kernel.question import Question, Refusal, Typed
from guildhall.serve.pages.filling import File

MOST_READ = 11 * 1024 * 1024
"""Bytes read of a file: a little more than any may have, so that one that is too big is seen to be."""
_SALT = "guildhall.serve.web.file"
Stored = tuple[str, str | Refused]
"""A file's name, and its reference or why it was refused."""
OURS = frozenset({"csrfmiddlewaretoken", "shown", "add", "remove", "drop"})


@dataclass(slots=True)
class Posted:
    """One page as it was posted. ``shown`` are the questions that stood on it; ``changed`` that only its shape was."""

    form: dict[str, Typed]
    shown: tuple[str, ...]
    changed: bool = False
    more: dict[str, int] = field(default_factory=dict)
    files: dict[str, tuple[File, ...]] = field(default_factory=dict)
    refusals: list[Refusal] = field(default_factory=list)


def posted(request: HttpRequest, questions: Iterable[Question]) -> Posted:
    """Read a page. Files are kept; those that cannot be taken are in ``refusals``, each with its reason."""
    form: dict[str, Typed] = {
        name: (held[0] if len(held) == 1 else list(held)) for name, held in request.POST.lists() if name not in OURS
    }
    found = Posted(form, tuple(request.POST.getlist("shown")))
    evidence = [question for question in questions if isinstance(question, Evidence)]
    stored = _stored(request, evidence)
    for question in evidence:
        _read_files(request, question, found, stored[question.id])
    if added := request.POST.get("add"):
        found.changed = True
        found.more[added] = len(_places(form, added) or [0]) + 1
        _renumbered(found.form, added)
    if removed := request.POST.get("remove"):
        found.changed = True
        _take_out(found.form, removed)
    return found


def token_of(reference: str, name: str) -> str:
    """What a form holds for a file that is stored."""
    return signing.dumps([reference, name], salt=_SALT)


def _read_files(request: HttpRequest, question: Evidence, found: Posted, stored: Sequence[Stored]) -> None:
    dropped = request.POST.get("drop", "")
    found.changed = found.changed or bool(dropped)
    kept: dict[str, str] = {}
    for token in request.POST.getlist(f"{question.id}.kept"):
        try:
            reference, name = signing.loads(token, salt=_SALT)
        except (signing.BadSignature, ValueError, TypeError):
            continue
        if token != dropped:
            kept[str(reference)] = str(name)
    for name, reference in stored:
        if isinstance(reference, Refused):
            words = {language: f"{name}: {said}" for language, said in reference.words.items()}
            found.refusals.append(Refusal(question.id, reference.code, words))
        else:
            kept[reference] = name
    found.form.pop(f"{question.id}.kept", None)
    found.form[f"{question.id}.files"] = list(kept)
    found.files[question.id] = tuple(File(name, token_of(reference, name)) for reference, name in kept.items())


def _stored(request: HttpRequest, questions: Iterable[Evidence]) -> Mapping[str, Sequence[Stored]]:
    """Keep all the files of a page, in one statement: for each question their names, and what became of them."""
    named: dict[str, list[UploadedFile[bytes]]] = {
        question.id: request.FILES.getlist(f"{question.id}.files") for question in questions
    }
    sent = [each for files in named.values() for each in files]
    kept = iter(store_files(sent=((each.read(MOST_READ), each.name or "") for each in sent), by="", channel="web"))
    return {question: [(each.name or "", next(kept)) for each in files] for question, files in named.items()}


def _places(form: Mapping[str, Typed], at: str) -> list[int]:
    """The numbers of the items that stand in a form under a repeating question."""
    heads = {key[len(at) + 1 :].partition(".")[0] for key in form if key.startswith(f"{at}.")}
    return sorted(int(head) for head in heads if head.isdecimal() and len(head) < 4)


def _renumbered(form: dict[str, Typed], at: str) -> None:
    """Number the items under a repeating question 0, 1, 2… without gaps."""
    for new, old in enumerate(_places(form, at)):
        if new != old:
            for key in [key for key in form if key.startswith(f"{at}.{old}.")]:
                form[f"{at}.{new}.{key[len(f'{at}.{old}.') :]}"] = form.pop(key)


def _take_out(form: dict[str, Typed], item: str) -> None:
    for key in [key for key in form if key.startswith(f"{item}.")]:
        del form[key]
    _renumbered(form, item.rpartition(".")[0])
