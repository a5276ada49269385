"""Put allauth's pages, which are Django templates, into the frame of our own."""

from typing import Any

from django import template
from django.forms.boundfield import BoundField
from django.template import Context, NodeList, engines
from django.template.base import Node, Parser, Token
from django.utils.safestring import SafeString, mark_safe

from guildhall.estate import accounts
from guildhall.estate.council import council

register = template.Library()

_CLASSES = {
    "textarea": "govuk-textarea",
    "select": "govuk-select",
    "checkbox": "govuk-checkboxes__input",
}


class Framed(Node):
    """A page in three parts: its title, its content, its scripts."""

    child_nodelists = ("title", "content", "scripts")

    def __init__(self, title: NodeList, content: NodeList, scripts: NodeList) -> None:
        self.title, self.content, self.scripts = title, content, scripts

    def render(self, context: Context) -> SafeString:
        request = context["request"]
        made = engines["jinja2"].get_template("frame/framed.jinja")
        # Each part was rendered, and escaped, by Django's templates.
        return mark_safe(  # noqa: S308
            made.render(
                {
                    "lang": "en",
                    "title": " ".join(self.title.render(context).split()),
                    "content": self.content.render(context),
                    "scripts": self.scripts.render(context),
                    "errors": errors_in(context.get("form")),
                    "account": accounts.account_of(request),
                },
                request,
            )
        )


@register.tag
def framed(parser: Parser, token: Token) -> Framed:
    """`{% framed %}title{% content %}…{% scripts %}…{% endframed %}`."""
    parts = []
    for end in ("content", "scripts", "endframed"):
        parts.append(parser.parse((end,)))
        parser.delete_first_token()
    return Framed(*parts)


@register.simple_tag
def council_name() -> str:
    """The council's name, which ends an email about an account."""
    return council().name["en"]


@register.filter
def govuk(field: BoundField) -> SafeString:
    """A form field's input, with our classes and the hint and error that describe it."""
    kind = getattr(field.field.widget, "input_type", "") or type(field.field.widget).__name__.lower()
    attrs: dict[str, Any] = {"class": _CLASSES.get(kind, "govuk-input")}
    described = [f"{field.auto_id}-hint"] if field.help_text else []
    if field.errors:
        described.append(f"{field.auto_id}-error")
        attrs["class"] += " govuk-input--error"
    if described:
        attrs["aria-describedby"] = " ".join(described)
    field.field.widget.attrs.pop("placeholder", None)  # a placeholder is no label
    return field.as_widget(attrs=attrs)


def errors_in(form: Any) -> list[dict[str, str]]:
    """The errors of a Django form, for the summary at the top of the page."""
    if form is None or not form.is_bound:
        return []
    whole = [{"text": each} for each in form.non_field_errors()]
    return whole + [{"text": each, "href": f"#{field.auto_id}"} for field in form for each in field.errors]
