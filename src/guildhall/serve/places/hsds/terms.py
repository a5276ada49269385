"""The terms by which our codes stand in HSDS: a taxonomy of ours, and keys that are the same every time."""

from uuid import NAMESPACE_URL, UUID, uuid5

TAXONOMY = "Guildhall help places"
WORDS = {
    "help": {
        "form-filling": "Help with filling in forms",
        "computer": "Help with using a computer",
        "documents": "Documents seen and copied",
        "money": "Advice about money and benefits",
        "housing": "Advice about housing",
        "bsl": "British Sign Language",
        "interpreter": "Interpreter",
    },
    "access": {
        "step-free": "Step-free access",
        "lift": "Lift",
        "accessible-toilet": "Accessible toilet",
        "changing-place": "Changing Places toilet",
        "hearing-loop": "Hearing loop",
        "parking": "Parking for disabled people",
        "quiet-room": "Quiet room",
    },
    "device": {
        "computers": "Computers to use",
        "tablets": "Tablets to use",
        "printer": "Printer",
        "scanner": "Scanner",
        "telephone": "Telephone to use",
        "wifi": "Free wifi",
    },
    "kind": {
        "library": "Library",
        "hub": "Hub",
        "council-office": "Council office",
        "community-centre": "Community centre",
        "village-hall": "Village hall",
        "other": "Other place",
    },
}
"""The term for each of our codes, by what it tells: in English, as open data is."""

CODES = {(what, term.casefold()): code for what, terms in WORDS.items() for code, term in terms.items()}
DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


def key_of(*parts: object) -> str:
    """A key that is the same every time for the same parts, as an identifier has to be."""
    found: UUID = NAMESPACE_URL
    for part in parts:
        found = uuid5(found, str(part))
    return str(found)


def attribute(owner: object, what: str, code: str) -> dict[str, object]:
    """One of our codes as an attribute of a service or a location."""
    term = {"id": key_of(TAXONOMY, what, code), "taxonomy": TAXONOMY, "term": WORDS[what][code]}
    return {
        "id": key_of(owner, what, code),
        "link_id": str(owner),
        "taxonomy_term_id": term["id"],
        "link_type": what,
        "taxonomy_term": term | {"name": WORDS[what][code], "description": WORDS[what][code], "code": code},
    }
