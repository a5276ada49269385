"""A key decision that was taken without the notice the law asks for: the monitoring officer is told, once, until they have seen to it.

S.I. 2012/2089, regulations 9 to 11: 28 clear days' notice, or notice under the general exception, or special urgency agreed. A
decision without any stands as it happened, and its path shows it; whether it is lawful is for the monitoring officer to look at
(Local Government and Housing Act 1989, section 5A).
"""

from datetime import datetime

from guildhall.decide import happened
from guildhall.decide import models as m
from guildhall.decide.authority.standing import paths
from guildhall.decide.keeping.recording import tell
from guildhall.decide.sight import KEEPERS
from guildhall.kernel.authority.values import BreachCode
from guildhall.ledger.door import Actor

_SAID: dict[BreachCode, str] = {
    "key-notice-not-on-record": "A key decision, of which no notice is on record.",
    "key-notice-late": "A key decision, of which notice was given too late.",
}


def unnoticed(decision: m.Decision) -> BreachCode | None:
    """Which notice a key decision lacks by the day on which it was taken; none where it has it, or none was needed."""
    if not decision.is_key or decision.brought_in or decision.taken_on is None:
        return None
    breaches = paths([decision], on=decision.taken_on, onlooker=KEEPERS)[decision.pk].breaches
    return next((each.code for each in breaches if each.code in _SAID), None)


def report_unnoticed(*, decision: m.Decision, actor: Actor, at: datetime) -> None:
    """Tell the monitoring officer of a key decision without notice. What was told already is not told again."""
    code = unnoticed(decision)
    if code is None:
        return
    _, new = m.Concern.objects.get_or_create(
        decision=decision,
        defaults={
            "section": "S.I. 2012/2089, regulation 9", "says": _SAID[code], "reported_at": at, "reported_by": actor.reference,
        },
    )  # fmt: skip
    if new:
        tell(decision, happened.UNNOTICED_REPORTED, actor, at, lacks=code)
