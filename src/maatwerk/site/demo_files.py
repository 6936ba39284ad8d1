"""The files of the invented residents, written as they would be: every step is the action of a room, done by the worker
or resident who would do it, so many days ago. What an action refuses fails the demo."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, time, timedelta

from maatwerk.casework.dossier.actions import Answered, For, Written, note_fact, write_note, write_own_words
from maatwerk.casework.dossier.categories import OWN_LOOK, STANDING_FOR
from maatwerk.casework.dossier.queries import file_of, one_of, resident_for
from maatwerk.foundation.access.actions import Answered as RightAnswered
from maatwerk.foundation.access.actions import (
    Asked,
    Described,
    Said,
    answer_blind,
    answer_right,
    ask_blind,
    ask_right,
    begin_involvement,
    give_consent,
    lift_secrecy,
    open_emergency,
)
from maatwerk.foundation.access.actions.emergencies import EMERGENCY
from maatwerk.foundation.access.models import BlindRequest
from maatwerk.foundation.access.rights import Outcome
from maatwerk.foundation.gate.protocols import Viewer
from maatwerk.foundation.people.ages import AMSTERDAM, day_of
from maatwerk.foundation.people.assurance import Assurance
from maatwerk.foundation.people.household_actions import join_household, relate, start_household
from maatwerk.foundation.people.living_actions import Place, add_address, note_no_fixed_address
from maatwerk.foundation.people.models import Membership, Organisation, Resident
from maatwerk.foundation.people.names import Names
from maatwerk.foundation.people.queries import colleague
from maatwerk.foundation.people.resident_actions import add_resident, record_bsn
from maatwerk.foundation.people.residents import ORGANISATION, WORKER, AddressKind, Residence, WayKind, resident_ref
from maatwerk.foundation.people.standing_actions import Stands, register
from maatwerk.foundation.people.viewers import resident_viewer, worker_viewer
from maatwerk.foundation.people.way_actions import add_way, check_way, set_safe_contact
from maatwerk.site.cast import Cast, InventedRequest, InventedResident, resident_id

_TEN_O_CLOCK = time(10, tzinfo=AMSTERDAM)


class MissingStepError(LookupError):
    """What somebody is said to have done cannot be seen by them. A fault of the files of the demo."""


class Files:
    """Writes the files of a cast whose organisations and workers (by id, each with their primary key) are there."""

    def __init__(
        self, cast: Cast, organisations: Mapping[str, Organisation], workers: Mapping[str, int], now: datetime
    ) -> None:
        self.cast, self.today = cast, day_of(now)
        self.organisations = {id_: f"{ORGANISATION}:{each.pk}" for id_, each in organisations.items()}
        self.workers = workers
        self.viewers: dict[str, Viewer] = {}

    def write(self, residents: Sequence[str]) -> None:
        """Everybody first, for they are in each other's files."""
        for id_ in residents:
            self._begin(id_, self.cast.residents[id_])
        for id_ in residents:
            invented = self.cast.residents[id_]
            self._living(id_, invented)
            self._people_around(id_, invented)
            self._grounds(id_, invented)
            self._texts(id_, invented)
            self._questions(id_, invented)

    def _at(self, days_ago: int) -> datetime:
        return datetime.combine(self.today - timedelta(days=days_ago), _TEN_O_CLOCK)

    def _worker(self, id_: str) -> Viewer:
        if id_ not in self.viewers:
            municipality = self.cast.organisations[self.cast.workers[id_].organisation].municipality
            me = colleague(self.workers[id_], municipality)
            if me is None:
                raise MissingStepError(id_)
            self.viewers[id_] = worker_viewer(me)
        return self.viewers[id_]

    def _resident(self, id_: str) -> Viewer:
        return resident_viewer(resident_id(id_), self.cast.residents[id_].municipality, Assurance.HIGH)

    def _begin(self, id_: str, invented: InventedResident) -> None:
        start, names = invented.start, Names(invented.called, invented.called, "", invented.family_name)
        viewer, at = self._worker(start.worker), self._at(start.days_ago)
        row = add_resident(viewer, start.purpose, at, names, invented.born, id_=resident_id(id_))
        begin_involvement(viewer, row.ref, start.purpose, start.reason, at)

    def _living(self, id_: str, invented: InventedResident) -> None:
        """Where somebody lives and how to reach them, as told to who began."""
        key, purpose = resident_id(id_), invented.start.purpose
        viewer, at = self._worker(invented.start.worker), self._at(invented.start.days_ago)
        if address := invented.address:
            place = Place(address.street, address.number, address.postcode, address.town)
            add_address(viewer, key, AddressKind.HOME, place, purpose, at, secret=address.secret)
        if invented.residence is Residence.NONE:
            note_no_fixed_address(viewer, key, purpose, at)
        if invented.bsn:
            record_bsn(viewer, key, invented.bsn, purpose, at)
        way = None
        if invented.mobile:
            way = add_way(viewer, key, WayKind.MOBILE, invented.mobile, purpose, at)
            check_way(viewer, key, way.pk, purpose, at)
        if invented.safe_contact:
            set_safe_contact(viewer, key, invented.safe_contact, purpose, at, only_way=way.pk if way else None)

    def _people_around(self, id_: str, invented: InventedResident) -> None:
        key, purpose = resident_id(id_), invented.start.purpose
        viewer, at = self._worker(invented.start.worker), self._at(invented.start.days_ago)
        for more in invented.involved:
            reason, since = more.reason, self._at(more.days_ago)
            begin_involvement(self._worker(more.worker), resident_ref(key), more.purpose, reason, since)
            purpose, at = more.purpose, since
        if invented.household == id_:
            start_household(viewer, key, purpose, at)
        elif invented.household:
            rows = Membership.objects.filter(subject=resident_ref(resident_id(invented.household)))
            other = one_of(viewer, rows, purpose, at)
            if other is None:
                raise MissingStepError(invented.household)
            join_household(viewer, key, other.household_id, purpose, at)
        for tie in invented.relations:
            after = max(at, self._at(self.cast.residents[tie.other].start.days_ago))
            relate(viewer, key, tie.bond, invented.start.purpose, after, other=resident_id(tie.other))
        for each in invented.stand:
            if each.resident:
                who, name = resident_ref(resident_id(each.resident)), self.cast.residents[each.resident].called
            else:
                who, name = f"{WORKER}:{self.workers[each.worker]}", self.cast.workers[each.worker].name
            stands = Stands(each.standing, name, each.scope, who, each.proof)
            register(viewer, key, stands, invented.start.purpose, at)

    def _grounds(self, id_: str, invented: InventedResident) -> None:
        subject, myself = resident_ref(resident_id(id_)), self._resident(id_)
        for asked in invented.requests:
            self._ask(id_, invented, asked)
        for yes in invented.consents:
            to = self.organisations[yes.organisation]
            give_consent(myself, subject, yes.purpose, to, yes.category, Said(), self._at(yes.days_ago))
        for yes in invented.liftings:
            holder, to = self.organisations[yes.holder], self.organisations[yes.organisation]
            lift_secrecy(myself, subject, yes.purpose, holder, to, yes.category, Said(), self._at(yes.days_ago))
        for look in invented.emergencies:
            viewer, at = self._worker(look.worker), self._at(look.days_ago)
            open_emergency(viewer, subject, look.reason, at)
            self._known(viewer, id_, EMERGENCY, at)

    def _ask(self, id_: str, invented: InventedResident, asked: InventedRequest) -> None:
        asker, at = self._worker(asked.worker), self._at(asked.days_ago)
        described = Described(f"{invented.called} {invented.family_name}", invented.born)
        ask_blind(asker, described, asked.purpose, asked.reason, at)
        if asked.agreed is None:
            return
        myself = self._resident(id_)
        rows = BlindRequest.objects.filter(subject=myself.ref, who=asker.ref, answered_at=None)
        row = one_of(myself, rows, OWN_LOOK, at)
        if row is None:
            raise MissingStepError(id_)
        answer_blind(myself, row.pk, asked.agreed, at)

    def _texts(self, id_: str, invented: InventedResident) -> None:
        for said in invented.words:
            whom, at = For(self.organisations[said.organisation], said.purpose), self._at(said.days_ago)
            myself = self._resident(id_)
            write_own_words(myself, self._known(myself, id_, OWN_LOOK, at), whom, Written(said.text), at)
        for note in invented.notes:
            viewer, at = self._worker(note.worker), self._at(note.days_ago)
            written = Written(note.text, note.category, not note.category, note.third_persons)
            write_note(viewer, self._known(viewer, id_, note.purpose, at), note.purpose, written, at)
        for fact in invented.facts:
            viewer, at = self._worker(fact.worker), self._at(fact.days_ago)
            answered = Answered(fact.key, fact.answer, fact.source, fact.said_by)
            note_fact(viewer, self._known(viewer, id_, fact.purpose, at), fact.purpose, answered, at)
        for look in invented.looks:
            viewer, at = self._resident(look.resident), self._at(look.days_ago)
            file_of(viewer, self._known(viewer, id_, STANDING_FOR, at).ref, STANDING_FOR, at)

    def _questions(self, id_: str, invented: InventedResident) -> None:
        """What they asked about their own data; who waits for an answer, waits."""
        myself = self._resident(id_)
        for question in invented.questions:
            asked = Asked(question.right, self.organisations[question.organisation], question.text)
            row = ask_right(myself, myself.ref, asked, self._at(question.days_ago))
            if answer := question.answer:
                said = RightAnswered(Outcome.DONE, answer.text)
                answer_right(self._worker(answer.worker), row.pk, said, self._at(answer.days_ago))

    def _known(self, viewer: Viewer, id_: str, purpose: str, at: datetime) -> Resident:
        """The resident, as far as the gate lets this viewer know them."""
        found = resident_for(viewer, resident_id(id_), purpose, at)
        if found is None:
            raise MissingStepError(f"{viewer.ref} does not know {id_} for {purpose}")
        return found
