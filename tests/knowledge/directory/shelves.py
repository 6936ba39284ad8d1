"""Services in the tables, for tests of who finds them."""

from __future__ import annotations

from datetime import date
from typing import Any

from maatwerk.knowledge.directory.catalogue import Service
from maatwerk.knowledge.directory.feeding import Row, Words, feed
from maatwerk.knowledge.directory.shelf import Layer

TODAY = date(2026, 11, 22)  # a Sunday
WORDS = Words(
    {"schulden": "financien", "eenzaam": "sociaal_netwerk"},
    {"nl": {"schulden": "Ik heb schulden", "eenzaam": "Ik ben alleen"}, "en": {"schulden": "I have debts"}},
)
WEEKDAYS = {
    "tijden": [{"dagen": ["ma", "di", "wo", "do", "vr"], "van": "09:00", "tot": "17:00"}],
    "feestdagen": "dicht",
}


def service(name: str = "Geldspreekuur", **more: Any) -> Service:
    """A service with what every service has; `more` goes over it."""
    raw: dict[str, Any] = {
        "naam": {"nl": name, "en": f"{name} (en)"},
        "organisatie": "Stichting Voorbeeld",
        "samenvatting": {"nl": "Samen uw post doornemen.", "en": "Going through your letters together."},
        "waarom": {"nl": "Dan ziet u weer wat u kunt doen.", "en": "Then you see what you can do."},
        "behoeften": ["schulden"],
        "telefoon": "0999 12 34 56",
        "kosten": {"nl": "Dit kost niets.", "en": "This costs nothing."},
        "volgende_stap": {"niet_digitaal": {"nl": "Bel 0999 12 34 56.", "en": "Call 0999 12 34 56."}},
        "bron": {"naam": "proef", "datum": TODAY.isoformat(), "zekerheid": "hoog"},
    }
    return Service.model_validate(raw | more)


def put(municipality: str = "proefstad", layer: Layer = Layer.IMPORT, **services: Service | None) -> None:
    """Make these all that the layer has there; None hides what is below."""
    feed(municipality, layer, [Row(key, one) for key, one in services.items()], WORDS, today=TODAY, origin="proef")


def phone(opening: Any) -> dict[str, Any]:
    """A way by phone with these hours."""
    bron = {"naam": "proef", "datum": TODAY.isoformat(), "zekerheid": "hoog"}
    return {"weg": "telefoon", "nummer": "0999 12 34 56", "open": opening, "bron": bron}


def place(neighbourhood: str, latitude: float, longitude: float, **more: Any) -> dict[str, Any]:
    return {"wijk": neighbourhood, "plaats": "Proefstad", "punt": {"breedte": latitude, "lengte": longitude}} | more
