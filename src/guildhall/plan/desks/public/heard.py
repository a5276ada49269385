"""What residents said of a strategy, by which ways in, and what was done about it; and what became of the one before."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from guildhall.kernel.model import words
from guildhall.kernel.planning.comparing import changes
from guildhall.kernel.planning.promised import BECAME
from guildhall.kernel.planning.saying import CHANGES
from guildhall.kernel.planning.strategy import Becoming, Commitment, Strategy
from guildhall.plan import models as m
from guildhall.plan import reading
from guildhall.plan.counting import Counted, counted
from guildhall.plan.desks.public.showing import one, shown, tongue_for


@dataclass(frozen=True, slots=True)
class Asked:
    """One consultation: its decision, how many answered by each way in, and its findings with what was done about each.

    ``became`` says of a commitment what became of it since the version that was consulted on, by its code.
    """

    row: m.Consultation
    title: dict[str, str]
    href: str
    heard: Counted | None
    findings: list[tuple[m.Finding, Counted | None, list[m.Answered]]]
    became: Mapping[str, str]

    @property
    def withholds(self) -> bool:
        """Whether any number of it is withheld."""
        return any(each.withholds for each in (self.heard, *(counts for _, counts, _ in self.findings)) if each)


@dataclass(frozen=True, slots=True)
class Became:
    """What became of one commitment of the predecessor: its words then, and those as which it goes on."""

    code: str
    text: Commitment | None
    how: str
    says: Becoming | None
    now: list[Commitment]


@require_safe
def heard(request: HttpRequest, lang: str, key: str) -> HttpResponse:
    """What was said in the consultations on a strategy, and what was done. Raises ``Http404`` where there was none."""
    told, stood = one(key)
    asked = m.Consultation.objects.filter(version__strategy=told.row).select_related("version")
    rows = list(asked.defer("version__document").order_by("opens_on", "id"))
    if not rows:
        raise Http404
    counts = counted(rows)
    texts = reading.texts_of([each.version for each in rows])
    findings: dict[int, list[m.Finding]] = defaultdict(list)
    for finding in m.Finding.objects.filter(consultation__in=rows).order_by("id").prefetch_related("answered"):
        findings[finding.consultation_id].append(finding)
    made = []
    for row in rows:
        by = stood.cited.decisions.get(row.cites)
        made.append(
            Asked(
                row,
                dict(by.title) if by else {},
                by.addresses[lang] if by else "",
                counts.get((row.pk, None)),
                [(each, counts.get((row.pk, each.pk)), list(each.answered.all())) for each in findings[row.pk]],
                _since(texts[row.version_id], told.text, lang),
            )
        )
    tongue = tongue_for(lang, told)
    return shown(request, tongue, "heard", tongue.say("heard"), key=key, told=told, rows=made)


@require_safe
def became(request: HttpRequest, lang: str, key: str) -> HttpResponse:
    """What became of each commitment of the strategy before this one. Raises ``Http404`` where there was none."""
    told, _ = one(key)
    before = told.row.predecessor
    newest = before.versions.defer("document").order_by("-number").first() if before else None
    if before is None or newest is None:
        raise Http404
    was = reading.texts_of([newest])[newest.pk]
    tongue = tongue_for(lang, told)
    rows = _became(was, told.text, lang)
    return shown(request, tongue, "became", tongue.say("became"), key=key, told=told, was=was, before=before, rows=rows)


def _since(was: Strategy, now: Strategy, lang: str) -> Mapping[str, str]:
    """What became of each commitment that is not as it was, in words, by its code."""
    return {each.code: words(CHANGES[each.kind], lang) for each in changes(was, now) if each.of == "commitment"}


def _became(was: Strategy, now: Strategy, lang: str) -> list[Became]:
    told = {each.code: each for each in (now.predecessor.became if now.predecessor else ())}
    return [
        Became(
            each.code,
            each,
            words(BECAME[says.how], lang) if (says := told.get(each.code)) else "",
            says,
            [found for code in (says.as_ if says else ()) if (found := now.commitment(code))],
        )
        for each in was.commitments
    ]
