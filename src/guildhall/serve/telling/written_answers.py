"""What an advisor answers in writing, in their own words, where nobody is to be rung."""

from datetime import datetime

from guildhall.estate.door import council, words
from guildhall.serve.models import Case, Message


def write_answer(*, case: str, kind: str, to: str, language: str, text: str, at: datetime) -> Message:
    """Write an answer by ``sms`` or ``email``; it is sent afterwards. ``case`` is a reference, or empty where it is about none."""
    said = words("serve")
    help_line = said.say("message-help", language, telephone=council().telephone)
    return Message.objects.create(
        case=Case.objects.filter(reference=case).first() if case else None,
        kind=kind,
        to=to,
        language=language,
        subject=said.say("message-callback-subject", language),
        body="\n\n".join((text, help_line, council().name[language])),
        rendered_at=at,
    )
