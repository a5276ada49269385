"""Why an act was refused, in the words of the desk."""

from collections.abc import Mapping

from guildhall.decide.keeping.recording import NotRecorded

_SAID: Mapping[str, str] = {
    "missing": "Fill this in",
    "missing: title": "Write a title",
    "missing: name": "Write a name",
    "missing: why": "Write why",
    "missing: reason": "Write why it is put right. The reason is published beside it",
    "missing: reasons": "Write the reasons",
    "missing: options_rejected": "Write which options were rejected. If there were none, write None",
    "missing: conflicts": "Write which conflicts of interest were declared. If there were none, write None",
    "missing: paragraphs": "Write at least one paragraph",
    "missing: public_interest": "Write why it is in the public interest to withhold it",
    "missing: late_because": "The agenda is published, so this is late. Write why",
    "missing: agreed_by": "Choose who agreed that it is urgent",
    "missing: recommends_to": "Choose to whom it is recommended",
    "missing: body": "Choose who decides",
    "missing: taken_on": "The meeting has no day yet",
    "missing: text": "Write the text",
    "not-yet: used_at": "This day has not come yet",
    "before-it-began: ends_on": "This is earlier than its first day",
    "before-it-began: on": "This is earlier than what it follows",
    "another-body: item": "This item stands on another body's agenda",
    "not-yet: requested_at": "This moment has not come yet",
    "not-sent-back": "It was not sent back, or was decided again already",
    "no-rule: signatories": "The council's profile does not say how many members it takes",
    "another-body: meeting": "This item stands on another body's agenda",
    "judged": "Somebody judged it already. Look again",
    "over: call_in": "It is over already. Look again",
    "before-it-began: by": "This decision is older than what sent it back",
    "itself: by": "This is the decision that was called in. Name the one that was made on it",
    "reported: use": "It was reported already",
    "itself: seconder": "Nobody seconds their own motion. Choose somebody else",
    "itself: substitute_for": "Nobody is their own substitute. Choose somebody else",
    "itself: at_meeting": "Minutes are approved at another meeting. Choose a later one",
    "before-it-began": "This is earlier than what comes before it",
    "before-it-began: left_at": "They cannot leave before they arrive",
    "does-not-add-up": "This is not the number of those named",
    "number-twice": "Two paragraphs have one number",
    "voted-on": "It was voted on already",
    "withdrawn": "It was withdrawn",
    "published": "It is published already",
    "a-draft": "It is a draft. Publish it first",
    "published: items": "The agenda is published: its numbers are cited, so its order stands",
    "over": "The meeting is over, or was cancelled",
    "body-is-no-more": "This body is no more on that day",
    "no-such-paragraph": "Choose one of these paragraphs",
    "stands-on-a-draft": "What it stands on is not published yet",
    "empty": "There is nothing on the agenda yet",
    "too-late": "The meeting was held. No agenda can be published for it any more",
    "no-day": "The meeting has no day yet",
    "missing: late_reasons": "Publishing now misses a duty. Write why it is urgent, or could not be published in time",
    "missing: told": "Write who of scrutiny was informed, and when",
    "other-items": "Somebody changed the agenda meanwhile. Look again",
    "not-recommended-to-them": "That was not recommended to this body",
}


def in_words(refused: NotRecorded) -> str:
    """What somebody at the desk reads at the box. A refusal that brings its own sentence is told in it."""
    own = getattr(refused, "says", "")
    return own or _SAID.get(f"{refused.code}: {refused.box}") or _SAID.get(refused.code) or "This cannot be recorded"
