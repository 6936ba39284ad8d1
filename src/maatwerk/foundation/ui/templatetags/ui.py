"""The components of the frame as template tags. `/stijl` shows every one of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from django import template
from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from maatwerk.foundation.content import Text
from maatwerk.foundation.ui.icons import PATHS
from maatwerk.foundation.ui.pictures import Bars, Network, Timeline, Wheel

register = template.Library()

# Class names are written out in full: the purge of the vendored stylesheet looks for literal words.
_NOTICES = {
    "info": ("utrecht-alert--info", "uitleg"),
    "ok": ("utrecht-alert--ok", "goed"),
    "warning": ("utrecht-alert--warning", "letop"),
    "error": ("utrecht-alert--error", "fout"),
}


@register.filter
def text(value: Text) -> str:
    """A text of the content in the language of the page."""
    return value.in_(get_language() or "nl")


@register.filter
def dial(phone: str) -> str:
    """A phone number as a link target: digits only, so that it can be tapped on a phone."""
    return "tel:" + "".join(character for character in phone if character.isdigit() or character == "+")


@register.filter
def host(url: str) -> str:
    """The name of a site as people say it, without "https://", "www." and the rest of the address."""
    return (urlsplit(url).hostname or url).removeprefix("www.")


_STROKES = {"solid": "sm-stroke-solid", "thin": "sm-stroke-thin", "dashed": "sm-stroke-dashed"}


@register.filter
def unlocalised(number: float) -> str:
    """A coordinate: always with a point, whatever the language of the page."""
    return f"{number:g}"


@register.simple_tag
def stroke(kind: str) -> str:
    """The class that draws a line of this kind; kinds differ without colour too."""
    return _STROKES[kind]


# Class names are written out in full, as above.
_LEVELS = {1: "sm-slice-1", 2: "sm-slice-2", 3: "sm-slice-3"}


@register.simple_tag
def slice_class(level: int) -> str:
    """The class that fills a part of a circle up to this level."""
    return f"sm-slice {_LEVELS[level]}"


@register.simple_tag
def slice_reach(level: int, key: Sequence[tuple[int, str]]) -> str:
    """How long the sample of a level is, in a key that is 38 wide."""
    return f"{38 * level / max(each for each, _words in key):g}"


@register.simple_tag(takes_context=True)
def other_language(context: template.Context) -> dict[str, Any]:
    """The same page in the other language. A page that answers a form gives `resend`, the fields to send again."""
    code = "nl" if get_language() == "en" else "en"
    match = context["request"].resolver_match
    home = match is None  # an error page has no twin of its own
    with override(code):
        url = (
            reverse(settings.FRAME_LINKS["home"])
            if home
            else reverse(match.view_name, args=match.args, kwargs=match.kwargs)
        )
    return {"code": code, "name": dict(settings.LANGUAGES)[code], "url": url, "fields": context.get("resend")}


@register.simple_tag
def icon(name: str) -> SafeString:
    """A picture beside words that say the same, so it is hidden from a screen reader."""
    paths = mark_safe(PATHS[name])  # noqa: S308 - drawn here, never from data
    return format_html(
        '<svg class="sm-icon" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="1.7" '
        'stroke-linecap="round" stroke-linejoin="round" aria-hidden="true" focusable="false">{}</svg>',
        paths,
    )


@register.simple_block_tag
def notice(content: str, kind: str, title: str = "") -> SafeString:
    """A message that stands out: "info", "ok", "warning" or "error", with an optional title."""
    css, picture = _NOTICES[kind]
    context = {"css": css, "picture": picture, "title": title, "content": content}
    return mark_safe(render_to_string("ui/notice.html", context))  # noqa: S308 - rendered by a template


@register.simple_block_tag
def dialog(content: str, id_: str, title: str) -> SafeString:
    """A panel on top of the page, opened by a button with `popovertarget`. Works without JavaScript."""
    return mark_safe(render_to_string("ui/dialog.html", {"id": id_, "title": title, "content": content}))  # noqa: S308


@register.inclusion_tag("ui/field.html")
def field(  # noqa: PLR0917 - as many as a field has properties
    name: str,
    label: str,
    value: str = "",
    hint: str = "",
    error: str = "",
    kind: str = "text",
    rows: int = 0,
    keyboard: str = "",
    autocomplete: str = "",
) -> dict[str, Any]:
    """A labelled field with hint and error; `rows` makes it a larger box. `keyboard` is what a telephone should offer
    (an `inputmode`, such as "decimal"), `autocomplete` what a browser may fill in (such as "current-password")."""
    described = " ".join(f"{name}-{part}" for part, words in (("hint", hint), ("error", error)) if words)
    return {
        "name": name,
        "label": label,
        "value": value,
        "hint": hint,
        "error": error,
        "kind": kind,
        "rows": rows,
        "keyboard": keyboard,
        "autocomplete": autocomplete,
        "described": described,
    }


@register.inclusion_tag("ui/error_summary.html")
def error_summary(errors: Mapping[str, str]) -> dict[str, Any]:
    """All errors of a form together, each a link to its field: field name → sentence."""
    return {"errors": errors.items()}


@register.inclusion_tag("ui/steps.html")
def steps(items: Sequence[str], current: int) -> dict[str, Any]:
    """Where somebody is in a row of steps; `current` counts from 1."""
    return {"items": items, "current": current}


@register.inclusion_tag("ui/tabs.html")
def tabs(items: Sequence[tuple[str, str]], current: str, label: str) -> dict[str, Any]:
    """Parts of one thing as (address, name); each is a page of its own."""
    return {"items": items, "current": current, "label": label}


@register.inclusion_tag("ui/table.html")
def table(caption: str, head: Sequence[str], rows: Sequence[Sequence[Any]]) -> dict[str, Any]:
    """Rows under a caption; the first cell of a row is its heading."""
    return {"caption": caption, "head": head, "rows": rows}


@dataclass(frozen=True)
class Rows:
    """A picture's facts as a table."""

    head: Sequence[str]
    body: Sequence[Sequence[Any]]


@register.simple_tag
def wheel_rows(picture: Wheel) -> Rows:
    """Per spoke the value of every series, or that it is not known."""
    head = [_("Onderdeel"), *(one.name for one in picture.series)]
    return Rows(head, [[name, *(_("onbekend") if v is None else v for v in values)] for name, values in picture.rows])


@register.simple_tag
def bars_rows(picture: Bars) -> Rows:
    return Rows([_("Onderdeel"), _("Waarde")], [[bar.label, bar.shown] for bar in picture.bars])


@register.simple_tag
def timeline_rows(picture: Timeline) -> Rows:
    body = [[span.label, date_format(span.since, "j F Y"), date_format(span.until, "j F Y")] for span in picture.spans]
    return Rows([_("Wat"), _("Van"), _("Tot en met")], body)


@register.simple_tag
def network_rows(picture: Network) -> Rows:
    return Rows([_("Wie"), _("Band")], [[tie.name, tie.what] for tie in picture.ties])


@register.inclusion_tag("ui/pictures/wheel.html")
def wheel(picture: Any, title: str, about: str) -> dict[str, Any]:
    """A wheel with its table. `title` names it, `about` says in one sentence what can be seen."""
    return {"picture": picture, "title": title, "about": about}


@register.inclusion_tag("ui/pictures/slices.html")
def slices(
    picture: Any, title: str, about: str, key: Sequence[tuple[int, str]], head: Sequence[str], rows: Sequence[Any]
) -> dict[str, Any]:
    """Parts of a circle that reach further as their level is higher, with their table, which is always open: the
    labels in the picture may be mere numbers. `key` says what each level means."""
    return {"picture": picture, "title": title, "about": about, "key": key, "head": head, "rows": rows}


@register.inclusion_tag("ui/pictures/bars.html")
def bars(picture: Any, title: str, about: str) -> dict[str, Any]:
    """Bars with their table."""
    return {"picture": picture, "title": title, "about": about}


@register.inclusion_tag("ui/pictures/curve.html")
def curve(picture: Any, title: str, about: str, head: Sequence[str], rows: Sequence[Any]) -> dict[str, Any]:
    """A line over two axes, with a table of its own rows: who reads rather has the same facts."""
    return {"picture": picture, "title": title, "about": about, "head": head, "rows": rows}


@register.inclusion_tag("ui/pictures/timeline.html")
def timeline(picture: Any, title: str, about: str) -> dict[str, Any]:
    """A timeline with its table."""
    return {"picture": picture, "title": title, "about": about}


@register.inclusion_tag("ui/pictures/network.html")
def network(picture: Any, title: str, about: str) -> dict[str, Any]:
    """A network with its table."""
    return {"picture": picture, "title": title, "about": about}
