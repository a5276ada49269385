"""Members' interests: the register, what they declared at an item, what they were allowed all the same."""

from django.db import models
from django.db.models import Q

from guildhall.decide.models.bodies import Person, Post
from guildhall.decide.models.decisions import Decision, Vote
from guildhall.decide.models.meetings import AgendaItem, Meeting
from guildhall.decide.models.record import Cited, Kept, Published, in_order, one_of

CATEGORIES = (
    "employment", "sponsorship", "contracts", "land", "licences", "corporate-tenancies", "securities",
    "gifts", "membership", "other",
)  # fmt: skip
"""The first seven are disclosable pecuniary: SI 2012/1464. The others are the council's own code's."""

INTERESTS = (
    "disclosable-pecuniary",
    "pecuniary",
    "prejudicial",
    "personal",
    "non-pecuniary",
    "significant-other",
    "other",
)


class RegisteredInterest(Cited, Published):
    """An interest in the register. A sensitive one (Localism Act 2011, section 32) is shown as that alone.

    Then ``text`` is empty, and what it is stands in a ``Restriction``. ``of_partner``: their spouse's or partner's, who is never named.
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="interests")
    category = models.CharField(max_length=20)
    text = models.TextField(blank=True)
    of_partner = models.BooleanField(default=False)
    sensitive = models.BooleanField(default=False)
    since = models.DateField(null=True)
    until = models.DateField(null=True)
    registered_on = models.DateField(null=True)

    class Meta:
        constraints = [
            one_of("category", CATEGORIES, "decide_category_of_interest"),
            in_order("since", "until", "decide_interest_in_order"),
            models.CheckConstraint(
                condition=Q(sensitive=True, text="") | (Q(sensitive=False) & ~Q(text="")),
                name="decide_sensitive_is_not_said",
            ),
        ]
        indexes = [models.Index(fields=["person", "category", "id"], name="decide_interests_of_person")]


class Dispensation(Cited, Published):
    """Somebody may take part all the same: by whom it was given, on which ground of section 33(2), and until when."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="dispensations")
    interest = models.ForeignKey(RegisteredInterest, on_delete=models.PROTECT, null=True, related_name="dispensations")
    about = models.TextField()
    ground = models.CharField(max_length=1)
    may_vote = models.BooleanField(default=True)
    granted_on = models.DateField()
    until = models.DateField()
    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, null=True, related_name="dispensations")
    post = models.ForeignKey(Post, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            one_of("ground", ("a", "b", "c", "d", "e"), "decide_ground_of_dispensation"),
            in_order("granted_on", "until", "decide_dispensation_in_order"),
        ]
        indexes = [models.Index(fields=["person", "until"], name="decide_dispensations_of")]


class Declaration(Cited, Published):
    """A member declared an interest at an item. ``items_said`` is how they named the items: `0654 & 0655`.

    ``participated`` and ``left_the_room`` are empty where the record does not say.
    """

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="declarations")
    item = models.ForeignKey(AgendaItem, on_delete=models.PROTECT, null=True, related_name="declarations")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="declarations")
    kind = models.CharField(max_length=22)
    items_said = models.CharField(max_length=60, blank=True)
    reason = models.TextField(blank=True)
    participated = models.BooleanField(null=True)
    left_the_room = models.BooleanField(null=True)
    interest = models.ForeignKey(RegisteredInterest, on_delete=models.PROTECT, null=True, related_name="declared")
    dispensation = models.ForeignKey(Dispensation, on_delete=models.PROTECT, null=True, related_name="relied_on")
    made_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [one_of("kind", INTERESTS, "decide_kind_of_interest")]
        indexes = [
            models.Index(fields=["item", "person"], name="decide_declared_at_item"),
            models.Index(fields=["person", "-meeting"], name="decide_declared_by"),
        ]


class Bearing(Kept):
    """That an entry of the register bears on an item, as somebody at the desk found; perhaps taken back. Never published.

    No machine can judge it. Where the member declared the same entry at the item, the declaration says it all.
    """

    item = models.ForeignKey(AgendaItem, on_delete=models.PROTECT, related_name="bearings")
    interest = models.ForeignKey(RegisteredInterest, on_delete=models.PROTECT, related_name="bearings")
    found_at = models.DateTimeField()
    found_by = models.CharField(max_length=80)
    taken_back_at = models.DateTimeField(null=True)
    taken_back_by = models.CharField(max_length=80, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["item", "interest"], condition=Q(taken_back_at__isnull=True), name="decide_bears_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.interest_id} at {self.item_id}"


class Concern(Kept):
    """Something that happened against the rule, of which the monitoring officer is told. Never published.

    A vote that the law forbids is recorded as it happened, with the section it may offend; so is a ``decision`` that was key and
    had no notice in time.
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="concerns")
    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, null=True, related_name="concerns")
    item = models.ForeignKey(AgendaItem, on_delete=models.PROTECT, null=True, related_name="+")
    declaration = models.ForeignKey(Declaration, on_delete=models.PROTECT, null=True, related_name="concerns")
    vote = models.ForeignKey(Vote, on_delete=models.PROTECT, null=True, related_name="concerns")
    section = models.CharField(max_length=60, help_text="of the Localism Act 2011: 31(4); or the regulation")
    says = models.TextField()
    reported_at = models.DateTimeField()
    reported_by = models.CharField(max_length=80)
    seen_at = models.DateTimeField(null=True)
    seen_by = models.CharField(max_length=80, blank=True)
    done = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(person__isnull=False) | Q(decision__isnull=False),
                name="decide_concern_of_somebody_or_thing",
            ),
            models.UniqueConstraint(
                fields=["decision"], condition=Q(decision__isnull=False), name="decide_decision_reported_once"
            ),
        ]
        indexes = [models.Index(fields=["id"], condition=Q(seen_at__isnull=True), name="decide_concerns_to_see")]

    def __str__(self) -> str:
        return self.section
