"""The words of a flow: templates in ERB, whose parts are plain text, Govspeak (GOV.UK's Markdown) or a list of options."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from guildhall.catalogue.importing.losses import Report
from guildhall.catalogue.importing.markdown import plain
from guildhall.kernel.model import Json

LONGEST = 20_000
"""Characters in one template. The longest of the towing flow has 1,200."""

SITE = "https://www.gov.uk"
"""Where a link of a flow leads that begins with a stroke."""

_BLOCK = re.compile(
    r"<%-?\s*(?:render_content_for|text_for|govspeak_for|html_for|content_for)\s*\(?\s*:(\w+)[^%]*?%>(.*?)(?=<%-?\s*(?:\w+_for\b|options\b)|\Z)",
    re.DOTALL,
)
_OPTIONS = re.compile(r"<%-?=?\s*options\s*\(?(.*?)\)?\s*-?%>", re.DOTALL)
_STRING = r"\"((?:[^\"\\]|\\.)*)\"|'((?:[^'\\]|\\.)*)'"
_PAIR = re.compile(
    rf"(?:(?:{_STRING})\s*(?::|=>)|:?([A-Za-z_]\w*)\s*(?::|=>))\s*(?:(?:{_STRING})|\{{(.*?)\}})", re.DOTALL
)
_CODE = re.compile(r"<%.*?%>", re.DOTALL)
_END = re.compile(r"<%-?\s*end\s*-?%>")


@dataclass(slots=True)
class Template:
    """One template: its parts by name, and the labels and hints of the options by their codes."""

    path: str
    parts: dict[str, str]
    options: dict[str, tuple[str, str | None]]
    report: Report
    taken: set[str] = field(default_factory=set)

    def label(self, part: str) -> str | None:
        """A part on one line, or ``None``."""
        self.taken.add(part)
        return plain(self._without_code(part)) or None

    def guidance(self, *parts: str) -> str | None:
        """Parts in Markdown, one under the other, or ``None``."""
        self.taken.update(parts)
        found = [as_markdown(self._without_code(part), self._left_out) for part in parts if part in self.parts]
        return "\n\n".join(each for each in found if each) or None

    def leftovers(self, name: str) -> None:
        """Name the parts that nothing took."""
        for part in self.parts.keys() - self.taken:
            if self.parts[part].strip():
                self.report.lost("text", f"{part} of {name}", "there is no place for it", name)

    def _without_code(self, part: str) -> str:
        words = self.parts.get(part, "")
        for code in dict.fromkeys(_CODE.findall(words)):
            told = " ".join(code.split())
            self.report.lost(
                "text", self.path, f"what {told} works out is not filled in or chosen: the words round it stay"
            )
        return _CODE.sub("", words)

    def _left_out(self, what: str) -> None:
        self.report.lost("text", self.path, what)


class Templates:
    """The texts of a flow by their paths: ``start.erb``, ``questions/name.erb``, ``outcomes/name.erb``."""

    def __init__(self, held: dict[str, Template], report: Report) -> None:
        self._held = held
        self._used: set[str] = set()
        self._report = report

    def of(self, folder: str, name: str) -> Template:
        """The template of a question or an outcome; an empty one where there is none. A question's name ends with ``?``."""
        stem = name.rstrip("?")
        wanted = (f"{folder}/{stem}", f"{folder}/_{stem}", *([stem] if folder == "start" else []))
        found = next((path for path in self._held if path.split(".")[0] in wanted), None)
        if found is None:
            return Template(f"{folder}/{stem}.erb", {}, {}, self._report)
        self._used.add(found)
        return self._held[found]

    def unused(self) -> list[str]:
        return [path for path in self._held if path not in self._used]


def templates(texts: Json, report: Report) -> Templates:
    """Read the texts of a flow. What is no text is reported."""
    held: dict[str, Template] = {}
    for path, text in texts.items() if isinstance(texts, dict) else ():
        if isinstance(text, str) and len(text) > LONGEST:
            report.lost("text", path, f"it is longer than {LONGEST:,} characters")
        elif isinstance(text, str):
            held[path] = Template(path, _parts(text), _options(text), report)
        else:
            report.lost("text", path, "what stands there is no text")
    return Templates(held, report)


def as_markdown(govspeak: str, left_out: Callable[[str], None]) -> str:
    """Govspeak as Markdown: callouts and buttons become paragraphs, steps a numbered list, links whole addresses.

    ``left_out`` is told what has no counterpart.
    """
    lines = []
    for line in govspeak.replace("\r\n", "\n").split("\n"):
        bare = line.strip()
        if re.fullmatch(r"\*\[[^\]]*\]:.*", bare):
            left_out(f"the long form of an abbreviation, {bare}")
            continue
        if re.fullmatch(r"\$[A-Z]+|\{:?/?:?[a-z-]+[^}]*\}", bare):
            continue
        indent = line[: len(line) - len(line.lstrip())]
        inner = re.sub(r"^([%^@x])\s*(.*?)\s*\1$", r"\2", bare)
        inner = re.sub(r"^\$!\s*(.*?)\s*\$!$", r"\1", inner)
        inner = re.sub(r"^(#{1,6})\s*(?=[^#\s])", r"\1 ", inner)
        inner = re.sub(r"^s(\d+)\.\s*", r"\1. ", inner)
        inner = re.sub(r"^\*\s+", "- ", inner)
        inner = re.sub(r"\{button[^}]*\}|\{/button\}|\{::[^}]*\}|\{:/[^}]*\}", "", inner)
        inner = re.sub(r"\]\(\s*(/[^)\s]*)\s*\)(?:\{:[^}]*\})?", rf"]({SITE}\1)", inner)
        inner = re.sub(r"</?[a-zA-Z][^>]*>", "", inner)
        lines.append((indent, inner))
    margin = min((len(indent) for indent, inner in lines if inner), default=0)
    text = "\n".join((indent[margin:] + inner) if inner else "" for indent, inner in lines)
    return re.sub(r"\n{3,}", "\n\n", text).strip("\n").rstrip()


def _parts(text: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for name, inner in _BLOCK.findall(text):
        words = _last_end_removed(inner)
        found[name] = f"{found[name]}\n\n{words}" if name in found else words
    return found


def _last_end_removed(inner: str) -> str:
    """What stands between the opening of a part and the ``end`` that closes it."""
    ends = list(_END.finditer(inner))
    return inner[: ends[-1].start()] if ends else inner


def _options(text: str) -> dict[str, tuple[str, str | None]]:
    found: dict[str, tuple[str, str | None]] = {}
    for inner in _OPTIONS.findall(text):
        for pair in _PAIR.findall(inner):
            code = _unescaped(pair[0] or pair[1] or pair[2])
            label, hint = _unescaped(pair[3] or pair[4]), None
            if pair[5]:
                more = {
                    key: one or other for key, one, other in re.findall(rf":?(\w+)\s*(?::|=>)\s*(?:{_STRING})", pair[5])
                }
                label, hint = _unescaped(more.get("label", "")), _unescaped(more.get("hint_text", "")) or None
            if code and label:
                found[code] = (plain(label), hint and plain(hint))
    return found


def _unescaped(text: str) -> str:
    return re.sub(r"\\(.)", r"\1", text)
