"""Changes of how somebody may be reached. A way never says who somebody is: people share telephones and letterboxes.

Each takes who does it, the resident, for which purpose, and the moment. What they may not see they do not change
either. Raises NotYoursError and ResidentRefusedError.
"""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils.translation import gettext as _

from maatwerk.foundation.gate.connections import connections
from maatwerk.foundation.gate.context import maintenance
from maatwerk.foundation.gate.protocols import Viewer
from maatwerk.foundation.people.admitting import admit, admit_worker, owned
from maatwerk.foundation.people.models import Resident, SafeContact, Way
from maatwerk.foundation.people.recognising import tell_doubts
from maatwerk.foundation.people.refusing import NotYoursError, ResidentRefusedError
from maatwerk.foundation.people.residents import CONTACT, SAFE_CONTACT, WayKind
from maatwerk.foundation.people.ways import is_dutch_mobile, is_dutch_phone, plain_value

_LONGEST_ADDRESS, _LONGEST_INSTRUCTION = 254, 500


@transaction.atomic
def add_way(
    viewer: Viewer, resident: UUID, kind: WayKind, value: str, purpose: str, now: datetime, *, shared: bool = False
) -> Way:
    """A telephone number or e-mail address, not checked yet. The same one twice is once."""
    row = admit(viewer, resident, purpose, now)
    value = _read(kind, value)
    if kind is not WayKind.MAIL and is_dutch_phone(value):
        kind = WayKind.MOBILE if is_dutch_mobile(value) else WayKind.PHONE
    with maintenance("keeping"):
        way: Way
        way, new = Way.objects.get_or_create(
            resident=row,
            value=value,
            defaults={**owned(viewer, row, purpose, CONTACT), "kind": kind, "shared": shared},
        )
        if not new and shared and not way.shared:
            way.shared = True
            way.save(update_fields=["shared"])
    tell_doubts(row, now)
    return way


@transaction.atomic
def check_way(viewer: Viewer, resident: UUID, way: UUID, purpose: str, now: datetime) -> None:
    """Somebody answered there as this person, says somebody at work. From now on notices may go there, and codes for
    signing in."""
    row = admit_worker(viewer, resident, purpose, now)
    one = _way(viewer, row, way, purpose, now)
    one.checked_at = now
    with maintenance("keeping"):
        one.save(update_fields=["checked_at"])


@transaction.atomic
def share_way(viewer: Viewer, resident: UUID, way: UUID, shared: bool, purpose: str, now: datetime) -> None:
    """Others hear or read it too, or no longer."""
    row = admit(viewer, resident, purpose, now)
    one = _way(viewer, row, way, purpose, now)
    one.shared = shared
    with maintenance("keeping"):
        one.save(update_fields=["shared"])


@transaction.atomic
def remove_way(viewer: Viewer, resident: UUID, way: UUID, purpose: str, now: datetime) -> None:
    """It leads to somebody else now, or nowhere. Was it the only safe one, then none is safe until somebody says so."""
    row = admit(viewer, resident, purpose, now)
    one = _way(viewer, row, way, purpose, now)
    with maintenance("erasing"):
        one.delete()


@transaction.atomic
def set_safe_contact(
    viewer: Viewer, resident: UUID, instruction: str, purpose: str, now: datetime, *, only_way: UUID | None = None
) -> SafeContact:
    """How somebody may be reached without danger, in words for whoever calls or visits; it wins over everything. With
    `only_way` notices go there and nowhere else, without it nowhere. For people at work, as ending it is: danger may
    have the telephone of the resident in hand."""
    row, instruction = admit_worker(viewer, resident, purpose, now), instruction.replace("\0", " ").strip()
    way = _way(viewer, row, only_way, purpose, now) if only_way else None
    faults = {}
    if not _may_change_rule(viewer, row, purpose, now):
        sentence = _("Er is al een regel, en die mag u niet lezen. Overleg met wie ook met deze inwoner werkt.")
        raise ResidentRefusedError({"instruction": sentence})
    if not instruction:
        faults["instruction"] = _("Schrijf op hoe deze inwoner veilig te bereiken is.")
    elif len(instruction) > _LONGEST_INSTRUCTION:
        faults["instruction"] = _("Dit is te lang. Gebruik hooguit 500 letters.")
    if way and way.shared:
        faults["only_way"] = _("Anderen horen of lezen hier mee. Kies een manier die alleen van deze inwoner is.")
    if faults:
        raise ResidentRefusedError(faults)
    with maintenance("keeping"):
        rule: SafeContact
        rule, _new = SafeContact.objects.update_or_create(
            resident=row,
            defaults={"instruction": instruction, "only_way": way},
            create_defaults={
                **owned(viewer, row, purpose, SAFE_CONTACT),
                "instruction": instruction,
                "only_way": way,
            },
        )
    return rule


@transaction.atomic
def end_safe_contact(viewer: Viewer, resident: UUID, purpose: str, now: datetime) -> None:
    """It is safe again to reach somebody as they like."""
    row = admit_worker(viewer, resident, purpose, now)
    if not _may_change_rule(viewer, row, purpose, now):
        raise NotYoursError
    with maintenance("erasing"):
        SafeContact.objects.filter(resident=row).delete()


def _read(kind: WayKind, text: str) -> str:
    """The value as it is kept. Raises ResidentRefusedError."""
    value = plain_value(kind, text.replace("\0", ""))
    if kind is not WayKind.MAIL:
        if not value:
            raise ResidentRefusedError(
                {"value": _("Dit is geen telefoonnummer. Een nummer ziet eruit als 06 12345678 of +32 470 123456.")}
            )
        if kind is WayKind.MOBILE and is_dutch_phone(value) and not is_dutch_mobile(value):
            raise ResidentRefusedError({"value": _("Dit is geen mobiel nummer. Een mobiel nummer begint met 06.")})
        return value
    try:
        validate_email(value)
    except ValidationError:
        value = ""
    if not value or len(value) > _LONGEST_ADDRESS:
        sentence = _("Dit is geen e-mailadres. Een e-mailadres ziet eruit als naam@voorbeeld.nl.")
        raise ResidentRefusedError({"value": sentence}) from None
    return value


def _way(viewer: Viewer, row: Resident, way: UUID, purpose: str, now: datetime) -> Way:
    with maintenance("deciding"):
        found: Way | None = Way.objects.select_for_update().filter(pk=way, resident=row).first()
    if found is None or not connections().gate.open_for(viewer, found, purpose, now).allows:
        raise NotYoursError
    return found


def _may_change_rule(viewer: Viewer, row: Resident, purpose: str, now: datetime) -> bool:
    """Whether there is no rule for safe contact yet, or one that the viewer may read."""
    with maintenance("deciding"):
        rule = SafeContact.objects.filter(resident=row).first()
    return rule is None or connections().gate.open_for(viewer, rule, purpose, now).allows
