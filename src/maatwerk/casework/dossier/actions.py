"""What can be written in a file. Each checks with the gate that the writer may see what they write, and stores it with
its owner. Nothing is overwritten: a correction is a new entry, and the original says which one.

`NotYoursError` is raised for what does not exist for the writer, `ResidentRefusedError` for what cannot be stored.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from maatwerk.casework.dossier.categories import OWN_LOOK, OWN_WORDS, STANDING_FOR, categories_for_notes
from maatwerk.casework.dossier.connections import connections as dossier
from maatwerk.casework.dossier.models import FactValue, Note
from maatwerk.casework.dossier.rules import LONGEST_NAME, LONGEST_TEXT, MOST_NAMES, missing
from maatwerk.casework.dossier.secrecy import secrecy_of
from maatwerk.foundation.access.actions.involvement import begin_involvement
from maatwerk.foundation.access.actions.restricting import is_restricted
from maatwerk.foundation.access.actions.telling import tell_recipients
from maatwerk.foundation.access.actions.withholding import withhold_too
from maatwerk.foundation.access.models import What
from maatwerk.foundation.gate.connections import connections
from maatwerk.foundation.gate.context import maintenance
from maatwerk.foundation.gate.models import Personal
from maatwerk.foundation.gate.protocols import Viewer
from maatwerk.foundation.people.admitting import ONLY_LOOKING, is_worker
from maatwerk.foundation.people.bsn import has_bsn
from maatwerk.foundation.people.models import Organisation, Resident
from maatwerk.foundation.people.names import Names
from maatwerk.foundation.people.refusing import NotYoursError, ResidentRefusedError
from maatwerk.foundation.people.resident_actions import add_resident
from maatwerk.foundation.people.residents import ORGANISATION, RESIDENT, PartyKind, WayKind
from maatwerk.foundation.people.way_actions import add_way
from maatwerk.knowledge.facts import FactError, Origin, written


@dataclass(frozen=True)
class Written:
    """What somebody wrote. `category` is not needed for own words; `third_persons` are names in the text."""

    text: str
    category: str = ""
    own_words: bool = False
    third_persons: Sequence[str] = ()


@dataclass(frozen=True)
class Answered:
    """An answer to a question of the dictionary: `key` as "partner.werk_soort", and who said it, by reference or in
    words; "" is the resident."""

    key: str
    answer: str
    source: Origin
    said_by: str


@dataclass(frozen=True)
class For:
    """Which organisation answers for what a resident writes, and for what it may be used."""

    controller: str
    purpose: str


@dataclass(frozen=True)
class Newcomer:
    """What is known of somebody who asks for help; all of it may be nothing, but for why somebody works with them."""

    names: Names
    born: date | None
    ways: Sequence[tuple[WayKind, str]]
    shared: bool
    reason: str


@transaction.atomic
def add_newcomer(viewer: Viewer, purpose: str, new: Newcomer, now: datetime) -> Resident:
    """A new file, with the viewer as the first who works with them. Raises GroundRefusedError too."""
    resident = add_resident(viewer, purpose, now, new.names, new.born)
    begin_involvement(viewer, resident.ref, purpose, new.reason, now)
    for kind, value in new.ways:
        try:
            add_way(viewer, resident.pk, kind, value, purpose, now, shared=new.shared)
        except ResidentRefusedError as refused:
            field = "email" if kind is WayKind.MAIL else "telefoon"
            raise ResidentRefusedError({field: " ".join(refused.faults.values())}) from None
    return resident


def write_note(viewer: Viewer, resident: Resident, purpose: str, note: Written, now: datetime) -> Note:
    """A note by somebody at work, for their organisation and the purpose for which they look."""
    _check_writer(viewer, purpose)
    _check_text(note)
    category = OWN_WORDS if note.own_words else note.category
    if not note.own_words and category not in categories_for_notes(viewer.municipality, purpose):
        raise ResidentRefusedError({"soort": _("Kies waar dit over gaat.")})
    made = _note(viewer, resident, For(viewer.organisation, purpose), category, note, now)
    return _store(viewer, made, purpose, now)


def write_own_words(viewer: Viewer, resident: Resident, whom: For, note: Written, now: datetime) -> Note:
    """What a resident writes in their own file, for one of those who work with them."""
    if viewer.ref != resident.ref:
        raise NotYoursError
    _check_text(note)
    return _store(viewer, _note(viewer, resident, whom, OWN_WORDS, note, now), OWN_LOOK, now)


def correct_note(viewer: Viewer, id_: UUID, purpose: str, note: Written, now: datetime) -> Note:
    """A correction beside the original, with the same owner and category."""
    _check_corrector(viewer, purpose)
    original = _opened(viewer, Note, id_, purpose, now)
    if not may_correct(viewer.ref, viewer.organisation, original):
        raise NotYoursError
    _check_text(note)
    made = Note(
        text=note.text.strip(),
        written_by=viewer.ref,
        at=now,
        own_words=original.own_words,
        third_persons=list(note.third_persons),
        **_owner_of(original),
    )
    _store_instead(original, made, "corrected_by")
    return made


def note_fact(viewer: Viewer, resident: Resident, purpose: str, answered: Answered, now: datetime) -> FactValue:
    """An answer to a question that was not answered yet, for this organisation and purpose."""
    _check_writer(viewer, purpose)
    made = _fact(viewer, resident, For(viewer.organisation, purpose), answered, now)
    return _store(viewer, made, purpose, now)


def correct_fact(viewer: Viewer, id_: UUID, purpose: str, answered: Answered, now: datetime) -> FactValue:
    """Another answer in place of one that stands; `answered.key` is not looked at."""
    _check_corrector(viewer, purpose)
    original = _opened(viewer, FactValue, id_, purpose, now)
    if original.controller != viewer.organisation:
        raise NotYoursError
    key = f"{original.about}.{original.fact}" if original.about else original.fact
    value, source, said_by = _read(Answered(key, answered.answer, answered.source, answered.said_by), original.subject)
    made = FactValue(
        about=original.about,
        fact=original.fact,
        value=value,
        source=source,
        said_by=said_by,
        noted_by=viewer.ref,
        at=now,
        **_owner_of(original),
    )
    _store_instead(original, made, "replaced_by")
    return made


def _note(viewer: Viewer, resident: Resident, whom: For, category: str, note: Written, now: datetime) -> Note:
    return Note(
        text=note.text.strip(),
        written_by=viewer.ref,
        at=now,
        own_words=category == OWN_WORDS,
        third_persons=list(note.third_persons),
        **_owner(resident, whom, category),
    )


def _fact(viewer: Viewer, resident: Resident, whom: For, answered: Answered, now: datetime) -> FactValue:
    value, source, said_by = _read(answered, resident.ref)
    key = dossier().dictionary().key(answered.key)
    category = dossier().dictionary()[key.fact].category
    return FactValue(
        about=key.subject,
        fact=key.fact,
        value=value,
        source=source,
        said_by=said_by,
        noted_by=viewer.ref,
        at=now,
        **_owner(resident, whom, category),
    )


def _read(answered: Answered, subject: str) -> tuple[str, Origin, str]:
    """The answer in the form in which it is kept, with where it came from."""
    faults = {}
    value = ""
    try:
        key, read = dossier().dictionary().read(answered.key, answered.answer)
        value = written(read)
        if dossier().dictionary()[key.fact].never_kept:
            faults["antwoord"] = _("Dit antwoord bewaren wij nooit. Het mag niet in een dossier.")
    except FactError as error:
        faults["antwoord"] = error.sentence.in_(get_language() or "nl")
    said_by = " ".join(answered.said_by.split()) or (subject if answered.source is Origin.ASKED else "")
    if not said_by or len(said_by) > LONGEST_NAME or has_bsn(said_by):
        faults["van"] = _("Schrijf op wie dit zei of waar het staat, in hooguit 100 tekens en zonder BSN.")
    if faults:
        raise ResidentRefusedError(faults)
    return value, answered.source, said_by


def may_correct(ref: str, organisation: str, note: Note) -> bool:
    """Whether this note is theirs to correct: of the organisation that answers for it; what a resident wrote is of that
    resident alone."""
    theirs = note.written_by.startswith(f"{RESIDENT}:")
    return note.written_by == ref if theirs else note.controller == organisation


def may_write(viewer: Viewer, purpose: str) -> bool:
    """Whether this is somebody at work, and a purpose for which one does more than look."""
    return is_worker(viewer) and purpose not in ONLY_LOOKING - {STANDING_FOR}


def _check_writer(viewer: Viewer, purpose: str) -> None:
    """Raises NotYoursError."""
    if not may_write(viewer, purpose):
        raise NotYoursError


def _check_corrector(viewer: Viewer, purpose: str) -> None:
    """Residents correct what is theirs; at work an emergency and oversight only look. Raises NotYoursError."""
    if is_worker(viewer):
        _check_writer(viewer, purpose)


def _check_text(note: Written) -> None:
    """Raises ResidentRefusedError."""
    faults = {}
    if not note.text.strip():
        faults["tekst"] = _("Schrijf eerst iets op.")
    elif len(note.text) > LONGEST_TEXT:
        faults["tekst"] = _("Dit is te lang. Maak er hooguit 10.000 tekens van, of twee stukken.")
    elif has_bsn(note.text):
        faults["tekst"] = _("Hier staat een burgerservicenummer in. Haal dat weg: een tekst is daar geen plek voor.")
    absent = missing(note.text, note.third_persons)
    if len(note.third_persons) > MOST_NAMES or any(len(name) > LONGEST_NAME for name in note.third_persons):
        faults["anderen"] = _("Schrijf hooguit 20 namen op, elk van hooguit 100 tekens.")
    elif absent:
        faults["anderen"] = ngettext(
            "Deze naam staat niet in de tekst: %(names)s.",
            "Deze namen staan niet in de tekst: %(names)s.",
            len(absent),
        ) % {"names": ", ".join(absent)}
    if faults:
        raise ResidentRefusedError(faults)


def _owner(resident: Resident, whom: For, category: str) -> dict[str, str]:
    return {
        "municipality": resident.municipality,
        "subject": resident.ref,
        "controller": whom.controller,
        "purpose": whom.purpose,
        "category": category,
        "secrecy": secrecy_of(whom.purpose, category, _kind_of(whom.controller)),
    }


def _owner_of(original: Personal) -> dict[str, str]:
    columns = ("municipality", "subject", "controller", "purpose", "category", "secrecy")
    return {column: getattr(original, column) for column in columns}


def _kind_of(controller: str) -> PartyKind | None:
    kind, _colon, id_ = controller.partition(":")
    if kind != ORGANISATION:
        return None
    found = Organisation.objects.filter(pk=int(id_)).values_list("kind", flat=True).first()
    return PartyKind(found) if found else None


def _store[M: (Note, FactValue)](viewer: Viewer, made: M, purpose: str, now: datetime) -> M:
    """Who may see an entry of this owner may write it; a read log line tells of it."""
    decision = connections().gate.open_for(viewer, made, purpose, now)
    if not decision.allows:
        raise ResidentRefusedError({"soort": decision.reason})
    try:
        with transaction.atomic(), maintenance("keeping"):
            made.save(force_insert=True)
    except IntegrityError:
        if isinstance(made, Note):
            raise
        raise ResidentRefusedError({"vraag": _("Dit is al bekend. Verbeter het antwoord dat er staat.")}) from None
    return made


def _opened[M: (Note, FactValue)](viewer: Viewer, model: type[M], id_: UUID, purpose: str, now: datetime) -> M:
    """The entry, when the viewer may see what it says. Raises NotYoursError."""
    seen = connections().gate.open_page(viewer, model.objects.filter(pk=id_), purpose, now)
    if not seen or seen[0].thing is None:
        raise NotYoursError
    return seen[0].thing


def _store_instead[M: (Note, FactValue)](original: M, made: M, pointer: str) -> None:
    """Store `made` in place of `original`, which stays and points to it; who saw the original hears of it. Raises
    ResidentRefusedError when somebody else was first, or while it may not be used (AVG art. 18)."""
    if is_restricted(original.pk, made.at):
        sentence = _("Het gebruik hiervan is nu beperkt. Verbeteren kan als dat voorbij is.")
        raise ResidentRefusedError({"tekst" if isinstance(original, Note) else "antwoord": sentence})
    with transaction.atomic(), maintenance("keeping"):
        still = type(original).objects.filter(pk=original.pk, **{pointer: None})
        if not still.update(**{f"{pointer}_id": made.pk}):
            raise ResidentRefusedError({"tekst": _("Iemand anders verbeterde dit net. Kijk eerst wat er nu staat.")})
        made.save(force_insert=True)
        withhold_too(original.pk, made.pk, made.at)
        tell_recipients(original, original.at, What.CORRECTED, made.at)
