"""Changes around somebody who cannot decide at the moment: the judgement of a professional, what the resident thinks of
it, and whom they never want to decide for them. Who stands in is registered by `standing_actions`.

Each takes who does it, the resident, for which purpose, and the moment. Raises NotYoursError and ResidentRefusedError.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from maatwerk.foundation.gate.connections import connections
from maatwerk.foundation.gate.context import maintenance
from maatwerk.foundation.gate.models import Dated
from maatwerk.foundation.gate.protocols import Viewer
from maatwerk.foundation.people.admitting import admit, admit_worker, owned
from maatwerk.foundation.people.ages import day_of
from maatwerk.foundation.people.in_the_row import end_who_stood_in, end_whom_they_exclude, judged
from maatwerk.foundation.people.models import Exclusion, Judgement, Resident
from maatwerk.foundation.people.refusing import NotYoursError, ResidentRefusedError
from maatwerk.foundation.people.residents import SAFETY, STANDS_FOR
from maatwerk.foundation.people.standing import Person
from maatwerk.foundation.people.standing_in import LONGEST

CHOICE = "toestemming"  # the category of what a resident chose; who stands for them in money does not see it
_LONGEST = {"matter": 300, "why": 1000, "judged_by": 200, "words": 4000, "name": 200}
_NAME_AND_PROFESSION = 2  # words


@dataclass(frozen=True)
class Judged:
    """What somebody judged: about which matter, why, who it was with their profession, and until when it counts."""

    matter: str
    why: str
    judged_by: str
    until: datetime | None


@transaction.atomic
def judge(viewer: Viewer, resident: UUID, said: Judged, purpose: str, now: datetime) -> Judgement:
    """A named professional judged that this adult cannot decide about one matter for now; somebody at work writes it
    down. It opens nothing by itself."""
    row = admit_worker(viewer, resident, purpose, now)
    texts = {
        "matter": _tidy(said.matter),
        "why": said.why.replace("\0", " ").strip(),
        "judged_by": _tidy(said.judged_by),
    }
    faults = _faults(row, texts, said.until, purpose, now)
    with maintenance("keeping"):
        if judged(row, purpose, viewer.organisation, now):
            faults["matter"] = _("Er staat al een oordeel dat nu geldt. Beëindig dat eerst.")
        if faults or said.until is None:
            raise ResidentRefusedError(faults)
        made: Judgement = Judgement.objects.create(
            **owned(viewer, row, purpose, STANDS_FOR),
            **texts,
            resident=row,
            noted_by=viewer.ref,
            start=now,
            end=said.until,
        )
    return made


@transaction.atomic
def withdraw(viewer: Viewer, resident: UUID, judgement: UUID, purpose: str, now: datetime) -> None:
    """The resident decides themselves again. Who stood in for this matter stands there no longer."""
    row = admit_worker(viewer, resident, purpose, now)
    one = _seen(viewer, row, judgement, purpose, now)
    one.end = now
    with maintenance("keeping"):
        one.save(update_fields=["end"])
        end_who_stood_in(row, one.purpose, now)


@transaction.atomic
def contest(viewer: Viewer, resident: UUID, judgement: UUID, words: str, purpose: str, now: datetime) -> Judgement:
    """The resident thinks otherwise: their words come to stand with the judgement, after what they said before. Of the
    resident, or of somebody at work who writes down what they said."""
    row, words = admit(viewer, resident, purpose, now), words.replace("\0", " ").strip()
    one = _seen(viewer, row, judgement, purpose, now)
    said = "\n\n".join(each for each in (one.said, words) if each)
    faults = _too_long(words=said)
    if not words:
        faults["words"] = _("Er staat nog niets. Schrijf eerst iets op.")
    if faults:
        raise ResidentRefusedError(faults)
    one.said, one.said_at = said, now
    with maintenance("keeping"):
        one.save(update_fields=["said", "said_at"])
    return one


@transaction.atomic
def exclude(viewer: Viewer, resident: UUID, who: str, name: str, purpose: str, now: datetime) -> Exclusion:
    """The resident never wants this person to decide for them; who stood in stops at once. `who` is a reference, "" for
    somebody of whom only the name is known. Also of who cannot decide at the moment: a no is a no."""
    row, name = admit(viewer, resident, purpose, now), _tidy(name)
    faults = _too_long(name=name)
    if not name:
        faults["name"] = _("Vul een naam in.")
    if who == row.ref:
        faults["who"] = _("Dit is de inwoner zelf.")
    if faults:
        raise ResidentRefusedError(faults)
    with maintenance("keeping"):
        end_whom_they_exclude(row, who, name, now)
        if same := Exclusion.objects.filter(Exclusion.at(now), resident=row, who=who, name=name).first():
            return same
        made: Exclusion = Exclusion.objects.create(
            **owned(viewer, row, purpose, CHOICE), resident=row, who=who, name=name, start=now
        )
    return made


@transaction.atomic
def allow_again(viewer: Viewer, resident: UUID, exclusion: UUID, purpose: str, now: datetime) -> None:
    """The resident takes their no back. Nobody stands in because of that."""
    row = admit(viewer, resident, purpose, now)
    with maintenance("deciding"):
        found = Exclusion.objects.filter(Exclusion.at(now), pk=exclusion, resident=row).first()
    if found is None or not connections().gate.open_for(viewer, found, purpose, now).allows:
        raise NotYoursError
    found.end = now
    with maintenance("keeping"):
        found.save(update_fields=["end"])


def _seen(viewer: Viewer, row: Resident, judgement: UUID, purpose: str, now: datetime) -> Judgement:
    """One that counts now, when the viewer may read it. Raises NotYoursError."""
    with maintenance("deciding"):
        rows = Judgement.objects.filter(Dated.at(now), pk=judgement, resident=row).select_for_update(of=("self",))
        found: Judgement | None = rows.first()
    if found is None or not connections().gate.open_for(viewer, found, purpose, now).allows:
        raise NotYoursError
    return found


def _faults(
    row: Resident, texts: dict[str, str], until: datetime | None, purpose: str, now: datetime
) -> dict[str, str]:
    person, day = Person(row.born, row.died_on), day_of(now)
    faults = _too_long(**texts)
    for name, sentence in (
        ("matter", _("Schrijf op waarover de inwoner nu niet kan beslissen.")),
        ("why", _("Schrijf op waarom de deskundige dit vindt.")),
    ):
        if not texts[name]:
            faults[name] = sentence
    if len(texts["judged_by"].split()) < _NAME_AND_PROFESSION:
        faults["judged_by"] = _("Schrijf de naam en het beroep op van wie dit vindt.")
    if until is None:
        faults["until"] = _("Vul in tot en met welke dag dit geldt.")
    elif not now < until <= now + LONGEST:
        faults["until"] = _("Kies een dag in de toekomst, binnen drie maanden.")
    if purpose == SAFETY:
        faults["matter"] = _("Voor veiligheid kan dit niet. Kies waarvoor u hulp geeft.")
    if person.is_minor(day):
        faults["matter"] = _("Dit kan alleen bij iemand van 18 jaar of ouder. Bij een jongere telt wie gezag heeft.")
    if person.is_dead(day):
        faults["matter"] = _("Deze inwoner is overleden. Niemand staat dan nog voor hem of haar.")
    return faults


def _too_long(**texts: str) -> dict[str, str]:
    return {name: _("Dit is te lang.") for name, text in texts.items() if len(text) > _LONGEST[name]}


def _tidy(text: str) -> str:
    return " ".join(text.replace("\0", " ").split())
