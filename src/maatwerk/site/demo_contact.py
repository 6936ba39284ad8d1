"""The invented people of a demo who want to be called or visited, asked as anybody would."""

from __future__ import annotations

from typing import Literal
from uuid import NAMESPACE_DNS, uuid5

from django.utils import timezone
from pydantic import Field

from maatwerk.casework.contact.actions import ask
from maatwerk.casework.contact.forms import FORMS
from maatwerk.casework.contact.models import ContactRequest
from maatwerk.casework.contact.queries import somebody_answers
from maatwerk.casework.contact.reading import Asked
from maatwerk.casework.contact.rules import Channel
from maatwerk.foundation.content import Entry, Layers, load_collection
from maatwerk.foundation.gate.context import maintenance
from maatwerk.site.cast import Cast
from maatwerk.site.home import CONTENT


class InventedContact(Entry):
    """What somebody filled in."""

    municipality: str = Field(alias="gemeente")
    form: Literal["B1", "B2"] = Field(alias="formulier")
    name: str = Field(alias="naam")
    phone: str = Field("", alias="telefoon")
    address: str = Field("", alias="adres")
    moments: tuple[Literal["ochtend", "middag", "avond"], ...] = Field((), alias="wanneer")
    interpreter: str = Field("", alias="tolk")
    may_leave_message: bool = Field(default=False, alias="bericht")
    safe: str = Field("", alias="veilig")
    about: str = Field("", alias="waarover")


def load_contact(cast: Cast) -> None:
    """Those who are not there yet, of the municipalities of this cast where somebody answers. By telephone, which has
    no limit in an hour. Raises ContentError."""
    now = timezone.now()
    found = load_collection(Layers((CONTENT / "demo",)) / "contact", InventedContact)
    invented = {uuid5(NAMESPACE_DNS, f"{id_}.contact.example"): each for id_, each in found.items()}
    here = {each.municipality for each in cast.organisations.values()}
    with maintenance("counting"):
        there = set(ContactRequest.objects.filter(pk__in=invented).values_list("pk", flat=True))
    for id_, each in invented.items():
        if id_ not in there and each.municipality in here and somebody_answers(each.municipality, now):
            asked = Asked(kind=FORMS[each.form].kind, **each.model_dump(exclude={"municipality", "form"}))
            ask(asked, each.municipality, id_, now, Channel.PHONE)
