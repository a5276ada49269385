"""Documents shown at a counter: looked at, handed back, and only the looking kept."""

import json
from datetime import datetime

from guildhall.estate.door import AccountValue, Refused, pdf, showable, store_file
from guildhall.kernel.clocks import local
from guildhall.kernel.kinds.date import in_words
from guildhall.kernel.model import words
from guildhall.kernel.question import Question


def seen(*, what: str, of: Question, by: AccountValue, at: datetime) -> str:
    """Write a note that a document was seen and not kept, and store it as the evidence. Gives its reference."""
    day = in_words(local(at).date().isoformat(), "en")
    lines = [
        f"What was shown: {what}",
        f"It answers: {words(of.label, 'en')}",
        f"Seen by {by.display_name} at the counter on {day}, and handed back. No copy was kept.",
    ]
    paragraphs = "\n\n".join(f"#text({json.dumps(showable(each), ensure_ascii=False)})" for each in lines)
    title = "Document seen, not kept"
    source = f'#set document(title: "{title}")\n#set text(lang: "en")\n= {title}\n{paragraphs}\n'
    stored = store_file(content=pdf(source=source), name=f"{title}.pdf", by=by.reference, channel="counter")
    if isinstance(stored, Refused):
        raise TypeError(stored.code)
    return stored
