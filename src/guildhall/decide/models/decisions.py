"""What was moved, how it was voted on, what was decided, and what became of the decision."""

from django.db import models
from django.db.models import F, Q

from guildhall.decide.models.bodies import Organization, Person, Post
from guildhall.decide.models.matters import Matter
from guildhall.decide.models.meetings import AgendaItem
from guildhall.decide.models.record import Cited, Kept, Published, one_of
from guildhall.kernel.authority.voting import MAJORITIES

PATHS = ("executive", "council", "officer", "individual")
"""By which path the law has it decided: collectively by the executive, by Council or its committees, by an officer, by one
member of the executive."""

OUTCOMES = ("resolved", "recommended", "noted", "deferred", "refused", "referred")
SEQUELS = ("carried-out", "superseded", "revoked", "referred-back")


class Motion(Cited, Published):
    """What somebody moved at an item. An amendment names the motion that it would change."""

    item = models.ForeignKey(AgendaItem, on_delete=models.PROTECT, related_name="motions")
    place = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=12, default="motion")
    text = models.TextField(blank=True)
    amends = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="amendments")
    mover = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="moved")
    mover_post = models.ForeignKey(Post, on_delete=models.PROTECT, null=True, related_name="+")
    seconder = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="seconded")
    seconder_post = models.ForeignKey(Post, on_delete=models.PROTECT, null=True, related_name="+")
    moved_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            one_of("kind", ("motion", "amendment", "procedural"), "decide_kind_of_motion"),
            models.CheckConstraint(
                condition=Q(kind="amendment", amends__isnull=False) | (~Q(kind="amendment") & Q(amends__isnull=True)),
                name="decide_amendments_amend",
            ),
            models.CheckConstraint(
                condition=Q(mover__isnull=True) | Q(seconder__isnull=True) | ~Q(mover=F("seconder")),
                name="decide_nobody_seconds_themselves",
            ),
            models.CheckConstraint(
                condition=Q(amends__isnull=True) | ~Q(amends=F("id")), name="decide_no_motion_amends_itself"
            ),
            models.UniqueConstraint(fields=["item", "place"], name="decide_motion_place_once"),
        ]


class VoteEvent(Kept):
    """A vote was taken on a motion: how, the numbers where they were counted, and the result. Seen when its motion is.

    ``majority`` is which was needed to carry it, where that was more than half of those voting.
    """

    motion = models.ForeignKey(Motion, on_delete=models.PROTECT, related_name="vote_events")
    place = models.PositiveSmallIntegerField(default=1)
    how = models.CharField(max_length=12, blank=True)
    yes = models.PositiveSmallIntegerField(null=True)
    no = models.PositiveSmallIntegerField(null=True)
    abstain = models.PositiveSmallIntegerField(null=True)
    result = models.CharField(max_length=4, blank=True)
    majority = models.CharField(max_length=22, blank=True)
    casting = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    taken_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            one_of("how", ("", "assent", "show", "recorded", "ballot"), "decide_how_it_was_voted"),
            one_of("result", ("", "pass", "fail"), "decide_result_of_vote"),
            one_of("majority", MAJORITIES, "decide_majority_of_vote"),
            models.UniqueConstraint(fields=["motion", "place"], name="decide_vote_place_once"),
        ]

    def __str__(self) -> str:
        return f"{self.result} {self.yes}:{self.no}"


class Vote(Kept):
    """How one member voted, where names were recorded."""

    event = models.ForeignKey(VoteEvent, on_delete=models.PROTECT, related_name="votes")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="votes")
    option = models.CharField(max_length=10)

    class Meta:
        constraints = [
            one_of("option", ("yes", "no", "abstain", "absent", "not-voting"), "decide_option_of_vote"),
            models.UniqueConstraint(fields=["event", "person"], name="decide_votes_once"),
        ]

    def __str__(self) -> str:
        return self.option


class Decision(Cited, Published):
    """Something was decided, or recommended to whoever decides it.

    ``number`` is the decision's own, as printed: `C/020/091219`. ``path`` says which of the law's paths it takes; where it stands
    on that is worked out from dated facts, and never kept. ``resolves`` is the recommendation that this decision settles.
    ``is_key`` and ``is_subject_to_call_in`` are empty where nobody said. ``reasons``, ``options_rejected`` and ``conflicts`` are
    null only where a page that was brought in does not say them (``brought_in``); "none" is said, never left blank.
    ``under`` is the delegation by which an officer took it, where one is known.
    ``listed_on`` is its day in registers: the day it was taken, else the day it came to be known. ``stated_effective_on`` is
    what a page says of it; ours is reckoned.
    """

    item = models.ForeignKey(AgendaItem, on_delete=models.PROTECT, null=True, related_name="decisions")
    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, null=True, related_name="decisions")
    plan_entry = models.ForeignKey("decide.PlanEntry", on_delete=models.PROTECT, null=True, related_name="decisions")
    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, null=True, related_name="decisions")
    post = models.ForeignKey(Post, on_delete=models.PROTECT, null=True, related_name="decisions")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="decisions")
    under = models.ForeignKey("decide.Delegation", on_delete=models.PROTECT, null=True, related_name="decisions")
    number = models.CharField(max_length=60, blank=True)
    path = models.CharField(max_length=12)
    outcome = models.CharField(max_length=12)
    title = models.CharField(max_length=400)
    title_cy = models.CharField(max_length=400, blank=True)
    recommends_to = models.ForeignKey(Organization, on_delete=models.PROTECT, null=True, related_name="recommended")
    resolves = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="resolved_by")
    brought_in = models.BooleanField(default=False)
    taken_on = models.DateField(null=True)
    listed_on = models.DateField()
    is_key = models.BooleanField(null=True)
    is_subject_to_call_in = models.BooleanField(null=True)
    call_in_exempt_because = models.TextField(blank=True)
    urgency_agreed_by = models.ForeignKey(Post, on_delete=models.PROTECT, null=True, related_name="+")
    urgency_agreed_on = models.DateField(null=True)
    reasons = models.TextField(null=True)
    options_rejected = models.TextField(null=True)
    conflicts = models.TextField(null=True)
    stated_status = models.CharField(max_length=100, blank=True, help_text="as a page that was brought in has it")
    stated_publication_on = models.DateField(null=True)
    stated_effective_on = models.DateField(null=True)

    class Meta:
        constraints = [
            one_of("path", PATHS, "decide_path_of_decision"),
            one_of("outcome", OUTCOMES, "decide_outcome_of_decision"),
            models.CheckConstraint(
                condition=Q(organization__isnull=False)
                | Q(post__isnull=False)
                | Q(person__isnull=False)
                | Q(brought_in=True),
                name="decide_somebody_decides",
            ),
            models.CheckConstraint(
                condition=~Q(outcome="recommended") | Q(recommends_to__isnull=False) | Q(brought_in=True),
                name="decide_recommended_to_somebody",
            ),
            models.CheckConstraint(
                condition=~(Q(reasons="") | Q(options_rejected="") | Q(conflicts="")), name="decide_none_is_said"
            ),
            models.CheckConstraint(
                condition=Q(brought_in=True)
                | Q(reasons__isnull=False, options_rejected__isnull=False, conflicts__isnull=False),
                name="decide_reasons_are_given",
            ),
            models.CheckConstraint(
                condition=Q(brought_in=True) | Q(taken_on__isnull=False), name="decide_taken_on_a_day"
            ),
            models.CheckConstraint(
                condition=Q(is_subject_to_call_in__isnull=True)
                | Q(is_subject_to_call_in=True)
                | Q(brought_in=True)
                | Q(path="council")
                | Q(outcome="recommended")
                | ~Q(call_in_exempt_because=""),
                name="decide_exempt_for_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(resolves__isnull=True) | ~Q(resolves=F("id")), name="decide_not_by_itself"
            ),
        ]
        indexes = [
            models.Index(
                fields=["-listed_on", "-id"], condition=Q(published_at__isnull=False), name="decide_decision_newest"
            ),
            models.Index(fields=["organization", "-listed_on", "-id"], name="decide_decision_of_body"),
            models.Index(fields=["matter", "listed_on", "id"], name="decide_decision_of_matter"),
            models.Index(fields=["number"], condition=~Q(number=""), name="decide_decision_by_number"),
        ]


class Resolution(Kept):
    """One paragraph of a decision, cited as `decision/2026-03-FC-9#1.2`. ``number`` is `1`, or `1.2` for a part of it."""

    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="resolutions")
    place = models.PositiveSmallIntegerField()
    number = models.CharField(max_length=20)
    text = models.TextField()
    text_cy = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["decision", "place"], name="decide_paragraph_place_once"),
            models.UniqueConstraint(fields=["decision", "number"], name="decide_paragraph_number_once"),
        ]

    def __str__(self) -> str:
        return self.number


class Sequel(Published):
    """What became of a decision on a day: it was carried out, superseded or revoked; where another decision did it, by which."""

    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="sequels")
    kind = models.CharField(max_length=13)
    on = models.DateField()
    by = models.ForeignKey(Decision, on_delete=models.PROTECT, null=True, related_name="+")
    says = models.TextField(blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.CharField(max_length=80)

    class Meta:
        constraints = [
            one_of("kind", SEQUELS, "decide_kind_of_sequel"),
            models.CheckConstraint(
                condition=Q(by__isnull=True) | ~Q(by=F("decision")), name="decide_sequel_by_another"
            ),
            models.UniqueConstraint(fields=["decision", "kind", "on"], name="decide_sequel_once"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.on}"
