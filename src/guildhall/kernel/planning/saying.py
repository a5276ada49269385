"""Where a version of a strategy stands and what was changed of it, in words: English and Welsh."""

from guildhall.kernel.clocks.clear_days_said import day_inside
from guildhall.kernel.model import Text, words
from guildhall.kernel.planning.comparing import ChangeKind
from guildhall.kernel.planning.standing import FactKind, Name, Step

NAMES: dict[Name, Text] = {
    "draft": {"en": "Draft", "cy": "Drafft"},
    "in-consultation": {"en": "In consultation", "cy": "Ymgynghori"},
    "consulted": {"en": "Consulted on", "cy": "Wedi ymgynghori arni"},
    "recommended": {"en": "Recommended", "cy": "Argymhellwyd"},
    "adopted": {"en": "Adopted", "cy": "Mabwysiadwyd"},
    "amended": {"en": "Amended", "cy": "Diwygiwyd"},
    "superseded": {"en": "Superseded", "cy": "Wedi’i disodli"},
    "ended": {"en": "Ended", "cy": "Daeth i ben"},
}
"""A word for where a version stands; the sentence beside it says since when and whether it is in force."""

STEPS: dict[FactKind, Text] = {
    "written": {"en": "Published as a draft", "cy": "Cyhoeddwyd fel drafft"},
    "consultation-opened": {"en": "Consultation opened", "cy": "Agorodd yr ymgynghoriad"},
    "consultation-closed": {"en": "Consultation closed", "cy": "Caeodd yr ymgynghoriad"},
    "recommended": {"en": "Recommended", "cy": "Argymhellwyd"},
    "adopted": {"en": "Adopted", "cy": "Mabwysiadwyd"},
    "amended": {"en": "Amended", "cy": "Diwygiwyd"},
    "replaced": {"en": "Superseded by the next version", "cy": "Disodlwyd gan y fersiwn nesaf"},
    "succeeded": {"en": "Succeeded by another strategy", "cy": "Olynwyd gan strategaeth arall"},
    "ended": {"en": "The decision that made it ended", "cy": "Daeth y penderfyniad a’i gwnaeth i ben"},
}

CHANGES: dict[ChangeKind, Text] = {
    "added": {"en": "Added", "cy": "Ychwanegwyd"},
    "taken-out": {"en": "Taken out", "cy": "Tynnwyd allan"},
    "reworded": {"en": "Reworded", "cy": "Aralleiriwyd"},
    "moved": {"en": "Moved to another theme", "cy": "Symudwyd i thema arall"},
}

_SINCE: dict[Name, Text] = {
    "draft": {"en": "It has been a draft since {day}.", "cy": "Mae’n ddrafft ers {day}."},
    "in-consultation": {
        "en": "It has been out for consultation since {day}.",
        "cy": "Mae’n destun ymgynghoriad ers {day}.",
    },
    "consulted": {"en": "Consultation on it closed on {day}.", "cy": "Caeodd yr ymgynghoriad arni ar {on}."},
    "recommended": {
        "en": "It was recommended on {day}. It is not in force until it is adopted.",
        "cy": "Fe’i hargymhellwyd ar {on}. Nid yw mewn grym nes iddi gael ei mabwysiadu.",
    },
    "adopted": {"en": "It has been in force since {day}.", "cy": "Mae mewn grym ers {day}."},
    "amended": {
        "en": "It has been in force, as amended, since {day}.",
        "cy": "Mae mewn grym, fel y’i diwygiwyd, ers {day}.",
    },
    "superseded": {"en": "It was superseded on {day}.", "cy": "Fe’i disodlwyd ar {on}."},
    "ended": {"en": "It has not been in force since {day}.", "cy": "Nid yw mewn grym ers {day}."},
}


def stands_in_words(step: Step, language: str) -> str:
    """Where it stands and since when, as a sentence."""
    return words(_SINCE[step.name], language).format(
        day=day_inside(step.since, language), on=day_inside(step.since, language, after_a_preposition=True)
    )
