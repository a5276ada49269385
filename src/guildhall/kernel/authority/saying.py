"""Where a decision stands, why, and what the record does not show, in words: English and Welsh."""

from guildhall.kernel.authority.facts import FactKind
from guildhall.kernel.authority.values import Breach, BreachCode, Name, Possible, Status, Step, Why
from guildhall.kernel.clocks.clear_days_said import day_inside
from guildhall.kernel.clocks.duties import Duties
from guildhall.kernel.model import Text, words

NAMES: dict[Name, Text] = {
    "planned": {"en": "Planned", "cy": "Wedi’i gynllunio"},
    "noticed": {"en": "Notice given", "cy": "Hysbysiad wedi’i roi"},
    "agenda-published": {"en": "On an agenda", "cy": "Ar agenda"},
    "considered": {"en": "Considered", "cy": "Wedi’i ystyried"},
    "deferred": {"en": "Put off to a later meeting", "cy": "Wedi’i ohirio tan gyfarfod diweddarach"},
    "withdrawn": {"en": "Withdrawn", "cy": "Wedi’i dynnu’n ôl"},
    "recommended": {
        "en": "Recommended to Full Council: no effect until Council decides",
        "cy": "Wedi’i argymell i’r Cyngor Llawn: dim effaith nes i’r Cyngor benderfynu",
    },
    "recommended-elsewhere": {
        "en": "Recommended: no effect until the body it was made to decides",
        "cy": "Wedi’i argymell: dim effaith nes i’r corff y’i gwnaed iddo benderfynu",
    },
    "resolved": {"en": "Resolved", "cy": "Wedi’i benderfynu"},
    "adopted": {
        "en": "Agreed by the body it was made to",
        "cy": "Wedi’i gytuno gan y corff y’i gwnaed iddo",
    },
    "not-adopted": {"en": "Not adopted", "cy": "Heb ei fabwysiadu"},
    "decided": {"en": "Decided, not yet in effect", "cy": "Wedi’i benderfynu, heb ddod i rym eto"},
    "notice-published": {"en": "Decision published", "cy": "Penderfyniad wedi’i gyhoeddi"},
    "call-in-exempt": {"en": "Exempt from call-in", "cy": "Wedi’i eithrio rhag galw i mewn"},
    "call-in-open": {"en": "Can be called in", "cy": "Gellir ei alw i mewn"},
    "called-in": {"en": "Called in", "cy": "Wedi’i alw i mewn"},
    "referred-back": {
        "en": "Sent back to whoever decided it",
        "cy": "Wedi’i anfon yn ôl at bwy bynnag a benderfynodd",
    },
    "referred-to-council": {"en": "Sent to Full Council", "cy": "Wedi’i anfon at y Cyngor Llawn"},
    "confirmed": {"en": "Confirmed after a call-in", "cy": "Wedi’i gadarnhau ar ôl galw i mewn"},
    "effective": {"en": "In effect", "cy": "Mewn grym"},
    "carried-out": {"en": "Carried out", "cy": "Wedi’i gyflawni"},
    "superseded": {"en": "Replaced by a later decision", "cy": "Wedi’i ddisodli gan benderfyniad diweddarach"},
    "revoked": {"en": "Revoked", "cy": "Wedi’i ddirymu"},
}

NOTICES: dict[Why, Text] = {
    "key-notice-published": {"en": "Notice of a key decision", "cy": "Hysbysiad o benderfyniad allweddol"},
    "general-exception-published": {
        "en": "Notice under the general exception",
        "cy": "Hysbysiad o dan yr eithriad cyffredinol",
    },
    "special-urgency-agreed": {"en": "Special urgency agreed", "cy": "Cytunwyd ar frys arbennig"},
    "private-notice-published": {"en": "Notice of a meeting in private", "cy": "Hysbysiad o gyfarfod preifat"},
    "private-notice-repeated": {
        "en": "Further notice of a meeting in private",
        "cy": "Hysbysiad pellach o gyfarfod preifat",
    },
    "private-urgency-agreed": {
        "en": "Urgent meeting in private agreed",
        "cy": "Cytunwyd ar gyfarfod preifat brys",
    },
}
"""Which notice it was, where a path comes to more than one."""

_STANDS: dict[Name, Text] = {
    "planned": {"en": "It has been on the plan since {day}.", "cy": "Mae ar y cynllun ers {day}."},
    "noticed": {"en": "Notice of it was given on {day}.", "cy": "Rhoddwyd hysbysiad ohono ar {on}."},
    "agenda-published": {"en": "It has been on an agenda since {day}.", "cy": "Mae ar agenda ers {day}."},
    "considered": {"en": "It was considered on {day}.", "cy": "Cafodd ei ystyried ar {on}."},
    "deferred": {
        "en": "On {day} it was put off to a later meeting.",
        "cy": "Ar {on} cafodd ei ohirio tan gyfarfod diweddarach.",
    },
    "withdrawn": {"en": "It was withdrawn on {day}.", "cy": "Cafodd ei dynnu’n ôl ar {on}."},
    "recommended": {
        "en": "It has no effect until Full Council decides.",
        "cy": "Ni ddaw i rym nes i’r Cyngor Llawn benderfynu.",
    },
    "recommended-elsewhere": {
        "en": "It has no effect until the body it was recommended to decides.",
        "cy": "Ni ddaw i rym nes i’r corff y’i hargymhellwyd iddo benderfynu.",
    },
    "resolved": {"en": "It was resolved on {day}.", "cy": "Penderfynwyd arno ar {on}."},
    "adopted": {
        "en": "The body it was recommended to agreed to it on {day}.",
        "cy": "Cytunodd y corff y’i hargymhellwyd iddo arno ar {on}.",
    },
    "not-adopted": {
        "en": "On {day} it was decided not to adopt it.",
        "cy": "Ar {on} penderfynwyd peidio â’i fabwysiadu.",
    },
    "decided": {"en": "It has no effect yet.", "cy": "Nid yw mewn grym eto."},
    "notice-published": {"en": "The decision was published on {day}.", "cy": "Cyhoeddwyd y penderfyniad ar {on}."},
    "call-in-exempt": {
        "en": "On {day} it was exempted from call-in.",
        "cy": "Ar {on} cafodd ei eithrio rhag galw i mewn.",
    },
    "call-in-open": {
        "en": "It has been open to call-in since {day}.",
        "cy": "Mae’n agored i’w alw i mewn ers {day}.",
    },
    "called-in": {"en": "It was called in on {day}.", "cy": "Cafodd ei alw i mewn ar {on}."},
    "referred-back": {
        "en": "On {day} it was sent back to whoever decided it.",
        "cy": "Ar {on} cafodd ei anfon yn ôl at bwy bynnag a benderfynodd.",
    },
    "referred-to-council": {
        "en": "On {day} it was sent to Full Council.",
        "cy": "Ar {on} cafodd ei anfon at y Cyngor Llawn.",
    },
    "confirmed": {
        "en": "On {day} it was confirmed after a call-in.",
        "cy": "Ar {on} cafodd ei gadarnhau ar ôl galw i mewn.",
    },
    "effective": {"en": "It has had effect since {day}.", "cy": "Mae mewn grym ers {day}."},
    "carried-out": {"en": "It was carried out on {day}.", "cy": "Cafodd ei gyflawni ar {on}."},
    "superseded": {
        "en": "On {day} a later decision replaced it.",
        "cy": "Ar {on} disodlwyd ef gan benderfyniad diweddarach.",
    },
    "revoked": {"en": "It was revoked on {day}.", "cy": "Cafodd ei ddirymu ar {on}."},
}
"""Where it stands as somebody says it. ``{on}`` is the day as it stands after a preposition in Welsh."""

_BECAUSE: dict[str, Text] = {
    "call-in-ended": {
        "en": "The time to call it in passed, and nobody had stopped it.",
        "cy": "Daeth yr amser i’w alw i mewn i ben, heb i neb ei atal.",
    },
    "call-in-exempted": {
        "en": "It was exempt from call-in because it was urgent.",
        "cy": "Cafodd ei eithrio rhag galw i mewn am ei fod yn fater brys.",
    },
    "not-subject-to-call-in": {
        "en": "Decisions of this sort cannot be called in.",
        "cy": "Ni ellir galw penderfyniadau o’r math hwn i mewn.",
    },
    "confirmed": {
        "en": "It was called in, and then confirmed.",
        "cy": "Cafodd ei alw i mewn, ac yna ei gadarnhau.",
    },
    "adopted": {
        "en": "It has effect when the decision of that body has.",
        "cy": "Daw i rym pan ddaw penderfyniad y corff hwnnw i rym.",
    },
    "adoption-effective": {
        "en": "It was agreed by the body it was made to, and that decision has effect.",
        "cy": "Fe’i cytunwyd gan y corff y’i gwnaed iddo, ac mae’r penderfyniad hwnnw mewn grym.",
    },
    "call-in-rejected": {
        "en": "A call-in was found not to be valid, so the rest of the time runs.",
        "cy": "Barnwyd nad oedd galwad i mewn yn ddilys, felly mae gweddill yr amser yn rhedeg.",
    },
    "call-in-withdrawn": {
        "en": "A call-in was taken back, so the rest of the time runs.",
        "cy": "Tynnwyd galwad i mewn yn ôl, felly mae gweddill yr amser yn rhedeg.",
    },
    "key-notice-published": {
        "en": "Notice was given of a key decision.",
        "cy": "Rhoddwyd hysbysiad o benderfyniad allweddol.",
    },
    "private-notice-published": {
        "en": "Notice was given of a meeting in private.",
        "cy": "Rhoddwyd hysbysiad o gyfarfod preifat.",
    },
    "private-notice-repeated": {
        "en": "Further notice was given of a meeting in private.",
        "cy": "Rhoddwyd hysbysiad pellach o gyfarfod preifat.",
    },
    "general-exception-published": {
        "en": "Notice was given under the general exception.",
        "cy": "Rhoddwyd hysbysiad o dan yr eithriad cyffredinol.",
    },
    "special-urgency-agreed": {"en": "Special urgency was agreed.", "cy": "Cytunwyd ar frys arbennig."},
    "private-urgency-agreed": {
        "en": "It was agreed that a meeting in private is urgent.",
        "cy": "Cytunwyd bod cyfarfod preifat yn fater brys.",
    },
}

_FROM: dict[FactKind | str, Text] = {
    "effective": {"en": "It has effect from {day}.", "cy": "Daw i rym ar {day}."},
    "decided": {"en": "It can be decided from {day}.", "cy": "Gellir penderfynu arno o {day}."},
    "resolved": {
        "en": "Full Council can decide on it from {day}.",
        "cy": "Gall y Cyngor Llawn benderfynu arno o {day}.",
    },
}
_UNTIL: dict[FactKind | str, Text] = {
    "called-in": {
        "en": "It can be called in until the end of {day}.",
        "cy": "Gellir ei alw i mewn tan ddiwedd {day}.",
    },
}
"""What may happen next that has a first day, and what has a last."""

BREACHES: dict[BreachCode, Text] = {
    "key-notice-not-on-record": {
        "en": "The record shows no notice of this key decision.",
        "cy": "Nid yw’r cofnod yn dangos hysbysiad o’r penderfyniad allweddol hwn.",
    },
    "key-notice-late": {
        "en": "Notice of this key decision was given too late.",
        "cy": "Rhoddwyd hysbysiad o’r penderfyniad allweddol hwn yn rhy hwyr.",
    },
    "private-notice-not-on-record": {
        "en": "The record does not show both notices of this meeting in private.",
        "cy": "Nid yw’r cofnod yn dangos y ddau hysbysiad o’r cyfarfod preifat hwn.",
    },
    "private-notice-late": {
        "en": "Notice of this meeting in private was given too late.",
        "cy": "Rhoddwyd hysbysiad o’r cyfarfod preifat hwn yn rhy hwyr.",
    },
    "agenda-late": {
        "en": "The agenda was published too late.",
        "cy": "Cyhoeddwyd yr agenda yn rhy hwyr.",
    },
    "noticed-after-deciding": {
        "en": "Something that comes before a decision is dated after it.",
        "cy": "Mae rhywbeth sy’n dod cyn penderfyniad wedi’i ddyddio ar ei ôl.",
    },
    "decided-twice": {
        "en": "It is recorded as decided twice. A changed decision is a new one, which replaces it.",
        "cy": "Cofnodir iddo gael ei benderfynu ddwywaith. Penderfyniad newydd yw un sydd wedi newid, ac mae’n ei ddisodli.",
    },
    "decided-and-recommended": {
        "en": "It is recorded both as decided and as recommended to Full Council.",
        "cy": "Cofnodir iddo gael ei benderfynu a’i argymell i’r Cyngor Llawn.",
    },
    "not-before-council": {
        "en": "A resolution is recorded on something that was not before the meeting.",
        "cy": "Cofnodir penderfyniad ar rywbeth nad oedd gerbron y cyfarfod.",
    },
    "notice-before-decision": {
        "en": "The decision is recorded as published before it was made.",
        "cy": "Cofnodir i’r penderfyniad gael ei gyhoeddi cyn iddo gael ei wneud.",
    },
    "exemption-without-effect": {
        "en": "It was exempted from call-in when that could change nothing.",
        "cy": "Cafodd ei eithrio rhag galw i mewn pan na allai hynny newid dim.",
    },
    "called-in-before-decision": {
        "en": "It was called in before it was decided.",
        "cy": "Cafodd ei alw i mewn cyn iddo gael ei benderfynu.",
    },
    "not-subject-to-call-in": {
        "en": "It was called in, and decisions of this sort cannot be.",
        "cy": "Cafodd ei alw i mewn, ac ni ellir gwneud hynny â phenderfyniadau o’r math hwn.",
    },
    "called-in-late": {
        "en": "It was called in after it had effect.",
        "cy": "Cafodd ei alw i mewn ar ôl iddo ddod i rym.",
    },
    "no-call-in": {
        "en": "The end of a call-in is recorded where there was none.",
        "cy": "Cofnodir diwedd galwad i mewn lle nad oedd un.",
    },
    "carried-out-before-effect": {
        "en": "It was carried out before it had effect.",
        "cy": "Cafodd ei gyflawni cyn iddo ddod i rym.",
    },
    "withdrawn-after-deciding": {
        "en": "It is recorded as withdrawn after it was decided.",
        "cy": "Cofnodir iddo gael ei dynnu’n ôl ar ôl iddo gael ei benderfynu.",
    },
    "nothing-to-revoke": {
        "en": "It is recorded as revoked before it was decided.",
        "cy": "Cofnodir iddo gael ei ddirymu cyn iddo gael ei benderfynu.",
    },
    "not-on-this-path": {
        "en": "Something is recorded that does not belong to a decision of Council or its committees.",
        "cy": "Cofnodir rhywbeth nad yw’n perthyn i benderfyniad y Cyngor na’i bwyllgorau.",
    },
    "after-its-end": {
        "en": "Something is recorded after the decision had come to its end.",
        "cy": "Cofnodir rhywbeth ar ôl i’r penderfyniad ddod i ben.",
    },
}


def step_in_words(step: Step, language: str) -> str:
    """What a path came to, and of a notice which it was."""
    return words(NOTICES.get(step.why, NAMES[step.name]) if step.name == "noticed" else NAMES[step.name], language)


def status_in_words(status: Status, language: str) -> tuple[str, ...]:
    """Where a decision stands and since when, why, and from or until when something more may happen: a sentence each."""
    stands = words(_STANDS[status.name], language)
    said = [
        stands.format(
            day=day_inside(status.since, language), on=day_inside(status.since, language, after_a_preposition=True)
        ),
        words(_BECAUSE[status.why], language) if status.why in _BECAUSE else "",
        *(_possible(each, language) for each in status.next_possible),
    ]
    return tuple(filter(None, said))


def breach_in_words(breach: Breach, duties: Duties, language: str) -> str:
    """What the record does not show as kept, with the rule where there is one."""
    said = words(BREACHES[breach.code], language)
    return f"{said} ({duties[breach.duty].source})" if breach.duty else said


def _possible(next_: Possible, language: str) -> str:
    """Only what has a first or a last day; the rest is for machines."""
    when = next_.earliest or next_.latest
    said = (_FROM if next_.earliest else _UNTIL).get(next_.what)
    if said is None or when is None:
        return ""
    return words(said, language).format(day=day_inside(when, language, after_a_preposition=bool(next_.earliest)))
