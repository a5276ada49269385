"""Read an email that came in from anywhere: bounded in every direction, and no worse than unreadable. Pure."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes
from email.header import decode_header
from email.message import Message
from email.utils import getaddresses
from hashlib import sha256
from html.parser import HTMLParser

LARGEST = 25_000_000
"""Bytes: ten files of the size that may be uploaded do not fit, one does with its letters."""
MOST_HEADINGS = 500
MOST_PARTS = 100
DEEPEST = 12
MOST_FILES = 10
LONGEST = 20_000
"""Characters of a text that are kept."""

_QUOTED = re.compile(
    r"^(On .{4,200} wrote:|Ar .{4,200} ysgrifennodd.{0,200}:|-{2,} ?(Original Message|Forwarded message|Neges wreiddiol).*"
    r"|From: .{1,300}|Oddi wrth: .{1,300}|_{20,})\s*$",
    re.IGNORECASE,
)
_UNPRINTED = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_BY_MACHINE = frozenset({"bulk", "junk", "list", "auto_reply"})


class Unreadable(ValueError):
    """It is no email that can be read. ``code`` says why."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class Bounce:
    """A delivery status (RFC 3464). ``final``: it will never arrive. ``threads`` are headings of the message that came back."""

    final: bool
    status: str
    threads: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Letter:
    """An email as it was read. ``threads`` are the headings that name what it answers; ``automatic``: no person wrote it."""

    key: str
    sender: str
    subject: str
    text: str
    threads: tuple[str, ...]
    files: tuple[tuple[str, bytes], ...]
    automatic: bool
    bounce: Bounce | None


def read(raw: bytes) -> Letter:
    """Read an email. Raises ``Unreadable``."""
    if len(raw) > LARGEST:
        raise Unreadable("too-big")
    headings = re.split(rb"\r?\n\r?\n", raw, maxsplit=1)[0]
    if headings.count(b"\n") > MOST_HEADINGS or len(headings) > 500_000:
        raise Unreadable("too-many-headings")
    try:
        message = message_from_bytes(raw)
        parts = list(_parts(message))
    except RecursionError:
        raise Unreadable("too-deep") from None
    senders = [address for _, address in getaddresses([_heading(message, "From")]) if "@" in address]
    if len(senders) != 1 or len(senders[0]) > 320:
        raise Unreadable("no-sender")
    bounce = _bounce(message, parts)
    named = _heading(message, "Message-ID").strip()
    return Letter(
        key=sha256(named.encode("utf-8", "replace") if named else raw).hexdigest(),
        sender=senders[0].strip(),
        subject=" ".join(_heading(message, "Subject").split())[:300],
        text=own_words(_text(parts))[:LONGEST],
        threads=(_heading(message, "References"), _heading(message, "In-Reply-To")),
        files=() if bounce else tuple(_files(parts)),
        automatic=bounce is not None or _by_machine(message),
        bounce=bounce,
    )


def own_words(text: str) -> str:
    """What somebody wrote themselves: without what they quote, and what stands below it."""
    kept: list[str] = []
    for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n"):
        if _QUOTED.match(line[:600].strip()) and any(each.strip() for each in kept):
            break
        if not line.lstrip().startswith(">"):
            kept.append(line.rstrip())
    return re.sub(r"\n{3,}", "\n\n", "\n".join(kept)).strip()


def _parts(message: Message, depth: int = 0, seen: list[int] | None = None) -> Iterator[Message]:
    """The parts of an email in their order, those inside another email apart. Raises ``Unreadable``."""
    seen = seen if seen is not None else []
    seen.append(1)
    if depth > DEEPEST or len(seen) > MOST_PARTS:
        raise Unreadable("too-deep" if depth > DEEPEST else "too-many-parts")
    yield message
    inner = message.get_payload()
    if message.is_multipart() and isinstance(inner, list) and message.get_content_maintype() == "multipart":
        for part in inner:
            if isinstance(part, Message):
                yield from _parts(part, depth + 1, seen)


def _heading(message: Message, name: str) -> str:
    """A heading as text, whatever it is written in; empty where there is none."""
    written = str(message.get(name, ""))[:20_000]
    try:
        parts = decode_header(written)
    except (ValueError, UnicodeError):
        parts = [(written, None)]
    return _UNPRINTED.sub("", "".join(_decoded(part, charset) for part, charset in parts))


def _decoded(part: bytes | str, charset: str | None) -> str:
    if isinstance(part, str):
        return part.encode("utf-8", "replace").decode("utf-8", "replace")
    try:
        return part.decode(charset or "utf-8", "replace")
    except (LookupError, ValueError):  # an encoding that nobody knows
        return part.decode("utf-8", "replace")


def _content(part: Message) -> bytes:
    found = part.get_payload(decode=True)
    return found if isinstance(found, bytes) else b""


def _is_file(part: Message) -> bool:
    return part.get_content_disposition() == "attachment" or bool(part.get_filename())


def _text(parts: list[Message]) -> str:
    """The first plain text; without one, what can be read of the first page."""
    for shape in ("text/plain", "text/html"):
        for part in parts:
            if part.get_content_type() == shape and not _is_file(part) and not part.is_multipart():
                text = _UNPRINTED.sub("", _decoded(_content(part)[: LONGEST * 20], part.get_content_charset()))
                return text if shape == "text/plain" else _Page.words(text)
    return ""


def _files(parts: list[Message]) -> Iterator[tuple[str, bytes]]:
    found = [part for part in parts if not part.is_multipart() and _is_file(part)]
    if len(found) > MOST_FILES:
        raise Unreadable("too-many-files")
    for part in found:
        name = _UNPRINTED.sub("", str(part.get_filename() or "file"))
        yield name.encode("utf-8", "replace").decode()[:200], _content(part)


def _by_machine(message: Message) -> bool:
    """Whether no person wrote it (RFC 3834): an answering machine, a list, a notice that something could not be delivered."""
    told = _heading(message, "Auto-Submitted").split(";")[0].strip().casefold()
    return (
        told not in {"", "no"}
        or _heading(message, "Precedence").strip().casefold() in _BY_MACHINE
        or any(message.get(name) for name in ("List-Id", "X-Autoreply", "X-Autorespond", "X-Loop"))
        or _heading(message, "Return-Path").strip() == "<>"
        or _heading(message, "From").casefold().partition("@")[0].rpartition("<")[2] in {"mailer-daemon", "postmaster"}
    )


def _bounce(message: Message, parts: list[Message]) -> Bounce | None:
    status = next((part for part in parts if part.get_content_type() == "message/delivery-status"), None)
    if message.get_content_type() != "multipart/report" or status is None:
        return None
    blocks = status.get_payload()
    told = [block for block in blocks if isinstance(block, Message)] if isinstance(blocks, list) else []
    action = next((_heading(each, "Action").strip().casefold() for each in told if each.get("Action")), "")
    code = next((_heading(each, "Status").strip()[:20] for each in told if each.get("Status")), "")
    return Bounce(action == "failed" or code.startswith("5"), code, tuple(_ids_in(parts, message)))


def _ids_in(parts: list[Message], message: Message) -> Iterator[str]:
    """The Message-IDs of what came back, as far as it was sent with the notice."""
    for part in parts:
        if part.get_content_type() in {"message/rfc822", "message/global"}:
            inner = part.get_payload()
            yield from (_heading(each, "Message-ID") for each in inner if isinstance(each, Message))
        elif part.get_content_type() in {"text/rfc822-headers", "message/global-headers"}:
            yield _decoded(_content(part)[:50_000], None)
    yield from (_heading(message, name) for name in ("References", "In-Reply-To"))


class _Page(HTMLParser):
    """What can be read of a page of HTML."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.said: list[str] = []
        self.silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in {"style", "script", "title", "blockquote"}:
            self.silent += 1
        if tag in {"p", "br", "div", "tr", "li"}:
            self.said.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in {"style", "script", "title", "blockquote"}:
            self.silent = max(0, self.silent - 1)

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self.said.append(data)

    @classmethod
    def words(cls, page: str) -> str:
        """The words of a page, a line for each of its lines."""
        reader = cls()
        reader.feed(page)
        return "\n".join(" ".join(line.split()) for line in "".join(reader.said).split("\n"))
