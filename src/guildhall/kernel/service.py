"""A service as one document: what is asked, by which ways in, under which law, and what follows."""

from datetime import date
from typing import Annotated, Literal

from pydantic import ConfigDict, Field, StrictBool, StrictInt, model_validator

from guildhall.kernel.canonical import content_hash
from guildhall.kernel.clocks import LONGEST, Term
from guildhall.kernel.conditions import Condition
from guildhall.kernel.kinds import AnyQuestion
from guildhall.kernel.model import Code, Json, Language, Model, Text, as_json
from guildhall.kernel.question import Question
from guildhall.kernel.tables import DecisionTable

ActorKind = Literal["resident", "helper", "staff"]
CHANNELS = ("web", "phone", "counter", "paper", "api")
PaymentMethod = Literal["card", "card-by-link", "cash", "cheque", "waived"]


class Channel(Model):
    """One way in: whether it is open, whom to reach and when, and how money is taken there."""

    enabled: StrictBool = True
    contact: Text | None = None
    hours: Text | None = None
    payments: tuple[PaymentMethod, ...] = ()


class Channels(Model):
    """The ways in. One that is left out is not offered."""

    web: Channel | None = None
    phone: Channel | None = None
    counter: Channel | None = None
    paper: Channel | None = None
    api: Channel | None = None

    def offered(self) -> dict[str, Channel]:
        """The ways in that are open, by name."""
        named = ((name, getattr(self, name)) for name in CHANNELS)
        return {name: channel for name, channel in named if channel is not None and channel.enabled}


class Classification(Model):
    """The standard lists' names for this service: the Local Government Services List's number, Open311's code."""

    lgsl: int | None = None
    open311: str | None = None


class Retention(Model):
    """How long a case is kept after it is closed, and why."""

    months: int = Field(ge=0)
    because: str | None = None


class Legal(Model):
    """The law the service stands on."""

    basis: str | None = Field(None, description="the lawful basis: public-task, consent, contract, legal-obligation...")
    law_refs: tuple[str, ...] = ()
    retention: Retention | None = None
    fee_set_by: str | None = None


class Shared(Model):
    """A matter that is anybody's: whoever reports the same thing may be shown that it was reported, how far away and when."""

    place: Code = Field(description="the question that says where it is")
    shows: tuple[Code, ...] = Field((), description="answers to choose from that anybody may see, such as what it is")


class Fallback(Model):
    """What to ask when a fact cannot be looked up."""

    ask: Code


class Fact(Model):
    """Something looked up or computed, never asked, unless it cannot be found out."""

    id: Code
    title: Text | None = None
    source: Code = Field(description="the look-up that finds it")
    needs: tuple[Code, ...] = Field((), description="the answers it is looked up from")
    values: tuple[str, ...] | None = Field(None, description="every value it may take, where they can be listed")
    fallback: Fallback | None = None


class Difference(Model):
    """A difference that the definition declares between kinds of actor, with its reason; the same on every channel."""

    actors: tuple[ActorKind, ...]
    reason: Text


class Rule(Model):
    """A condition with a name and a sentence."""

    id: Code
    when: Condition
    sentence: Text
    difference: Difference | None = Field(
        None, description="for a rule that asks who is acting: for whom it differs, and why"
    )


class Route(Model):
    """Where to go from a page: to another page or an outcome, always or when a condition holds."""

    to: Code
    when: Condition | None = None


class Page(Model):
    """Words and order for a page of steps. ``next`` is needed only where the way is not simply onwards."""

    id: Code
    title: Text | None = None
    guidance: Text | None = Field(None, description="paragraphs, lists and links, in Markdown without HTML")
    next: tuple[Route, ...] | None = None
    source: str | None = Field(None, description="the page of the form it was imported from")


class Within(Model):
    """How long a promise gives the council, in one unit, from the moment at which it hears of the matter."""

    model_config = ConfigDict(json_schema_extra={"minProperties": 1, "maxProperties": 1})

    hours: StrictInt | None = Field(None, ge=0, le=LONGEST["hours"], description="hours that really pass")
    working_hours: StrictInt | None = Field(
        None, ge=0, le=LONGEST["working-minutes"] // 60, description="hours while the office is open"
    )
    days: StrictInt | None = Field(None, ge=0, le=LONGEST["days"], description="calendar days")
    working_days: StrictInt | None = Field(None, ge=0, le=LONGEST["working-days"])
    months: StrictInt | None = Field(None, ge=0, le=LONGEST["months"], description="calendar months")

    @model_validator(mode="after")
    def _one_unit(self) -> "Within":
        if len(self._given()) != 1:
            raise ValueError("write one of hours, workingHours, days, workingDays or months")
        return self

    @property
    def term(self) -> Term:
        """The same as a term that can be counted."""
        return self._given()[0]

    def _given(self) -> list[Term]:
        found = (
            Term(self.hours, "hours") if self.hours is not None else None,
            Term(self.working_hours * 60, "working-minutes") if self.working_hours is not None else None,
            Term(self.days, "days") if self.days is not None else None,
            Term(self.working_days, "working-days") if self.working_days is not None else None,
            Term(self.months, "months") if self.months is not None else None,
        )
        return [term for term in found if term is not None]


class Promise(Model):
    """By when the council will have done what it says: within a span, or the working days that a table gives."""

    span: Within | None = None
    decision: Code | None = None
    sentence: Text = Field(description="what is promised; {hours}, {days}, {months}, {date} and {time} are filled in")


class Outcome(Model):
    """How a journey ends: a case is opened, advice is given, or a person takes over.

    ``exit`` and ``handover`` with a condition end the journey as soon as it holds; ``submit`` is reached at the end.
    """

    id: Code
    kind: Literal["submit", "exit", "handover"]
    when: Condition | None = None
    not_for: Difference | None = Field(None, description="actors for whom this outcome does not apply, and why")
    title: Text
    next: Text | None = Field(None, description="what happens next, in Markdown without HTML")
    contact: Text | None = Field(None, description="for a handover: whom to reach, now")
    telephone: str | None = None
    promise: Promise | None = None
    fee: Code | None = Field(None, description="the decision table that gives the fee in pence")
    route: Code | None = Field(None, description="the decision table that gives the team")
    team: Code | None = None
    priority: Code | None = None
    complaint: Literal["stage-1", "stage-2"] | None = Field(
        None, description="the stage of the Ombudsmen's codes at which a complaint begins; their terms run from then"
    )
    ombudsman: Literal["local-government", "housing"] | None = Field(
        None, description="for a complaint: whose code applies, and to whom it goes after the last answer"
    )
    decided: StrictBool = Field(
        False, description="for an application: it is granted or refused, and its case does not end before that"
    )


class Arrival(Model):
    """What a journey test expects."""

    outcome: Code
    asked: tuple[Code, ...] | None = None
    not_asked: tuple[Code, ...] | None = None
    case: dict[str, Json] | None = None
    fee: int | None = None
    team: Code | None = None


class JourneyTest(Model):
    """One journey as data, run on every channel."""

    name: str
    actor: ActorKind = "resident"
    now: str | None = None
    facts: dict[str, Json] = Field(default_factory=dict)
    answers: dict[str, Json]
    expect: Arrival


class ApprovedWords(Model):
    """Words in a language, approved by somebody who speaks it. The name is published with the service."""

    by: Annotated[str, Field(min_length=1, max_length=200)]
    on: date


class Service(Model):
    """A definition. Its shape is checked when it is loaded; whether it leads anywhere is the publish gate's business."""

    guildhall: Literal[1] = Field(1, description="the version of this format")
    id: Code
    version: int = Field(1, ge=1)
    status: Literal["draft", "live", "withdrawn"] = "draft"
    languages: tuple[Language, ...] = ("en",)
    approved: dict[Language, ApprovedWords] = Field(
        default_factory=dict, description="who has approved the words of a language, and on which day"
    )
    title: Text
    summary: Text | None = None
    finds: dict[Language, tuple[str, ...]] = Field(default_factory=dict, description="words people use for it")
    owner: Code | None = Field(None, description="the post that answers for it")
    fulfils: tuple[str, ...] = ()
    classification: Classification = Classification()
    legal: Legal = Legal()
    shared: Shared | None = Field(
        None,
        description="for what is nobody's private matter: what others may see of a report, so that it is not made twice",
    )
    channels: Channels = Channels()
    facts: tuple[Fact, ...] = ()
    rules: tuple[Rule, ...] = ()
    decisions: tuple[DecisionTable, ...] = ()
    start: Code | None = None
    pages: tuple[Page, ...] = ()
    steps: tuple[Annotated[AnyQuestion, Field()], ...] = ()
    outcomes: tuple[Outcome, ...] = ()
    tests: tuple[JourneyTest, ...] = ()

    def to_json(self) -> Json:
        """The definition as plain JSON: what was written, without what is left at its default."""
        return as_json(self.model_dump(by_alias=True, exclude_defaults=True)) | {"guildhall": 1}

    def hash(self) -> str:
        """The content hash: the same for the same definition, however it was written."""
        return content_hash(self.to_json())

    def step(self, step: str) -> Question | None:
        """The first step with that id, groups not looked into."""
        return next((each for each in self.steps if each.id == step), None)
