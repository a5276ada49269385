"""Which lists there are, and what of each row is told. A column that is not named here stays in the house."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Model

from guildhall.decide import models as m
from guildhall.decide.exports.reckoned import ORDER, STANDING, order, standing


@dataclass(frozen=True, slots=True)
class Listed:
    """One list: of which table, the columns that are told, and what is worked out beside them.

    ``beside`` are the records that this, or what a row is cited by, is worked out with.
    """

    model: type[Model]
    columns: tuple[str, ...]
    reckoned: tuple[str, ...] = ()
    reckon: Callable[[Sequence[Any]], list[dict[str, Any]]] | None = None
    beside: tuple[str, ...] = ()


def _of(model: type[Model], columns: str, **more: Any) -> Listed:
    return Listed(model, tuple(columns.split()), **more)


LISTS: Mapping[str, Listed] = {
    "bodies": _of(
        m.Organization, "code kind name name_cy remit remit_cy parent founded_on dissolved_on successor named_since"
    ),
    "posts": _of(m.Post, "label label_cy held_by organization founded_on dissolved_on succeeds named_since"),
    "people": _of(m.Person, "kind style name ward named_since"),
    "former-names": _of(m.FormerName, "subject style name name_cy until reason"),
    "memberships": _of(m.Membership, "person organization post role since until"),
    "meetings": _of(
        m.Meeting, "organization title title_cy day starts_at ends_at place place_cy remote remote_link"
    ),
    "meeting-changes": _of(m.MeetingChange, "meeting kind at why why_cy was_at was_place"),
    "attendances": _of(
        m.Attendance, "meeting person status capacity substitute_for remote arrived_at left_at"
    ),
    "agenda-items": _of(
        m.AgendaItem,
        "meeting matter number place title title_cy text text_cy timecode withdrawn_at withdrawn_why",
        reckoned=ORDER, reckon=order,
    ),
    "reports": _of(m.Report, "item kind place title title_cy text text_cy address late_because"),
    "report-authors": _of(m.ReportAuthor, "report part post person"),
    "minutes": _of(m.Minutes, "meeting approved_at_meeting approved_on approved_with"),
    "minute-passages": _of(m.Minute, "minutes item number place text"),
    "undertakings": _of(m.Undertaking, "item by by_post to text due_on kept_on kept_how"),
    "matters": _of(m.Matter, "kind title title_cy summary summary_cy listed_on"),
    "matter-wards": _of(m.MatterWard, "matter ward"),
    "matter-relations": _of(m.MatterRelation, "matter other kind"),
    "forward-plan": _of(
        m.PlanEntry,
        "matter organization post what what_cy due_from due_until is_key key_because amount threshold private private_because "
        "lead_officer lead_post consulted consulted_until documents first_published_on withdrawn_at withdrawn_why",
    ),
    "motions": _of(
        m.Motion,
        "item place kind text amends mover mover_post seconder seconder_post moved_at withdrawn_at",
    ),
    "votes": _of(m.VoteEvent, "motion place how yes no abstain result majority casting taken_at"),
    "named-votes": _of(m.Vote, "event person option"),
    "decisions": _of(
        m.Decision,
        "item matter plan_entry organization post person under number path outcome title title_cy recommends_to resolves "
        "taken_on listed_on is_key is_subject_to_call_in call_in_exempt_because urgency_agreed_by urgency_agreed_on "
        "reasons options_rejected conflicts stated_status stated_publication_on stated_effective_on",
        reckoned=STANDING, reckon=standing, beside=("item", "plan_entry", "recommends_to"),
    ),
    "resolutions": _of(m.Resolution, "decision place number text text_cy", beside=("decision",)),
    "sequels": _of(m.Sequel, "decision kind on by says"),
    "delegations": _of(
        m.Delegation,
        "holder organization decision resolution scheme scope scope_cy starts_on starts_when ends_on ends_when "
        "revoked_on revoked_by",
    ),
    "delegation-terms": _of(m.DelegationTerm, "delegation kind place text text_cy post"),
    "delegation-uses": _of(
        m.DelegationUse,
        "delegation post person decision used_at title title_cy what_changed within_scope_because judged_by "
        "judged_by_post begun_because unended_because before after reported_to reported_at reported_on",
    ),
    "delegation-use-terms": _of(m.DelegationUseTerm, "use term how on"),
    "registered-interests": _of(
        m.RegisteredInterest, "person category text of_partner sensitive since until registered_on"
    ),
    "dispensations": _of(
        m.Dispensation, "person interest about ground may_vote granted_on until decision post"
    ),
    "declarations": _of(
        m.Declaration,
        "meeting item person kind items_said reason participated left_the_room interest dispensation made_at",
    ),
    "call-ins": _of(
        m.CallIn,
        "decision grounds asked_for requested_at validated_at valid invalid_because withdrawn_at considered_by "
        "considered_at item outcome outcome_on outcome_says settled_by",
    ),
    "call-in-signatures": _of(m.CallInSignature, "call_in person at"),
    "scrutiny-recommendations": _of(
        m.ScrutinyRecommendation, "by to to_post matter item number text text_cy made_on response_due_on"
    ),
    "scrutiny-responses": _of(
        m.ScrutinyResponse,
        "recommendation accepted explanation explanation_cy by by_post item given_on action action_owner "
        "action_due_on action_done_on action_done_how",
    ),
    "notices": _of(
        m.Notice,
        "kind number plan_entry meeting decision reasons reasons_cy told agreed_by agreed_by_post agreed_on "
        "representations answer withdrawn_at",
    ),
    "exhibits": _of(m.Exhibit, "item kind title title_cy source media_type content sha256 deposited_at"),
}  # fmt: skip
"""Every list, by the word that stands in its address."""
