"""One commitment: who answers for it, what is done for it, how it is measured, and where it comes from."""

from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from guildhall.kernel.planning.strategy import Action, Commitment, Milestone
from guildhall.plan import models as m
from guildhall.plan.desks.public.showing import one, shown, tongue_for
from guildhall.plan.desks.public.strategies import stands
from guildhall.plan.onward import onward
from guildhall.plan.reading import Told, cited


@dataclass(frozen=True, slots=True)
class Part:
    """An action or a milestone, and what was noted of it, where it was done."""

    says: Action | Milestone
    done: m.Done | None


@require_safe
def commitment(request: HttpRequest, lang: str, key: str, code: str) -> HttpResponse:
    """One commitment. Raises ``Http404``."""
    told, _ = one(key)
    found = told.text.commitment(code)
    if found is None:
        raise Http404
    tongue = tongue_for(lang, told)
    done = {each.part: each for each in m.Done.objects.filter(strategy=told.row, commitment=code)}
    answered = m.Answered.objects.filter(commitment=code, finding__consultation__version__strategy=told.row)
    return shown(
        request,
        tongue,
        "commitment",
        tongue.plain(found.text),
        key=key,
        code=code,
        told=told,
        commitment=found,
        theme=next((each for each in told.text.themes if each.code == found.theme), None),
        stands=stands(told.stood, lang),
        cite=cited(told.row.reference, code),
        actions=[Part(each, done.get(each.code)) for each in found.actions],
        milestones=[Part(each, done.get(each.code)) for each in found.milestones],
        needed_by=[each for each in told.text.commitments if any(need.commitment == code for need in each.needs)],
        aligned=[each for each in told.text.alignments if code in each.commitments],
        before=_before(told, found),
        answered=answered.select_related("finding").order_by("id"),
        onward_to=onward(lang, key, code),
    )


def _before(told: Told, found: Commitment) -> list[str]:
    """The commitments of the predecessor that go on in this one, by their codes."""
    became = told.text.predecessor.became if told.text.predecessor else ()
    return [each.code for each in became if found.code in each.as_]
