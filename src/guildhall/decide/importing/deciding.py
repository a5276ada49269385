"""What a page says was decided: the decision with its paragraphs, what it delegates, and its notice."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q

from guildhall.decide import models as m
from guildhall.decide.authority.delegations import delegate
from guildhall.decide.importing import joining
from guildhall.decide.importing.page import Page
from guildhall.decide.keeping import decisions, notices
from guildhall.decide.references import folded

_OUTCOMES = {"recommend": "recommended", "note": "noted", "defer": "deferred", "refuse": "refused", "refer": "referred"}
_STATUSES = (
    (
        "recommended",
        re.compile(
            r"\brecomm+end\w*\b.{0,12}\bto\b|\b(?:referred|submitted|forwarded) to (?:the )?(?:full )?council\b", re.I
        ),
    ),
    ("deferred", re.compile(r"\bdeferred\b", re.I)),
    ("noted", re.compile(r"\bnoted\b", re.I)),
    ("refused", re.compile(r"\b(?:refused|rejected|not (?:approved|agreed|adopted|supported))\b", re.I)),
    (
        "",
        re.compile(
            r"\b(?:not|not yet|yet to be|to be|awaiting|pending) (?:approved|agreed|made|decided|resolved|implemented)\b",
            re.I,
        ),
    ),
    ("referred", re.compile(r"\breferred\b", re.I)),
    ("resolved", re.compile(r"\b(?:approved|agreed|decision made|decided|resolved|implemented)\b", re.I)),
)
"""How a page's own status says what came of it, where nothing else does."""
_TO_COUNCIL = re.compile(
    r"\b(?:recomm+end\w*|referred|submitted|forwarded)\b.{0,12}\bto (?:the )?(?P<to>(?:full )?council)\b", re.I
)
_ELSEWHERE = re.compile(
    r"\brecommendations?\b.{0,40}\b(?:in|of) the report\b|\bas (?:set out|detailed|contained|given) in the report\b",
    re.I,
)
_DECISION = (
    "resolved",
    "recommended",
    "decided",
    "outcome",
    "status",
    "key",
    "call_in",
    "reasons_given",
    "date",
    "effective_from",
)


@dataclass(frozen=True, slots=True)
class Deciding:
    """Where, of what, by whom and when something was decided, as far as the page says."""

    item: m.AgendaItem | None
    matter: m.Matter | None
    body: m.Organization | None
    post: m.Post | None
    day: date | None

    @property
    def path(self) -> str:
        if self.post is not None:
            return "individual" if self.post.held_by == "member" else "officer"
        return "executive" if self.body is not None and self.body.kind == "executive" else "council"

    def known(self, title: str, number: str, texts: Sequence[str], outcome: str, *, beside: bool) -> m.Decision | None:
        """The decision that another page told of: at the same item, or by the same maker on the same day with its number or title.

        Where no day is known, it is the one of its title that resolved just this. What was recommended ``beside`` what was decided
        is another decision.
        """
        rows = m.Decision.objects.filter(organization=self.body, post=self.post).order_by("id")
        alike = Q(outcome="recommended") if outcome == "recommended" else ~Q(outcome="recommended")
        if self.item is not None and (row := rows.filter(alike, item=self.item).first()):
            return row
        if beside:
            rows = rows.filter(alike)
        elif self.item is not None and (row := rows.filter(item=self.item).first()):
            return row
        same_day = rows.filter(taken_on=self.day)
        if number and (row := same_day.filter(number=number).first()):
            return row
        titled = [each for each in same_day if folded(each.title) == folded(title)]
        return next((each for each in titled if self.day or _texts(each) == [folded(text) for text in texts]), None)


def put_decision(page: Page, deciding: Deciding) -> None:
    """The decision, what it delegates, and its notice; nothing where the page tells of none."""
    texts = page.take("resolved", [])
    if texts:
        page.take("decided")  # the same words in one piece
    elif page.reading.kind == "decision" and page.fields.get("decided"):
        texts = [page.take("decided")]
    if not texts and not (page.reading.kind == "decision" and page.fields.get("status")):
        return
    count = page.take("resolved_count", len(texts))
    if texts and count not in (1, len(texts)):
        page.doubt(
            "contradiction", f"{count} resolutions are counted, and {len(texts)} were read", field="resolved_count"
        )
    outcome = _outcome(page, texts)
    if not outcome:
        page.doubt("unresolved", "The page names a decision, and does not say what was decided", field="status")
        return
    numbered = [(str(place), text) for place, text in enumerate(texts, start=1)]
    only_recommended = page.take("recommended", [])
    recommended = [each for each in numbered if each[1] in only_recommended]
    if recommended:
        decided = [each for each in numbered if each not in recommended]
        rows = [
            _put_one(page, deciding, decided, "resolved" if outcome == "recommended" else outcome, beside=True),
            _put_one(page, deciding, recommended, "recommended", beside=True),
        ]
    else:
        rows = [_put_one(page, deciding, numbered, outcome)]
    _put_delegations(page, rows)


def _put_one(
    page: Page, deciding: Deciding, numbered: list[decisions.Paragraph], outcome: str, *, beside: bool = False
) -> m.Decision:
    """One decision with its numbered paragraphs; ``beside`` where the page tells of what was decided and of what was recommended."""
    row = _put(page, deciding, numbered, outcome, beside=beside)
    page.of(row, *_DECISION, "recommend_to", "publication_date", "notice_ref", "ref")
    page.take("reasons")  # whether any are given
    for name, said in (*(("resolved", text) for _, text in numbered), ("reasons_given", row.reasons or "")):
        if _ELSEWHERE.search(said):
            page.doubt("unresolved", f"It refers to what stands in the report: “{said}”", field=name, about=row)
    if not (beside and outcome == "recommended"):
        _put_notice(page, row)
    return row


def _outcome(page: Page, texts: list[str]) -> str:
    """What came of it, by the outcome that was read, else the status, else because something was resolved; empty where none says."""
    if said := page.take("outcome"):
        return _OUTCOMES.get(str(said), "resolved")
    status = str(page.fields.get("status") or "")
    return next((code for code, signs in _STATUSES if signs.search(status)), "") or ("resolved" if texts else "")


def _put(
    page: Page, deciding: Deciding, numbered: list[decisions.Paragraph], outcome: str, *, beside: bool
) -> m.Decision:
    title = str(page.fields.get("title") or (deciding.item.title if deciding.item else ""))
    number = str(page.take("ref") or page.take("notice_ref") or "")
    settled = "call_in" in page.used
    to, call_in = page.take("recommend_to"), page.take("call_in") or {}
    if call_in.keys() - {"subject"} and not settled:
        page.doubt("unresolved", f"It is about a call-in: {_pairs(call_in)}", field="call_in")
    said = {
        "is_key": page.take("key"),
        "is_subject_to_call_in": call_in.get("subject"),
        "stated_status": page.take("status") or "",
        "stated_publication_on": page.day("publication_date"),
        "stated_effective_on": page.day("effective_from"),
        "reasons": page.take("reasons_given"),
        "options_rejected": _joined(page.take("options")),
    }
    recommended = outcome == "recommended"
    if recommended and to is None and (match := _TO_COUNCIL.search(str(said["stated_status"]))):
        to = match["to"]
    if recommended and beside:
        number, said["is_subject_to_call_in"] = "", None
    asked = joining.body(page.hand, to, deciding.day) if to and recommended else None
    row = deciding.known(title, number, [text for _, text in numbered], outcome, beside=beside)
    if row is not None:
        if numbered and (row.outcome == "recommended") != recommended:
            told = "is recommended" if recommended else f"is {outcome}"
            page.doubt(
                "contradiction", f"{row} is {row.outcome}, and by this page it {told}", field="outcome", about=row
            )
        elif asked is not None:
            said["recommends_to"] = asked
        page.fill(row, number=number, item=deciding.item, **said)
        _compare_paragraphs(page, row, numbered)
        return row
    row = decisions.take_decision(
        title=title, path=deciding.path, outcome=outcome, item=deciding.item, matter=deciding.matter, body=deciding.body,
        post=deciding.post, taken_on=deciding.day, number=number, brought_in=True, paragraphs=numbered, recommends_to=asked,
        actor=page.hand.actor, at=page.hand.at, **said,
    )  # fmt: skip
    page.hand.made(row.reference)
    return row


def _compare_paragraphs(page: Page, row: m.Decision, numbered: list[decisions.Paragraph]) -> None:
    held, texts = list(row.resolutions.order_by("place")), [text for _, text in numbered]
    if not held and texts:
        decisions.number_paragraphs(row, numbered)
        page.hand.touched.append(row.reference)
        return
    for paragraph, text in zip(held, texts, strict=False):
        if folded(paragraph.text) != folded(text):
            page.doubt(
                "contradiction",
                f"{row}#{paragraph.number} is “{paragraph.text}”, and this page says “{text}”",
                about=row,
            )
    if texts and len(held) != len(texts):
        page.doubt(
            "contradiction",
            f"{row} has {len(held)} paragraphs, and this page {len(texts)}",
            field="resolved",
            about=row,
        )


def _put_delegations(page: Page, rows: list[m.Decision]) -> None:
    """The powers that are given, each by the decision in a paragraph of which it stands: what is only recommended gives none yet."""
    paragraphs = [(row, each.number, folded(each.text)) for row in rows for each in row.resolutions.order_by("place")]
    for place, said in enumerate(page.take("delegations", [])):
        if "scope" not in said or "holder" not in said:
            page.doubt(
                "unresolved",
                "A power is given, and its holder or scope is not surely read",
                field=f"delegations.{place}",
            )
            continue
        scope = folded(said["scope"])
        decision, within = next(((row, number) for row, number, text in paragraphs if scope in text), (rows[-1], ""))
        holder = joining.post(page.hand, said["holder"], decision.taken_on)
        if decision.delegations.filter(holder=holder, scope=said["scope"]).exists():
            continue
        consult = said.get("consult")
        row = delegate(
            holder=holder, scope=said["scope"], decision=decision, paragraph=within, grounds=said.get("grounds", ()),
            conditions=said.get("conditions", ()), starts_when=said.get("effective_on", ""), ends_when=said.get("until", ""),
            consultees=[(consult, None)] if consult else (), actor=page.hand.actor, at=page.hand.at,
        )  # fmt: skip
        page.hand.made(row.reference)
        page.of(row, f"delegations.{place}")


def _put_notice(page: Page, decision: m.Decision) -> None:
    number = str(page.fields.get("notice_ref") or "")
    if number and not decision.notices.filter(number=number).exists():
        row = notices.give_notice(
            kind="decision", decision=decision, number=number, actor=page.hand.actor, at=page.hand.at
        )
        page.hand.made(row.reference)
        page.of(row, "notice_ref")


def _texts(decision: m.Decision) -> list[str]:
    return [folded(each.text) for each in decision.resolutions.order_by("place")]


def _pairs(said: dict[str, Any]) -> str:
    return "; ".join(f"{name.replace('_', ' ')} {each}" for name, each in said.items())


def _joined(said: Any) -> str | None:
    return "\n".join(map(str, said)) if isinstance(said, list) and said else None
