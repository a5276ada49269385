"""Speaking for another at a desk: what stands on record decides, when it begins and again at every page."""

from datetime import datetime
from uuid import UUID

from guildhall.people.door import RepresentationValue, WhyNot, may_act, same_as, why_not_act
from guildhall.serve.models import Journey


class MayNot(ValueError):
    """They may not speak for this person about this. ``code`` says why."""

    def __init__(self, code: WhyNot) -> None:
        super().__init__(code)
        self.code: WhyNot = code


def decide(*, agent: str, principal: str, service: str, at: datetime) -> RepresentationValue:
    """By which representation an agent may speak for a principal about a service now. Raises ``MayNot``."""
    about = (f"service/{service}",)
    found = may_act(agent=agent, principal=principal, power="speak", about=about, at=at)
    if found is None:
        raise MayNot(why_not_act(agent=agent, principal=principal, about=about, at=at))
    return found


def speaks_still(*, journey: UUID, at: datetime) -> bool:
    """Whether a journey that was begun for another may go on. One statement where nobody speaks for another.

    Where nobody said who they are when it began, nothing of anybody's stands behind it, and nothing can end.
    """
    spoken = Journey.objects.filter(id=journey).values_list("on_behalf_of", "customer", "service").first()
    if spoken is None or not (spoken[0] and spoken[1]):
        return True
    principal, agent, service = spoken
    about = (f"journey/{journey}", f"service/{service}")
    if may_act(agent=agent, principal=principal, power="speak", about=about, at=at) is not None:
        return True
    return agent in same_as(references=[principal])[principal]
