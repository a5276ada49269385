"""Those who help others, for tests of rooms: a library, a charity, and Grace, who is helped."""

from dataclasses import dataclass

from django.test import Client
from django_tasks_db.models import DBTaskResult
from tests.rooms.deskwork import Clerk, clerk

from guildhall.people import door
from guildhall.serve.answering.journeys import phrase_of
from guildhall.serve.models import Case, Journey

ANSWERS = (
    {"address.line1": "4 Mill Lane", "address.postcode": "zz1 2ab"},
    {"bin": "b"},
    {"assisted": "b"},
    {"name": "Grace Adeyemi"},
    {"contact-by": "d"},
)


@dataclass
class Organisation:
    """A library or a charity."""

    reference: str

    def helper(self, name: str) -> Clerk:
        """Somebody who works there, logged in."""
        return clerk("partner", team=self.reference, name=name)


def organisation(name: str = "Westmere Library") -> Organisation:
    return Organisation(door.register(kind="organisation", name=name))


def begins(helper: Clerk, *, name: str = "Grace Adeyemi", language: str = "en", **told: str) -> Clerk:
    """Grace agrees that she is helped with a missed bin."""
    helper.open("/desk/partner").press("Show them the consent", {"service": "missed-bin", "lang": language})
    return helper.press(AGREE[language], {"name": name} | told)


def sends(helper: Clerk, **told: str) -> Case:
    """The whole form, to the case. ``told`` is what Grace says of herself besides her name."""
    begins(helper, **told)
    for typed in ANSWERS:
        helper.press("Go on", typed)
    helper.press("Send it")
    for row in DBTaskResult.objects.ready().order_by("enqueued_at"):
        row.task.call(**row.args_kwargs["kwargs"])
    return Case.objects.order_by("-id")[0]


def goes_on(code: str, lang: str = "en") -> Clerk:
    """Grace takes up her form with its code, on her own telephone."""
    journey = Journey.objects.get()
    grace = Clerk(Client(enforce_csrf_checks=True), "").open({"en": "/en/continue", "cy": "/cy/parhau"}[lang])
    grace.press("", {"code": code})
    words = grace.page.xpath("//input[@name='check.phrase']")
    typed = {"check.address": "ZZ1 2AB"} | ({"check.phrase": phrase_of(journey.id, lang)} if words else {})
    return grace.press("", typed)


AGREE = {"en": "I agree", "cy": "Rwy’n cytuno"}
