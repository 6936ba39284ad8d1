"""What the forms of django-allauth need to be shown as fields of ours."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from django import template
from django.contrib.messages.storage.base import Message
from django.forms import BaseForm
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from maatwerk.foundation.people.assurance import Assurance, How
from maatwerk.foundation.people.models import LogIn
from maatwerk.foundation.people.residents import PartyKind
from maatwerk.foundation.people.rules import Role
from maatwerk.foundation.people.web.labels import NAMES, PARTIES, known_by

register = template.Library()


@register.filter
def sentences(form: BaseForm) -> dict[str, str]:
    """What is wrong with a form: the name of a field → its first sentence. What is wrong with the whole form is shown
    at its first field."""
    first = next(iter(form.fields), "")
    return {first if name == "__all__" else name: str(errors[0]) for name, errors in form.errors.items()}


@register.filter
def fault(faults: dict[str, str], name: str) -> str:
    """The sentence about one field, or nothing."""
    return faults.get(name, "")


@register.filter
def role_name(role: str) -> str:
    """What a role is called in a table."""
    return str(NAMES[Role(role)])


@register.filter
def party_name(kind: str) -> str:
    """What a kind of party is called in a table; a dash while nobody said it."""
    return str(PARTIES[PartyKind(kind)]) if kind else "–"


_QR = re.compile(r'viewBox="0 0 (\d+) \1".* d="([MHVLZz0-9., -]+)"', re.DOTALL)


@register.simple_tag
def qr(svg: str, label: str) -> SafeString:
    """A QR code drawn in the page itself, out of the document that django-allauth makes of it: the policies of our
    pages allow no picture in an address (`data:`) and no style in an attribute."""
    found = _QR.search(svg)
    if found is None:
        raise ValueError("a QR code was drawn in another way than we know")
    return format_html(
        '<svg class="sm-qr" viewBox="0 0 {} {}" role="img" aria-label="{}"><path d="{}"/></svg>',
        found[1], found[1], label, found[2],
    )  # fmt: skip


@register.inclusion_tag("ui/table.html")
def log_in_table(log_ins: Iterable[LogIn]) -> dict[str, Any]:
    """When somebody signed in, how, and with what kind of browser."""
    head = [_("Wanneer"), _("Hoe"), _("Gelukt"), _("Browser en toestel")]
    rows = [
        [
            date_format(localtime(each.at), "j F Y, H:i"),
            known_by(How(each.how), Assurance(each.assurance)),
            _("ja") if each.succeeded else _("nee"),
            each.browser or _("onbekend"),
        ]
        for each in log_ins
    ]
    return {"caption": _("De laatste keer staat bovenaan"), "head": head, "rows": rows}


@register.filter
def notice_kind(message: Message) -> str:
    """Which notice of the frame a message of Django is."""
    return {"success": "ok", "warning": "warning", "error": "error"}.get(message.level_tag, "info")
