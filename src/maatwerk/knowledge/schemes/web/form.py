"""The fields of a household for people at work: what matters most at once, and what the schemes go on to ask."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from maatwerk.foundation.content import Text
from maatwerk.knowledge.facts import Dictionary, FactKey
from maatwerk.knowledge.facts.writing import about
from maatwerk.knowledge.schemes.engine.case import ASSUMED
from maatwerk.knowledge.schemes.engine.households import PARTNER
from maatwerk.knowledge.schemes.web.written import Written

_INCOME = ("toetsingsinkomen", "netto_maandinkomen", "vermogen")
_WORK = ("zorgverzekerd", "werk_soort", "uren_per_week", "uitkering_soort", "student")
# What stands on the form before anything was asked. More comes when a scheme asks it.
_FIRST: Mapping[str, tuple[str, ...]] = {
    "": ("geboortedatum", *_INCOME, *_WORK, "aow_opbouwjaren"),
    PARTNER: ("geboortedatum", "gehuwd", *_INCOME, *_WORK, "aow_opbouwjaren"),
    "kind": ("geboortedatum", "woont_bij_ouder", "opvang_soort", "opvang_uren", "opvang_uurprijs"),
    "medebewoner": ("geboortedatum", "relatie", *_INCOME, "student"),
}
_HOME = ("woning_soort", "zelfstandig", "kale_huur", "servicekosten_subsidiabel", "huis_overwaarde")
_HOUSEHOLD = ("kinderbijslag",)
_OF_CHILDREN = frozenset(_FIRST["kind"]) - {"geboortedatum"}
# Follows from who stand on the form.
_COUNTED = frozenset({"samenwonen", "aantal_kinderen", "aantal_volwassenen", "leeftijd"})

PEOPLE = {
    "": gettext_lazy("De aanvrager"),
    PARTNER: gettext_lazy("De partner"),
}


@dataclass(frozen=True)
class Field:
    """One fact on the form. `choices` are (value, words) of what is chosen; none for what is typed."""

    name: str
    label: str
    hint: str
    value: str
    choices: tuple[tuple[str, str], ...]
    error: str
    asked: bool  # by a scheme, and not answered


@dataclass(frozen=True)
class Group:
    """The fields of one person, of the household or of the home. `person` can be taken away."""

    title: str
    person: str
    fields: tuple[Field, ...]
    seldom: tuple[Field, ...]  # what is assumed as long as nobody says otherwise


def groups(
    written: Written, dictionary: Dictionary, asked: Iterable[FactKey], faults: Mapping[str, Text]
) -> list[Group]:
    """Everything to fill in: what always stands there, what was filled in, and what schemes ask."""
    wanted = [key for key in asked if key.fact not in _COUNTED]
    given = [dictionary.key(name) for name in written.answers]

    def field(key: FactKey) -> Field:
        name, fact = str(key), dictionary[key.fact]
        value, fault = written.answers.get(name, ""), faults.get(name)
        return Field(
            name,
            _in(about(key, fact.question)),
            _in(fact.explanation) if fact.explanation else "",
            value,
            tuple((choice, _in(words)) for choice, words in fact.choices()),
            _in(fault) if fault else "",
            key in wanted and not value,
        )

    def group(title: str, subject: str, facts: tuple[str, ...], levels: tuple[str, ...], person: str = "") -> Group:
        often = [FactKey(subject, fact) for fact in facts]
        unfit = {*facts, *(() if subject.startswith("kind") else _OF_CHILDREN)}
        seldom = [FactKey(subject, fact) for fact in ASSUMED if fact not in unfit and dictionary[fact].level in levels]
        more = [
            key
            for key in (*given, *wanted)
            if key.subject == subject and dictionary[key.fact].level in levels and key not in seldom
        ]
        fields = [field(key) for key in dict.fromkeys((*often, *more)) if dictionary[key.fact].level in levels]
        return Group(title, person, tuple(fields), tuple(map(field, seldom)))

    return [
        group(str(PEOPLE[""]), "", _FIRST[""], ("persoon",)),
        *(
            group(name_of(person), person, _FIRST[person.rstrip("0123456789")], ("persoon",), person)
            for person in written.people
        ),
        group(_("Het huishouden"), "", _HOUSEHOLD, ("huishouden",)),
        group(_("De woning"), "", _HOME, ("woning",)),
    ]


def name_of(person: str) -> str:
    """What somebody is called on the form."""
    if person in PEOPLE:
        return str(PEOPLE[person])
    kind = person.rstrip("0123456789")
    number = person.removeprefix(kind)
    if kind == "kind":
        return _("Kind %(number)s") % {"number": number}
    return _("Huisgenoot %(number)s") % {"number": number}


def _in(text: Text) -> str:
    return text.in_(get_language() or "nl")
