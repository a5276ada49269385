"""Numbers in digits and in words."""

_ONES = (
    "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen",
    "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_WORDS = {word: number for number, word in enumerate(_ONES)} | {"none": 0, "nil": 0, "zero": 0}
_WORDS |= {word: 10 * number for number, word in enumerate(_TENS, 2)}
_WORDS |= {
    f"{ten}{join}{one}": 10 * tens + ones
    for tens, ten in enumerate(_TENS, 2)
    for ones, one in enumerate(_ONES[1:10], 1)
    for join in " -"
}
NUMBER = r"(?:\d{1,3}(?!\d)|\b(?:" + "|".join(sorted(_WORDS, key=len, reverse=True)) + r")\b)"
"""A pattern for a count of people, in digits or words; without regard to case."""


def number(words: str) -> int:
    """The number that words or digits say, which match ``NUMBER``."""
    return int(words) if words.isdigit() else _WORDS[words.lower()]
