"""From what was read to the rows of a copy: names of people at work, words for closed lists, and others covered."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any, Literal

from django.utils.translation import gettext as _

from maatwerk.casework.dossier.models import Note
from maatwerk.casework.dossier.queries import Name
from maatwerk.casework.dossier.web import words
from maatwerk.casework.dossier.web.lines import Reader, shown, source_of
from maatwerk.casework.rights import copy
from maatwerk.casework.rights.others import Cover, Kind, Mine
from maatwerk.casework.rights.web.telling import LookLine
from maatwerk.casework.rights.web.words import REASONS
from maatwerk.foundation.access.connections import connections
from maatwerk.foundation.access.register import Register, Retention
from maatwerk.foundation.access.retention.keeping import connections as retention
from maatwerk.foundation.access.retention.terms import term_of
from maatwerk.foundation.access.rights import RestrictionReason
from maatwerk.foundation.access.web.labels import STANDINGS
from maatwerk.foundation.gate.models import FOREVER, Personal
from maatwerk.foundation.gate.protocols import Viewer
from maatwerk.foundation.people.assurance import Assurance, How
from maatwerk.foundation.people.models import LogIn, Resident
from maatwerk.foundation.people.residents import (
    ORGANISATION,
    TEAM,
    WORKER,
    AddressKind,
    Bond,
    Residence,
    Scope,
    Standing,
    WayKind,
)
from maatwerk.foundation.people.sealing import blind_indexes
from maatwerk.foundation.people.web.labels import known_by
from maatwerk.knowledge.facts import FactKey, Origin

_STANDS = "representation"  # who stands for a resident and never signs in
type _Choice = Literal["toestemming", "geheim", "stuk", "nee"]


class Maker:
    """Makes one copy of rows that the gate gave, in the language that is active. `found` is by kind, `names` are those
    of people at work by their reference."""

    def __init__(
        self,
        viewer: Viewer,
        subject: str,
        language: Literal["nl", "en"],
        found: Mapping[str, Sequence[Any]],
        names: Mapping[str, Name],
    ) -> None:
        self._viewer, self._subject, self._language, self._found = viewer, subject, language, found
        self._register = connections().register(viewer.municipality)
        self._reader = Reader(viewer.ref, viewer.organisation, subject, viewer.municipality, names)
        [self._resident] = found["who"]
        marked = {name for note in found["notes"] for name in note.third_persons}
        self._cover = Cover(_mine(self._resident, found), marked, _in_their_place())

    def made(self, now: datetime, log_ins: Sequence[LogIn], looks: Sequence[LookLine]) -> copy.Copy:
        tables: dict[str, Any] = {
            "addresses": self._each("addresses", self._address),
            "ways": self._each("ways", self._way),
            "households": self._each("households", self._household),
            "relations": self._each("relations", self._relation),
            "stand": self._each("stand", self._stands),
            "disagreements": self._each("disagreements", self._disagreement),
            "judgements": self._each("judgements", self._judgement),
            "work": self._each("work", self._works),
            "notes": self._each("notes", self._note),
            "facts": self._each("facts", self._fact),
            "choices": tuple(self._choices()),
            "emergencies": self._each("emergencies", self._emergency),
            "contact_requests": self._each("contact_requests", self._contact),
            "rights": self._each("rights", self._right),
            "told": tuple(self._told()),
            "restrictions": self._each("restrictions", self._restriction),
            "documents": self._each("documents", self._document),
            "log_ins": tuple(_log_in(row) for row in log_ins),
            "looks": tuple(_look(row) for row in looks),
            "terms": tuple(self._terms()),
            "holds": self._each("holds", self._hold),
        }
        return copy.Copy(file=self._file(now), person=self._person(), **tables, left_out=self._left_out())

    def _each(self, kind: str, make: Any) -> tuple[Any, ...]:
        return tuple(make(row) for row in self._found[kind])

    def _file(self, now: datetime) -> copy.File:
        return copy.File(
            made_at=now.replace(second=0, microsecond=0),
            municipality=self._viewer.municipality,
            language=self._language,
            asked_by="inwoner" if self._mine else "vertegenwoordiger",
        )

    @property
    def _mine(self) -> bool:
        """Whether the resident asks for their own copy."""
        return self._viewer.ref == self._subject

    def _person(self) -> copy.Person:
        row: Resident = self._resident
        return copy.Person(
            called=row.called,
            given_names=row.given_names,
            prefix=row.prefix,
            family_name=row.family_name,
            born=row.born,
            died_on=row.died_on,
            left_on=row.left_on,
            residence=str(words.RESIDENCES[Residence(row.residence)]),
            bsn_is_known=bool(self._found["bsn"]) if self._mine else None,
        )

    def _address(self, row: Any) -> copy.AddressRow:
        kind = str(words.ADDRESSES[AddressKind(row.kind)])
        place = {"street": row.street, "number": row.number, "postcode": row.postcode, "town": row.town}
        return copy.AddressRow(**self._owner(row), kind=kind, **place, **_dates(row))

    def _way(self, row: Any) -> copy.WayRow:
        kind = str(words.WAYS[WayKind(row.kind)])
        return copy.WayRow(**self._owner(row), kind=kind, value=row.value, shared=row.shared, checked_at=row.checked_at)

    def _household(self, row: Any) -> copy.HouseholdRow:
        return copy.HouseholdRow(**self._owner(row), number=str(row.household_id), **_dates(row))

    def _relation(self, row: Any) -> copy.RelationRow:
        return copy.RelationRow(**self._owner(row), bond=str(words.BONDS[Bond(row.bond)]), **_dates(row))

    def _stands(self, row: Any) -> copy.StandsRow:
        return copy.StandsRow(
            **self._owner(row),
            name=row.name,
            standing=str(STANDINGS[Standing(row.standing)]),
            scope=str(words.SCOPES[Scope(row.scope)]),
            looks=row.looks,
            suspended=row.suspended_at is not None,
            **_dates(row),
        )

    def _disagreement(self, row: Any) -> copy.DisagreementRow:
        return copy.DisagreementRow(
            **self._owner(row),
            stands=str(row.representation_id),
            said_by=self._who(row.said_by),
            words=self._said(row.words, row.said_by),
            at=row.at,
        )

    def _judgement(self, row: Any) -> copy.JudgementRow:
        texts = {"judged_by": row.judged_by, "matter": row.matter, "why": self._cover(row.why), "said": row.said}
        return copy.JudgementRow(**self._owner(row), **texts, **_dates(row))

    def _works(self, row: Any) -> copy.WorksRow:
        """Why somebody began is between them and the resident."""
        reason = self._cover(row.reason) if self._mine else ""
        return copy.WorksRow(**self._owner(row), who=self._who(row.who), reason=reason, **_dates(row))

    def _note(self, row: Note) -> copy.NoteRow:
        own = row.own_words and self._mine
        return copy.NoteRow(
            **self._owner(row),
            own_words=row.own_words,
            text=row.text if own else self._cover(row.text, row.third_persons),
            written_by=self._who(row.written_by),
            at=row.at,
            corrected_by=str(row.corrected_by_id or ""),
        )

    def _fact(self, row: Any) -> copy.FactRow:
        key = FactKey(row.about, row.fact)
        question, answer = shown(key, row.value)
        return copy.FactRow(
            **self._owner(row),
            key=str(key),
            value=self._cover(row.value),
            question=question,
            answer=self._cover(answer),
            source=self._cover(source_of(Origin(row.source), self._who(row.said_by))),
            noted_by=self._who(row.noted_by),
            at=row.at,
            replaced_by=str(row.replaced_by_id or ""),
        )

    def _choices(self) -> Iterator[copy.ChoiceRow]:
        kinds: dict[str, _Choice] = {"consents": "toestemming", "liftings": "geheim", "opened": "stuk"}
        for name, kind in kinds.items():
            for row in self._found[name]:
                yield self._choice(row, kind, row.sentence, row.given_by, row.withdrawn_at)
        for row in self._found["refusals"]:
            yield self._choice(row, "nee", "", row.said_by, None)

    def _choice(
        self, row: Any, kind: _Choice, sentence: str, said_by: str, withdrawn_at: datetime | None
    ) -> copy.ChoiceRow:
        return copy.ChoiceRow(
            **self._owner(row),
            kind=kind,
            whom=self._who(row.organisation),
            shared=self._category(row.shared),
            sentence=self._cover(sentence),
            said_by=self._who(said_by),
            withdrawn_at=withdrawn_at,
            **_dates(row),
        )

    def _emergency(self, row: Any) -> copy.EmergencyRow:
        return copy.EmergencyRow(
            **self._owner(row),
            who=self._who(row.who),
            reason=self._cover(row.reason),
            at=row.start,
            reviewed_at=row.reviewed_at,
        )

    def _contact(self, row: Any) -> copy.ContactRow:
        return copy.ContactRow(
            **self._owner(row),
            who=self._who(row.who),
            reason=self._cover(row.reason),
            at=row.start,
            answered_at=row.answered_at,
            agreed=row.agreed,
        )

    def _right(self, row: Any) -> copy.RightRow:
        return copy.RightRow(
            **self._owner(row),
            right=row.right,
            words=self._said(row.words, row.asked_by),
            about=self._who(row.about),
            asked_by=self._who(row.asked_by),
            asked_at=row.asked_at,
            due_on=row.due_on,
            extension=self._cover(row.extension),
            outcome=row.outcome,
            law=row.law,
            answer=self._cover(row.answer),
            answered_at=row.answered_at,
        )

    def _told(self) -> Iterator[copy.ToldRow]:
        """Of what stands in this copy only: of another entry it would tell that there is one."""
        here = {row.pk for name in ("notes", "facts") for row in self._found[name]}
        for row in self._found["told"]:
            if row.entry in here:
                yield copy.ToldRow(
                    **self._owner(row), entry=str(row.entry), whom=self._who(row.organisation), at=row.at
                )

    def _restriction(self, row: Any) -> copy.RestrictionRow:
        reason = str(REASONS[RestrictionReason(row.reason)])
        return copy.RestrictionRow(**self._owner(row), request=str(row.request), reason=reason, **_dates(row))

    def _hold(self, row: Any) -> copy.HoldRow:
        held = self._purpose(row.held) if row.held else ""
        return copy.HoldRow(**self._owner(row), law=row.law, held=held, **_dates(row))

    def _document(self, row: Any) -> copy.DocumentRow:
        return copy.DocumentRow(
            **self._owner(row),
            name=self._file_name(row.name),
            media_type=row.media_type,
            size=row.size,
            by=self._who(row.by),
            at=row.stored_at,
        )

    def _file_name(self, name: str) -> str:
        """As it is, unless it tells of another: then `_` is a space, so that each name is a word."""
        words = name.replace("_", " ")
        covered = self._cover(words)
        return name if covered == words else covered

    def _terms(self) -> Iterator[copy.TermRow]:
        """Of each kind and purpose of which something stands in this copy."""
        used = {
            (row.purpose, row.category): term
            for rows in self._found.values()
            for row in rows
            if (term := _term(row, self._register))
        }
        for (id_, category), term in sorted(used.items(), key=lambda each: each[0]):
            purpose = self._register.purposes.get(id_)
            yield copy.TermRow(
                purpose=self._purpose(id_),
                category=self._category(category),
                laws=purpose.law_names if purpose else "",
                months=term.months,
                event=term.event.in_(self._language),
                why=str(term.law) if term.law else term.chosen.in_(self._language) if term.chosen else "",
            )

    def _left_out(self) -> copy.LeftOut:
        counts = self._cover.counts
        return copy.LeftOut(
            names=counts[Kind.NAME], phones=counts[Kind.PHONE], mails=counts[Kind.MAIL], numbers=counts[Kind.BSN]
        )

    def _owner(self, row: Personal) -> dict[str, str]:
        return {
            "id": str(row.pk),
            "organisation": self._who(row.controller),
            "purpose": self._purpose(row.purpose),
            "category": self._category(row.category),
        }

    def _purpose(self, id_: str) -> str:
        purpose = self._register.purposes.get(id_)
        return purpose.name.in_(self._language) if purpose else id_

    def _category(self, id_: str) -> str:
        category = self._register.categories.get(id_)
        return category.name.in_(self._language) if category else id_

    def _who(self, reference: str) -> str:
        """Who it is by a reference; what is no reference is what somebody was called, maybe the name of another."""
        told = self._reader.who(reference)
        if told != reference:
            return told
        kind, colon, _id = reference.partition(":")
        if colon and kind in {WORKER, TEAM, ORGANISATION}:
            return _("Iemand die hier niet meer werkt")
        return _("iemand die voor de inwoner staat") if kind == _STANDS else self._cover(reference)

    def _said(self, text: str, by: str) -> str:
        """A resident's own words stay as they are in their own copy."""
        return text if self._mine and by == self._subject else self._cover(text)


def _mine(resident: Resident, found: Mapping[str, Sequence[Any]]) -> Mine:
    named = f"{resident.called} {resident.given_names} {resident.prefix} {resident.family_name}"
    blind = {row.blind for row in found["bsn"]}
    return Mine(
        names=frozenset(re.findall(r"\w+", named.lower())),
        ways=frozenset(way.value for way in found["ways"]),
        is_my_bsn=lambda digits: bool(blind and blind.intersection(blind_indexes(digits))),
    )


def _in_their_place() -> dict[Kind, str]:
    return {
        Kind.NAME: _("[naam van iemand anders]"),
        Kind.BSN: _("[nummer van iemand anders]"),
        Kind.MAIL: _("[e-mail van iemand anders]"),
        Kind.PHONE: _("[telefoon van iemand anders]"),
    }


def _term(row: Personal, register: Register) -> Retention | None:
    kept = retention().of(type(row))
    return (kept.term or term_of(register, row.purpose, row.category)) if kept.since else None


def _log_in(row: LogIn) -> copy.LogInRow:
    how = str(known_by(How(row.how), Assurance(row.assurance)))
    return copy.LogInRow(at=row.at, how=how, succeeded=row.succeeded, browser=row.browser)


def _look(row: LookLine) -> copy.LookRow:
    return copy.LookRow(at=row.at, sentence=row.sentence, kinds=", ".join(row.kinds))


def _dates(row: Any) -> dict[str, datetime | None]:
    return {"since": row.start, "until": None if row.end >= FOREVER else row.end}
