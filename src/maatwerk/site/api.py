"""The public API: which operations there are, what is behind them, and how it presents itself."""

from __future__ import annotations

import json
from argparse import ArgumentParser, Namespace
from functools import cache
from typing import Any

HELP = "print the description of the API"
DESCRIPTION = """\
Print the description of the public API (OpenAPI 3.1), the same as /api/v1/openapi.json gives.
"""
EPILOG = """\
examples:
  ./maatwerk openapi
  ./maatwerk openapi > docs/contracts/openapi.json

docs/api.md tells how the API is used and how it may change.

exit status:
  0  printed
"""

BASE = "api/v1/"
HSDS_BASE = "hsds/v3/"
_TITLE = "Slim Maatwerk"
_DESCRIPTION = """\
Wat er is aan hulp, en wat er past bij een vraag. Dat is te lezen zonder in te loggen.
Alleen het logboek van verwerkingen vraagt om een sleutel.

Wie een gemeente in het adres zet (`/gemeente/api/v1/...`) krijgt adviezen van die gemeente; anders geldt de gemeente
van de host, of de eerste van deze installatie. Vragen gaan in de body, nooit in een adres, en worden niet bewaard.
Een computer beslist hier niets over een mens.

De regels voor gebruik en voor veranderingen staan in docs/api.md bij de broncode."""
_HSDS_DESCRIPTION = """\
De diensten van de sociale kaart, met namen en bladzijden zoals HSDS 3.0 (Open Referral) ze heeft. De inhoud is in het
Nederlands. Wat Nederland daarbij nodig heeft, staat onder `nl_profile`; docs/hsds-profile.md legt dat uit.

De gemeente is die van de host of van het adres (`/gemeente/hsds/v3/...`), zoals bij /api/v1."""
_CONTACT = {
    "name": "Slim Maatwerk maintainers",
    "email": "maintainers@slim-maatwerk.example",
    "url": "https://github.com/slim-maatwerk/slim-maatwerk/issues",
}
_TAGS = {
    "adviezen": "Een vraag stellen en alles krijgen wat kan helpen.",
    "behoeften": "Waar mensen hulp bij zoeken.",
    "leefgebieden": "De gebieden van het leven waarin behoeften zijn verdeeld.",
    "diensten": "Organisaties en loketten die helpen.",
    "aanwijzingen": "Wat iemand zelf kan doen, en wie iemand eerst belt als er meer wetten spelen.",
    "vragenlijsten": "Vragen om te zien hoe het gaat, met wat de antwoorden tellen.",
    "regelingen": "Regelingen met hun bedragen, en wat ze zeggen van een huishouden.",
    "technieken": "Hulpmiddelen en apparaten voor thuis.",
    "verwerkingen": "Het logboek van wat er van mensen is verwerkt, voor programma's met een sleutel.",
    "waarden": "Wat dit platform belooft, en wat de tests daarvan zeggen.",
    "feiten": "Wat er over een mens of een huis bekend kan zijn.",
}


@cache
def api() -> Any:
    """The API with every room's operations, made once per process. Content is read when it is first asked for."""
    from django.conf import settings
    from django.utils.timezone import localdate, now

    from maatwerk.casework.frontdoor import api as frontdoor
    from maatwerk.foundation.access import api as access
    from maatwerk.foundation.openapi import Api
    from maatwerk.foundation.people.queries import municipalities
    from maatwerk.knowledge.assessment import api as assessment
    from maatwerk.knowledge.directory import api as directory
    from maatwerk.knowledge.facts import api as facts
    from maatwerk.knowledge.guidance import api as guidance
    from maatwerk.knowledge.needs import api as needs
    from maatwerk.knowledge.schemes import api as schemes
    from maatwerk.knowledge.technology import api as technology
    from maatwerk.site.editions import front_door_for, library_for
    from maatwerk.site.home import CHECKOUT
    from maatwerk.site.registry import called, desk_for, values_book
    from maatwerk.system.transparency import api as transparency

    def content(asked: Any) -> Any:
        return library_for(asked.municipality)

    def contract(name: str) -> Any:
        shape = json.loads((CHECKOUT / "docs/contracts" / name).read_text(encoding="utf-8"))
        del shape["$schema"]
        return shape

    made = Api(
        title=_TITLE,
        version=settings.API_VERSION,
        description=_DESCRIPTION,
        contact=_CONTACT,
        tags=_TAGS,
        schemas={
            frontdoor.ANSWER_SCHEMA: contract("ask.schema.json"),
            schemes.ASKED_SCHEMA: contract("schemes.input.schema.json"),
            schemes.ANSWER_SCHEMA: contract("schemes.schema.json"),
        },
    )
    for router in (
        frontdoor.router_for(front_door_for, localdate),
        needs.router_for(lambda asked: content(asked).domains, lambda asked: content(asked).needs),
        directory.router_for(localdate),
        technology.router_for(lambda asked: content(asked).technologies),
        schemes.router_for(
            lambda name: called(name, municipalities()),
            lambda municipality: desk_for(library_for(municipality)),
            localdate,
        ),
        guidance.router_for(lambda asked: content(asked).self_help, lambda asked: content(asked).approaches),
        assessment.router_for(lambda asked: content(asked).questionnaires),
        facts.router_for(lambda asked: content(asked).dictionary),
        access.router_for(now),
        transparency.router_for(values_book, lambda asked: content(asked).algorithms),
    ):
        made.add_router("", router)
    return made


@cache
def hsds_api() -> Any:
    """The social map in the words of HSDS 3.0, on an address of its own: its names and pages are those of the
    standard."""
    from django.conf import settings

    from maatwerk.foundation.openapi import Api
    from maatwerk.knowledge.directory.hsds import api as hsds
    from maatwerk.knowledge.directory.hsds.description import schemas
    from maatwerk.site.editions import library_for
    from maatwerk.site.listing import bring_in, words_of

    def words(asked: Any) -> Any:
        return words_of(library_for(asked.municipality))

    made = Api(
        title=f"{_TITLE}: de sociale kaart in HSDS 3.0",
        version=settings.HSDS_API_VERSION,
        description=_HSDS_DESCRIPTION,
        contact=_CONTACT,
        tags={"hsds": "De sociale kaart volgens de Human Services Data Specification."},
        schemas=schemas(),
        namespace="hsds",
    )
    made.add_router("", hsds.router_for(bring_in, words))
    return made


def add_arguments(parser: ArgumentParser) -> None:
    """There is nothing to choose."""


def run(_args: Namespace) -> int:
    """Print the description; the exit status is returned."""
    import django

    django.setup()
    print(json.dumps(api().document(f"/{BASE.rstrip('/')}"), ensure_ascii=False, indent=2))
    return 0
