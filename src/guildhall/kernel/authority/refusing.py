"""Why a power may not be used or a vote may not be entered: a code, and words for each who reads it.

The clerk is told what to do, in English, as at every desk of the staff; the public what happened, in both languages.
"""

from dataclasses import dataclass
from typing import Literal

from guildhall.kernel.model import Text, words

Audience = Literal["clerk", "public"]
RefusalCode = Literal[
    "delegation-awaits-council",
    "delegation-not-in-effect",
    "delegation-never-adopted",
    "delegation-ended",
    "before-its-term",
    "after-its-term",
    "beginning-not-said",
    "end-not-said",
    "wrong-post",
    "not-in-post",
    "ground-missing",
    "ground-not-given",
    "condition-not-met",
    "not-consulted",
    "consulted-too-late",
    "scope-reason-missing",
    "scope-officer-missing",
    "pecuniary-interest-vote",
    "pecuniary-interest-unnamed",
    "pecuniary-interest-discussion",
    "dispensation-too-long",
    "dispensation-backwards",
    "votes-negative",
    "votes-differ",
    "named-twice",
    "named-not-present",
    "more-votes-than-present",
    "no-quorum",
    "casting-vote-without-tie",
    "not-carried",
    "too-few-for-it",
    "not-lost",
    "call-in-too-few",
    "call-in-too-late",
    "call-in-exempt",
    "call-in-not-for-this",
    "call-in-not-decided",
    "call-in-already",
    "call-in-not-a-member",
]


@dataclass(frozen=True, slots=True)
class Refused:
    """One reason why something may not be done. ``about`` is the post, ground, condition or number that it is about."""

    code: RefusalCode
    about: str = ""

    def said(self, audience: Audience, language: str = "en") -> str:
        return words(REFUSALS[self.code][audience], language).format(about=self.about)


_LATER: Text = {
    "en": "The power had not come into effect.",
    "cy": "Nid oedd y pŵer wedi dod i rym.",
}
_OUT_OF_TIME: Text = {
    "en": "The power was not given for that day.",
    "cy": "Ni roddwyd y pŵer ar gyfer y diwrnod hwnnw.",
}
_NOT_THEIRS: Text = {
    "en": "The power belongs to another post.",
    "cy": "Swydd arall sy’n dal y pŵer.",
}
_NO_GROUND: Text = {
    "en": "The use does not rest on a ground that was given.",
    "cy": "Nid yw’r defnydd yn seiliedig ar sail a roddwyd.",
}
_SCOPE: Text = {
    "en": "Nobody has said why the use lies within the power.",
    "cy": "Nid oes neb wedi dweud pam mae’r defnydd o fewn y pŵer.",
}
_VOTES: Text = {
    "en": "The votes as recorded do not agree.",
    "cy": "Nid yw’r pleidleisiau a gofnodwyd yn cytuno.",
}
_MAY_NOT_VOTE: Text = {
    "en": "A member with a disclosable pecuniary interest and no dispensation may not vote (Localism Act 2011, section 31(4)).",
    "cy": "Ni chaiff aelod sydd â buddiant ariannol i’w ddatgelu, heb ollyngiad, bleidleisio (Deddf Lleoliaeth 2011, adran 31(4)).",
}
_DISPENSATION: Text = {
    "en": "The dispensation cannot stand as it was written.",
    "cy": "Ni all y gollyngiad sefyll fel y’i hysgrifennwyd.",
}

_NOT_CALLED_IN: Text = {
    "en": "This could not be called in.",
    "cy": "Ni ellid galw hwn i mewn.",
}

REFUSALS: dict[RefusalCode, dict[Audience, Text]] = {
    "delegation-awaits-council": {
        "clerk": {"en": "This power is only recommended. It can be used once Full Council has resolved it."},
        "public": {
            "en": "Full Council has not decided to give this power.",
            "cy": "Nid yw’r Cyngor Llawn wedi penderfynu rhoi’r pŵer hwn.",
        },
    },
    "delegation-not-in-effect": {
        "clerk": {"en": "The decision that gives this power was not in effect on that day. Wait until it is."},
        "public": _LATER,
    },
    "delegation-never-adopted": {
        "clerk": {
            "en": "This power was never given: what recommended it was not resolved, or not its paragraph in these words. If the body "
            "gave it in other words, record the power that its own decision gives."
        },
        "public": {"en": "This power was never given.", "cy": "Ni roddwyd y pŵer hwn erioed."},
    },
    "delegation-ended": {
        "clerk": {"en": "The decision that gave this power was revoked or replaced. Look for the one in force."},
        "public": {"en": "This power had ended.", "cy": "Roedd y pŵer hwn wedi dod i ben."},
    },
    "before-its-term": {
        "clerk": {"en": "This power may be used from {about}. The use is dated before it."},
        "public": _OUT_OF_TIME,
    },
    "after-its-term": {
        "clerk": {"en": "This power could be used until {about}. The use is dated after it."},
        "public": _OUT_OF_TIME,
    },
    "beginning-not-said": {
        "clerk": {"en": "Write how this had happened by then. The power begins with it: {about}."},
        "public": {
            "en": "Nobody has said that the power had begun.",
            "cy": "Nid oes neb wedi dweud bod y pŵer wedi dechrau.",
        },
    },
    "end-not-said": {
        "clerk": {"en": "Write how this had not come yet. The power ends with it: {about}."},
        "public": {
            "en": "Nobody has said that the power had not ended.",
            "cy": "Nid oes neb wedi dweud nad oedd y pŵer wedi dod i ben.",
        },
    },
    "wrong-post": {
        "clerk": {
            "en": "This power is held by {about}. Choose that post, or ask for a decision that gives it to another."
        },
        "public": _NOT_THEIRS,
    },
    "not-in-post": {
        "clerk": {"en": "The record does not show that they were {about} on that day. Check who was."},
        "public": {
            "en": "The record does not show that they held the post on that day.",
            "cy": "Nid yw’r cofnod yn dangos eu bod yn y swydd ar y diwrnod hwnnw.",
        },
    },
    "ground-missing": {
        "clerk": {"en": "Name the ground. This power was given for: {about}."},
        "public": _NO_GROUND,
    },
    "ground-not-given": {
        "clerk": {"en": "The power was not given on this ground: {about}. Choose one that it was given on."},
        "public": _NO_GROUND,
    },
    "condition-not-met": {
        "clerk": {"en": "Record that this condition is met: {about}."},
        "public": {"en": "A condition was not met: {about}.", "cy": "Ni fodlonwyd amod: {about}."},
    },
    "not-consulted": {
        "clerk": {"en": "Record when {about} was consulted."},
        "public": {
            "en": "The record does not show that {about} was consulted.",
            "cy": "Nid yw’r cofnod yn dangos yr ymgynghorwyd â: {about}.",
        },
    },
    "consulted-too-late": {
        "clerk": {"en": "{about} was consulted only after the power was used. Consult first."},
        "public": {"en": "{about} was consulted only afterwards.", "cy": "Dim ond wedyn yr ymgynghorwyd â: {about}."},
    },
    "scope-reason-missing": {
        "clerk": {"en": "Write why this lies within the power. No machine can say it."},
        "public": _SCOPE,
    },
    "scope-officer-missing": {
        "clerk": {"en": "Name the officer who says that this lies within the power."},
        "public": _SCOPE,
    },
    "pecuniary-interest-vote": {
        "clerk": {
            "en": "{about} has a disclosable pecuniary interest in this item and no dispensation, so may not vote (Localism Act "
            "2011, section 31(4)(b)). To vote without reasonable excuse is an offence (section 34). If the vote was cast, record it "
            "as it happened: the monitoring officer is told."
        },
        "public": _MAY_NOT_VOTE,
    },
    "pecuniary-interest-unnamed": {
        "clerk": {
            "en": "{about} has a disclosable pecuniary interest in this item and no dispensation, is there, and may not vote "
            "(Localism Act 2011, section 31(4)(b)). Choose by their name that they do not vote, or note that they have left. If "
            "they voted, record it as it happened: the monitoring officer is told."
        },
        "public": _MAY_NOT_VOTE,
    },
    "pecuniary-interest-discussion": {
        "clerk": {
            "en": "{about} has a disclosable pecuniary interest in this item and no dispensation, so may not take part in discussing "
            "it (Localism Act 2011, section 31(4)(a)). To do so without reasonable excuse is an offence (section 34)."
        },
        "public": {
            "en": "A member with a disclosable pecuniary interest and no dispensation may not take part in discussing the matter "
            "(Localism Act 2011, section 31(4)).",
            "cy": "Ni chaiff aelod sydd â buddiant ariannol i’w ddatgelu, heb ollyngiad, gymryd rhan mewn trafod y mater "
            "(Deddf Lleoliaeth 2011, adran 31(4)).",
        },
    },
    "dispensation-too-long": {
        "clerk": {
            "en": "A dispensation may last four years at most (Localism Act 2011, section 33(3)). Give an earlier last day."
        },
        "public": _DISPENSATION,
    },
    "dispensation-backwards": {
        "clerk": {"en": "The dispensation ends before it begins. Check both days."},
        "public": _DISPENSATION,
    },
    "votes-negative": {
        "clerk": {"en": "A number of votes cannot be less than none: {about}."},
        "public": _VOTES,
    },
    "votes-differ": {
        "clerk": {"en": "The votes counted and those named differ: {about}. Check both."},
        "public": _VOTES,
    },
    "named-twice": {
        "clerk": {"en": "{about} is named twice in this vote. Keep one."},
        "public": _VOTES,
    },
    "named-not-present": {
        "clerk": {"en": "{about} voted and is not recorded as present. Check the attendance."},
        "public": _VOTES,
    },
    "more-votes-than-present": {
        "clerk": {"en": "There are more votes than members present: {about}."},
        "public": _VOTES,
    },
    "no-quorum": {
        "clerk": {"en": "There is no quorum: {about}. No business may be done."},
        "public": {
            "en": "Too few members were present for the meeting to decide.",
            "cy": "Roedd rhy ychydig o aelodau’n bresennol i’r cyfarfod benderfynu.",
        },
    },
    "casting-vote-without-tie": {
        "clerk": {"en": "A casting vote is given only where the votes are equal. Take it out, or check the count."},
        "public": _VOTES,
    },
    "not-carried": {
        "clerk": {"en": "It was not carried: {about}. Check the numbers and what came of it."},
        "public": _VOTES,
    },
    "too-few-for-it": {
        "clerk": {
            "en": "It was not carried by the majority that was needed: {about}. Check the numbers and which it was."
        },
        "public": _VOTES,
    },
    "not-lost": {
        "clerk": {
            "en": "It was not lost: {about}. Check the numbers and what came of it, or which majority was needed."
        },
        "public": _VOTES,
    },
    "call-in-too-few": {
        "clerk": {"en": "Not enough members signed: {about}. The council's constitution sets the number."},
        "public": {
            "en": "Too few members asked for it to be called in.",
            "cy": "Gofynnodd rhy ychydig o aelodau am ei alw i mewn.",
        },
    },
    "call-in-too-late": {
        "clerk": {"en": "It could be called in until {about}. It has effect now."},
        "public": {
            "en": "The time to call it in had passed.",
            "cy": "Roedd yr amser i’w alw i mewn wedi dod i ben.",
        },
    },
    "call-in-exempt": {
        "clerk": {"en": "It is exempt from call-in because it was urgent: {about}"},
        "public": {
            "en": "It was exempt from call-in because it was urgent.",
            "cy": "Cafodd ei eithrio rhag galw i mewn am ei fod yn fater brys.",
        },
    },
    "call-in-not-for-this": {
        "clerk": {
            "en": "Decisions of this sort cannot be called in. What is recommended to Full Council is decided there."
        },
        "public": _NOT_CALLED_IN,
    },
    "call-in-not-decided": {
        "clerk": {"en": "It was not decided yet, or is no longer in being. Only what is decided can be called in."},
        "public": _NOT_CALLED_IN,
    },
    "call-in-already": {
        "clerk": {"en": "It is called in already, by {about}. Add to that one."},
        "public": {"en": "It was called in already.", "cy": "Cafodd ei alw i mewn eisoes."},
    },
    "call-in-not-a-member": {
        "clerk": {"en": "{about} is not a member of the council. Only members call a decision in."},
        "public": {
            "en": "Somebody who signed is not a member of the council.",
            "cy": "Nid yw rhywun a lofnododd yn aelod o’r cyngor.",
        },
    },
}
