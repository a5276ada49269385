"""Declarations, dispensations, powers, uses of them and call-ins are put right: each as a new version, by the rules of its entry."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from django.db import transaction
from django.db.models import Q

from guildhall.decide import models as m
from guildhall.decide.authority import call_ins, interests, uses
from guildhall.decide.authority.interests import PECUNIARY as PECUNIARY_CATEGORIES
from guildhall.decide.authority.refused import allow
from guildhall.decide.authority.uses import Judged, Met
from guildhall.decide.authority.voting import PECUNIARY, hold, look_back
from guildhall.decide.keeping.agreed import Correction
from guildhall.decide.keeping.corrections import put_right
from guildhall.decide.keeping.exhibits import deposit
from guildhall.decide.keeping.recording import NotRecorded, needed
from guildhall.decide.models.interests import INTERESTS
from guildhall.estate.door import council
from guildhall.kernel.authority.refusing import Refused
from guildhall.kernel.clocks import local


def correct_declaration(
    *,
    declaration: m.Declaration,
    person: m.Person,
    kind: str,
    reason: str,
    participated: bool | None,
    left_the_room: bool | None,
    why: Correction,
) -> None:
    """Who declared what is put right. An entry of the register and a dispensation that are another member's go with their name.

    A vote that the law forbids by what is declared now is reported to the monitoring officer. Raises ``NotRecorded``.
    """
    if kind not in INTERESTS:
        raise NotRecorded("no-such-code", "kind")
    with transaction.atomic():
        if declaration.item is not None:
            hold(declaration.item)
        row = m.Declaration.objects.select_for_update().get(pk=declaration.pk)
        if row.person_id != person.pk:
            row.interest = row.dispensation = None
        row.person, row.kind, row.reason = person, kind, reason.strip()
        row.participated, row.left_the_room = participated, left_the_room
        if row.interest and kind == PECUNIARY and row.interest.category not in PECUNIARY_CATEGORIES:
            raise NotRecorded("not-pecuniary", "kind")
        row.save(
            update_fields=["person", "kind", "reason", "participated", "left_the_room", "interest", "dispensation"]
        )
        day = row.meeting.day or local(row.made_at or why.at).date()
        look_back(by=row, on=day, actor=why.actor, at=why.at)
        put_right(row, why, meeting=row.meeting, item=row.item)


def end_dispensation(*, dispensation: m.Dispensation, until: date, why: Correction) -> None:
    """A member may take part no longer after a day, earlier than was granted: its new last day, with the reason.

    A vote that was cast after it is reported to the monitoring officer where the law forbids it. Raises ``NotRecorded``.
    """
    if until >= dispensation.until:
        raise NotRecorded("not-earlier", "until")
    correct_dispensation(
        dispensation=dispensation, interest=dispensation.interest, about=dispensation.about, ground=dispensation.ground,
        may_vote=dispensation.may_vote, granted_on=dispensation.granted_on, until=until, why=why,
    )  # fmt: skip


def correct_dispensation(
    *,
    dispensation: m.Dispensation,
    interest: m.RegisteredInterest | None,
    about: str,
    ground: str,
    may_vote: bool,
    granted_on: date,
    until: date,
    why: Correction,
) -> None:
    """What a member was allowed, for which entry of the register and until when (Localism Act 2011, section 33), is put right.

    A vote under it that the law forbids by what it allows now is reported to the monitoring officer. Raises ``NotRecorded``, and
    ``NotAllowed`` for longer than four years.
    """
    with transaction.atomic():
        row = m.Dispensation.objects.select_for_update().get(pk=dispensation.pk)
        interests.may_grant(person=row.person, interest=interest, ground=ground, granted_on=granted_on, until=until)
        entries = {each for each in (row.interest_id, interest and interest.pk) if each}
        row.interest, row.about, row.ground, row.may_vote = interest, needed(about, "about"), ground, may_vote
        row.granted_on, row.until = granted_on, until
        row.save(update_fields=["interest", "about", "ground", "may_vote", "granted_on", "until"])
        declared = m.Declaration.objects.filter(Q(dispensation=row) | Q(interest__in=entries), item__isnull=False)
        bearing = m.Bearing.objects.filter(interest__in=entries, taken_back_at=None)
        found: list[m.Declaration | m.Bearing] = [
            *declared.select_related("person", "item__meeting").order_by("id"),
            *bearing.select_related("interest__person", "item__meeting").order_by("id"),
        ]
        for each in found:
            if each.item is not None:
                hold(each.item)
                day = each.item.meeting.day or local(why.at).date()
                look_back(by=each, on=day, actor=why.actor, at=why.at)
        put_right(row, why)


def correct_power(
    *,
    delegation: m.Delegation,
    scope: str,
    terms: Mapping[int, str],
    more: Mapping[str, Sequence[str]],
    starts_on: date | None,
    starts_when: str,
    ends_on: date | None,
    ends_when: str,
    why: Correction,
) -> None:
    """What a power allows is put right: its scope, its days and its terms, as the decision that gave it has them.

    ``terms`` are the new texts by their keys, and one that is blank goes, unless a use rests on it; ``more`` those that were
    forgotten, by their kinds. Raises ``NotRecorded``.
    """
    if starts_on and ends_on and ends_on < starts_on:
        raise NotRecorded("before-it-began", "ends_on")
    with transaction.atomic():
        row = m.Delegation.objects.select_for_update().get(pk=delegation.pk)
        row.scope, row.starts_on, row.ends_on = needed(scope, "scope"), starts_on, ends_on
        row.starts_when, row.ends_when = starts_when.strip(), ends_when.strip()
        row.save(update_fields=["scope", "starts_on", "starts_when", "ends_on", "ends_when"])
        for term in row.terms.all():
            _correct_term(term, terms.get(term.pk, term.text).strip())
        for kind, texts in more.items():
            last = max((each.place for each in row.terms.filter(kind=kind)), default=0)
            for place, text in enumerate(texts, start=last + 1):
                m.DelegationTerm.objects.create(delegation=row, kind=kind, place=place, text=text)
        put_right(row, why)


def _correct_term(term: m.DelegationTerm, text: str) -> None:
    if not text and term.met.exists():
        raise NotRecorded("rested-on", f"{term.kind}-{term.place}")
    if not text:
        term.delete()
    elif text != term.text:
        term.text = text
        term.save(update_fields=["text"])


def correct_use(
    *,
    use: m.DelegationUse,
    title: str,
    what_changed: str,
    person: m.Person,
    used_at: datetime,
    because: str,
    judged_by: m.Person | None,
    met: Mapping[int, str],
    consulted: Mapping[int, date | None],
    before: str,
    after: str,
    why: Correction,
    begun: str = "",
    unended: str = "",
) -> None:
    """What a use of a power did, who used it, when and why that lies within its scope, is put right, and both its texts.

    ``met`` says how each term was met, by its key, and ``consulted`` on which day somebody was asked first. A text that was said
    wrongly is deposited anew; the one that was published stays to be read. Raises ``NotRecorded`` for one text without the other, and
    ``NotAllowed`` where the power could not have been so used.
    """
    if used_at > why.at:
        raise NotRecorded("not-yet", "used_on")
    if bool(before) != bool(after):
        raise NotRecorded("one-of-two", "after" if before else "before")
    with transaction.atomic():
        row = m.DelegationUse.objects.select_for_update().get(pk=use.pk)
        terms = list(row.met.select_related("term").order_by("id"))
        told = [Met(each.term, met.get(each.pk, each.how), consulted.get(each.pk, each.on)) for each in terms]
        judged = Judged(because, judged_by, row.judged_by_post)
        refused = uses.refusals(
            delegation=row.delegation, person=person, post=row.post, used_at=used_at, met=told, judged=judged,
            begun=begun, unended=unended,
        )  # fmt: skip
        asked = {str(each.term): f"consulted-{each.pk}" for each in terms if each.term.kind == "consultee"}
        asked |= {"scope-officer-missing": "judged_by", "scope-reason-missing": "because"}
        asked |= {"beginning-not-said": "begun", "end-not-said": "unended"}
        box = asked.get(refused[0].code, asked.get(refused[0].about, "used_on")) if refused else ""
        names = {each.reference: each.label for each in (row.delegation.holder, row.post)}
        names |= {key: term.text for key, term in uses.terms_of(row.delegation).items()}
        allow(refused, names, box=box)
        row.title, row.what_changed = needed(title, "title"), needed(what_changed, "what_changed")
        row.person, row.used_at, row.judged_by = person, used_at, judged_by
        row.within_scope_because, row.begun_because, row.unended_because = (
            because.strip(),
            begun.strip(),
            unended.strip(),
        )
        row.before = _text(row, row.before, before, "before", why)
        row.after = _text(row, row.after, after, "after", why)
        row.save(
            update_fields=[
                "title", "what_changed", "person", "used_at", "judged_by", "within_scope_because", "begun_because",
                "unended_because", "before", "after",
            ]
        )  # fmt: skip
        for each in terms:
            each.how, each.on = met.get(each.pk, each.how).strip(), consulted.get(each.pk, each.on)
            each.save(update_fields=["how", "on"])
        put_right(row, why)


def _text(use: m.DelegationUse, stood: m.Exhibit | None, text: str, when: str, why: Correction) -> m.Exhibit | None:
    """The exhibit of one text of a use from now on; one that was published and is so no more is kept as a former one."""
    if (stood is not None and stood.file) or text == (stood.content if stood else ""):
        return stood
    if stood is not None and use.published_at is not None:
        m.FormerText.objects.get_or_create(use=use, exhibit=stood)
    if not text:
        return None
    source = stood.source if stood else ""
    title = f"{use.title}: {when}"
    return deposit(title=title, kind="text", content=text, source=source, actor=why.actor, at=why.at)


def correct_call_in(
    *,
    call_in: m.CallIn,
    grounds: str,
    asked_for: str,
    requested_at: datetime | None,
    signatories: Sequence[m.Person],
    invalid_because: str,
    outcome_on: date | None,
    outcome_says: str,
    why: Correction,
) -> None:
    """Who called a decision in, when that was received and why, and what is said of its outcome, is put right.

    That it was called in stays as it happened. Of one that a page told of, when it was asked for is entered here, and grounds that
    the page did not give may stay unsaid. Raises ``NotRecorded``, and ``NotAllowed`` where it could not have been called in: by
    so few, or when it is now said to have been received.
    """
    with transaction.atomic():
        row = m.CallIn.objects.select_for_update().get(pk=call_in.pk)
        there, rule = set(row.signatures.values_list("person", flat=True)), council().call_in
        signed = {each.pk: each for each in signatories}
        if set(signed) != there and rule is not None and len(signed) < rule.signatories:
            allow([Refused("call-in-too-few", f"{len(signed)} of {rule.signatories}")], box="signatories")
        received = row.requested_at
        if requested_at != received:
            _receive(row, requested_at, why)
        row.grounds, row.asked_for = needed(grounds, "grounds") if row.grounds else grounds.strip(), asked_for.strip()
        if row.valid is False:
            row.invalid_because = needed(invalid_because, "invalid_because")
        if row.outcome:
            if outcome_on is None or (row.requested_at and outcome_on < local(row.requested_at).date()):
                raise NotRecorded("before-it-began" if outcome_on else "missing", "outcome_on")
            row.outcome_on, row.outcome_says = outcome_on, needed(outcome_says, "outcome_says")
        row.save(
            update_fields=["grounds", "asked_for", "requested_at", "invalid_because", "outcome_on", "outcome_says"]
        )
        row.signatures.exclude(person__in=signed).delete()
        row.signatures.filter(at=received).update(at=row.requested_at)
        m.CallInSignature.objects.bulk_create(
            [m.CallInSignature(call_in=row, person=signed[each], at=row.requested_at) for each in signed if each not in there]
        )  # fmt: skip
        put_right(row, why)


def _receive(row: m.CallIn, at: datetime | None, why: Correction) -> None:
    """It was received at another time: not before the decision, nor after what became of it, and while it could be called in."""
    if at is None:
        raise NotRecorded("missing", "requested_at")
    if at > why.at:
        raise NotRecorded("not-yet", "requested_at")
    later = [*filter(None, (row.validated_at, row.withdrawn_at))]
    if any(each < at for each in later) or (row.outcome_on and row.outcome_on < local(at).date()):
        raise NotRecorded("after-what-follows", "requested_at")
    if row.valid is not False:
        allow(
            call_ins.refusals_then(call_in=row, requested_at=at), call_ins.names(row.decision, ()), box="requested_at"
        )
    row.requested_at = at
