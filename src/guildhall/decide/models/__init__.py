"""The tables of decide. They are private to this room: other rooms go through ``door``.

State is a record of who did what and when. Where a decision, a call-in or a delegation stands is worked out from dated rows and
kept nowhere. A record's reference never changes; what was published of it stands in a ``Publication`` for ever.
"""

from guildhall.decide.models.bodies import FormerName, Membership, Organization, Person, Post
from guildhall.decide.models.decisions import Decision, Motion, Resolution, Sequel, Vote, VoteEvent
from guildhall.decide.models.delegations import Delegation, DelegationTerm, DelegationUse, DelegationUseTerm, FormerText
from guildhall.decide.models.exhibits import Exhibit, Unchangeable
from guildhall.decide.models.interests import Bearing, Concern, Declaration, Dispensation, RegisteredInterest
from guildhall.decide.models.matters import Matter, MatterRelation, MatterWard, PlanEntry
from guildhall.decide.models.meetings import (
    AgendaItem,
    Attendance,
    Meeting,
    MeetingChange,
    Minute,
    Minutes,
    Undertaking,
)
from guildhall.decide.models.notices import Notice
from guildhall.decide.models.publishing import Findable, FindableWord, Publication
from guildhall.decide.models.reports import Report, ReportAuthor, Restriction
from guildhall.decide.models.scrutiny import CallIn, CallInSignature, ScrutinyRecommendation, ScrutinyResponse
from guildhall.decide.models.sources import Doubt, Source, SourceText

__all__ = [
    "AgendaItem",
    "Attendance",
    "Bearing",
    "CallIn",
    "CallInSignature",
    "Concern",
    "Decision",
    "Declaration",
    "Delegation",
    "DelegationTerm",
    "DelegationUse",
    "DelegationUseTerm",
    "Dispensation",
    "Doubt",
    "Exhibit",
    "Findable",
    "FindableWord",
    "FormerName",
    "FormerText",
    "Matter",
    "MatterRelation",
    "MatterWard",
    "Meeting",
    "MeetingChange",
    "Membership",
    "Minute",
    "Minutes",
    "Motion",
    "Notice",
    "Organization",
    "Person",
    "PlanEntry",
    "Post",
    "Publication",
    "RegisteredInterest",
    "Report",
    "ReportAuthor",
    "Resolution",
    "Restriction",
    "ScrutinyRecommendation",
    "ScrutinyResponse",
    "Sequel",
    "Source",
    "SourceText",
    "Unchangeable",
    "Undertaking",
    "Vote",
    "VoteEvent",
]
