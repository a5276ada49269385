"""Findings about plain words: sentences that are long or hard to read."""

from collections.abc import Iterator, Mapping

from guildhall.kernel.gate.examined import Examined
from guildhall.kernel.gate.finding import Finding, Severity
from guildhall.kernel.gate.named import shortened
from guildhall.kernel.gate.reading import is_hard, is_long, sentences

FINDS: Mapping[str, Severity] = {"words.long-sentence": "warns", "words.hard-sentence": "warns"}

_MOST_QUOTED = 300


def findings(examined: Examined) -> Iterator[Finding]:
    """At most one finding of each sort for each text and language: its first long sentence, its first hard one."""
    languages = examined.service.languages
    for placed in examined.texts:
        for language, said in placed.text.items():
            if language not in languages:
                continue
            told: set[str] = set()
            for sentence in sentences(said):
                count = is_long(sentence, language)
                if count is not None:
                    kind, message = "words.long-sentence", f"has {count} words: make two sentences of it"
                elif is_hard(sentence, language):
                    kind, message = "words.hard-sentence", "is hard to read: use shorter words, or fewer"
                else:
                    continue
                if kind not in told:
                    told.add(kind)
                    yield examined.finding(
                        kind,
                        FINDS[kind],
                        placed.step,
                        f"In {placed.named}, this sentence {message}: “{shortened(sentence, _MOST_QUOTED)}”",
                    )
