"""What stands beside the pages about one's own data."""

from __future__ import annotations

from django import template

from maatwerk.casework.rights.connections import connections
from maatwerk.knowledge.directory import Service

register = template.Library()


@register.simple_tag(takes_context=True)
def service(context: template.Context, id_: str) -> Service | None:
    """A service as this municipality shows it; None when it shows it no more."""
    return connections().services(context["request"].municipality).get(id_)
