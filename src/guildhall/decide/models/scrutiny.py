"""What scrutiny asked for: that a decision be looked at again, that something be done, and what it was answered."""

from django.db import models
from django.db.models import Q

from guildhall.decide.models.bodies import Organization, Person, Post
from guildhall.decide.models.decisions import Decision
from guildhall.decide.models.matters import Matter
from guildhall.decide.models.meetings import AgendaItem, Meeting
from guildhall.decide.models.record import Cited, Kept, Published, in_order, one_of


class CallIn(Cited, Published):
    """Members asked that a decision be considered again before it takes effect. Where it has got to is worked out from its days."""

    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="call_ins")
    grounds = models.TextField(blank=True)
    asked_for = models.TextField(blank=True)
    requested_at = models.DateTimeField(null=True)
    validated_at = models.DateTimeField(null=True)
    validated_by = models.CharField(max_length=80, blank=True)
    valid = models.BooleanField(null=True)
    invalid_because = models.TextField(blank=True)
    withdrawn_at = models.DateTimeField(null=True)
    considered_by = models.ForeignKey(Organization, on_delete=models.PROTECT, null=True, related_name="call_ins")
    considered_at = models.ForeignKey(Meeting, on_delete=models.PROTECT, null=True, related_name="call_ins")
    item = models.ForeignKey(AgendaItem, on_delete=models.PROTECT, null=True, related_name="call_ins")
    outcome = models.CharField(max_length=10, blank=True)
    outcome_on = models.DateField(null=True)
    outcome_says = models.TextField(blank=True)
    settled_by = models.ForeignKey(Decision, on_delete=models.PROTECT, null=True, related_name="settled_call_ins")

    class Meta:
        constraints = [
            one_of("outcome", ("", "confirmed", "referred", "to-council"), "decide_outcome_of_call_in"),
            in_order("requested_at", "validated_at", "decide_call_in_in_order"),
            models.CheckConstraint(
                condition=Q(valid__isnull=True) | Q(valid=True) | ~Q(invalid_because=""),
                name="decide_call_in_invalid_why",
            ),
            models.CheckConstraint(
                condition=Q(valid__isnull=True) | Q(validated_at__isnull=False), name="decide_call_in_validated_when"
            ),
        ]
        indexes = [models.Index(fields=["decision", "requested_at"], name="decide_call_ins_of")]


class CallInSignature(Kept):
    """Somebody signed a call-in."""

    call_in = models.ForeignKey(CallIn, on_delete=models.PROTECT, related_name="signatures")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="call_ins")
    at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["call_in", "person"], name="decide_signed_once")]

    def __str__(self) -> str:
        return f"{self.call_in_id} {self.person_id}"


class ScrutinyRecommendation(Cited, Published):
    """A scrutiny body recommended something to a body or a post, which has to answer by a day."""

    by = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="recommendations_made")
    to = models.ForeignKey(Organization, on_delete=models.PROTECT, null=True, related_name="recommendations_received")
    to_post = models.ForeignKey(Post, on_delete=models.PROTECT, null=True, related_name="recommendations_received")
    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, null=True, related_name="recommendations")
    item = models.ForeignKey(AgendaItem, on_delete=models.PROTECT, null=True, related_name="recommendations")
    number = models.CharField(max_length=20, blank=True)
    text = models.TextField()
    text_cy = models.TextField(blank=True)
    made_on = models.DateField()
    response_due_on = models.DateField(null=True)

    class Meta:
        constraints = [
            in_order("made_on", "response_due_on", "decide_recommendation_in_order"),
            models.CheckConstraint(condition=~Q(text=""), name="decide_recommendation_says_something"),
        ]
        indexes = [
            models.Index(fields=["response_due_on", "id"], name="decide_responses_due"),
            models.Index(fields=["matter", "made_on"], name="decide_recommendations_of"),
        ]


class ScrutinyResponse(Published):
    """What was answered to a recommendation: whether it is accepted, why, and what is to be done about it by whom and when."""

    recommendation = models.ForeignKey(ScrutinyRecommendation, on_delete=models.PROTECT, related_name="responses")
    accepted = models.CharField(max_length=8)
    explanation = models.TextField()
    explanation_cy = models.TextField(blank=True)
    by = models.ForeignKey(Organization, on_delete=models.PROTECT, null=True, related_name="+")
    by_post = models.ForeignKey(Post, on_delete=models.PROTECT, null=True, related_name="+")
    item = models.ForeignKey(AgendaItem, on_delete=models.PROTECT, null=True, related_name="responses")
    given_on = models.DateField()
    action = models.TextField(blank=True)
    action_owner = models.ForeignKey(Post, on_delete=models.PROTECT, null=True, related_name="actions")
    action_due_on = models.DateField(null=True)
    action_done_on = models.DateField(null=True)
    action_done_how = models.TextField(blank=True)

    class Meta:
        constraints = [
            one_of("accepted", ("yes", "partly", "no", "noted"), "decide_accepted"),
            models.CheckConstraint(condition=~Q(explanation=""), name="decide_response_explains"),
            models.CheckConstraint(
                condition=Q(action_done_on__isnull=True) | ~Q(action_done_how=""), name="decide_action_done_how"
            ),
        ]
        indexes = [
            models.Index(
                fields=["action_due_on", "id"], condition=Q(action_done_on__isnull=True), name="decide_actions_to_do"
            )
        ]

    def __str__(self) -> str:
        return self.accepted
