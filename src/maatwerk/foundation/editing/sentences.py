"""Faults and refusals as people at work read them. Content says its faults in English, for whoever writes files; here
each gets its Dutch sentence. One that has none of its own is shown as it is."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from maatwerk.foundation.content import Fault
from maatwerk.foundation.editing.rules import Refusal

REFUSALS: Mapping[Refusal, Any] = {
    Refusal.NO_SUCH_KIND: _("Kies wat u wilt maken."),
    Refusal.TAKEN: _("Er is al iemand met deze tekst bezig."),
    Refusal.GONE: _("Dit voorstel is er niet."),
    Refusal.NOT_THEIRS: _("Dit kunt u niet zelf aanpassen. Vraag het de gemeente."),
    Refusal.OTHER_STATE: _("Iemand anders was u voor. Kijk hoe het er nu voor staat."),
    Refusal.OWN_WORK: _("U schreef hier zelf aan mee. Iemand anders kijkt het na."),
    Refusal.CHANGED_MEANWHILE: _("Intussen is een andere versie geplaatst. Begin opnieuw met die versie."),
    Refusal.NO_REASON: _("Schrijf waarom u dit afwijst."),
    Refusal.FAULTY: _("Dit kan zo niet geplaatst worden."),
}

_STRICTER = "this may only become stricter: "
_ONLY_STRICTER = _("Dit mag alleen strenger worden.")

# A fault of content → what people read. What a pattern names comes back in the sentence.
SENTENCES: tuple[tuple[str, Any], ...] = (
    (r"this is missing|this may not be empty", _("Dit is nog leeg.")),
    (r"there is no such key here; .*", _("Dit woord kennen wij hier niet. Klopt de spelling?")),
    (r"expected words .*", _("Hier horen woorden. Zet een getal of datum tussen aanhalingstekens.")),
    (r"at least one is needed", _("Vul er ten minste één in.")),
    (r"expected a whole number", _("Vul een heel getal in.")),
    (r"expected true or false", _("Kies ja of nee.")),
    (r"expected a list", _("Hier hoort een lijst.")),
    (r"expected a mapping .*", _("Hier horen woorden met een waarde erachter.")),
    (r"expected a date such as (?P<example>.+)", _("Vul een datum in, zoals %(example)s.")),
    (r"expected one of (?P<options>.+)", _("Kies een van deze: %(options)s.")),
    (r"expected (?P<number>\S+) or more", _("Vul %(number)s of meer in.")),
    (r"expected (?P<number>\S+) or less", _("Vul %(number)s of minder in.")),
    (r"does not have the expected form .*", _("Dit heeft niet de goede vorm.")),
    (r"there is no need '(?P<id>.+)'", _("De behoefte ‘%(id)s’ bestaat niet.")),
    (r"there is no dangerous need '(?P<id>.+)'", _("Er is geen dringende behoefte ‘%(id)s’.")),
    (r"a need stands in two groups, .*", _("Een behoefte staat in twee groepen. Kies er één.")),
    (r"there is no service '(?P<id>.+)'", _("De dienst ‘%(id)s’ bestaat niet.")),
    (r"a digital next step needs .*", _("Een stap met de computer heeft een website of chat nodig.")),
    (r"a rule with gevolg 'tenzij' .*", _("Een regel met ‘tenzij’ heeft een oplossing nodig.")),
    (r"'(?P<typed>.+)' is no number; .*", _("‘%(typed)s’ is geen getal. Schrijf een getal, of onbekend.")),
    (
        r"expected a number from (?P<least>\S+) to (?P<most>\S+)",
        _("Vul een getal in van %(least)s tot en met %(most)s."),
    ),
    (r"give 'van', 'tot_en_met', or both", _("Vul in vanaf welke leeftijd, of tot en met welke.")),
    (r"'van' is more than 'tot_en_met'", _("De leeftijd ‘vanaf’ is hoger dan ‘tot en met’.")),
    (r"two amounts are for the same age", _("Twee bedragen gelden voor dezelfde leeftijd.")),
    (r"an amount needs 'per': .*", _("Kies of de bedragen per maand, kwartaal of jaar zijn, of eenmalig.")),
    (r"'(?P<id>.+)' is the id of something national", _("‘%(id)s’ is al de naam van iets landelijks.")),
    (r"a condition is one comparison .*", _("Een voorwaarde is één vergelijking met één feit, of een lijst.")),
    (r"We do not know the fact '(?P<id>.+)'\.", _("Wij kennen het feit ‘%(id)s’ niet.")),
    (r"'(?P<value>.+)' is no answer to '(?P<id>.+)'", _("‘%(value)s’ is geen antwoord op ‘%(id)s’.")),
    (r"'(?P<id>.+)' is a '.+' and cannot be compared .*", _("Het feit ‘%(id)s’ is zo niet te vergelijken.")),
    (r"'(?P<id>.+)' may not be asked for .*", _("Naar het feit ‘%(id)s’ mag hier niet gevraagd worden.")),
    (r"'(?P<id>.+)' serves contact only .*", _("Het feit ‘%(id)s’ is alleen voor contact.")),
    (r"the pattern '(?P<what>.+)' is gone", _("Het patroon ‘%(what)s’ is weg.")),
    (r"'(?P<what>.+)' is a new exception", _("‘%(what)s’ is een nieuwe uitzondering.")),
    (r"the help '(?P<what>.+)' is gone", _("De hulp ‘%(what)s’ is weg.")),
    (r"the word '(?P<what>.+)' is gone from the list '(?P<list>.+)'", _("‘%(what)s’ is weg uit de lijst ‘%(list)s’.")),
    (r"'(?P<what>.+)' widens an exception, .*", _("‘%(what)s’ maakt een uitzondering ruimer.")),
    (r"'niveau' is less urgent", _("Het niveau is minder dringend.")),
    (r"'behoefte' is another one or gone", _("De behoefte is weg, of het is een andere.")),
    (r"the example '(?P<what>.+)' is gone", _("Het voorbeeld ‘%(what)s’ is weg.")),
    (r"'(?P<what>.+)' is switched off", _("‘%(what)s’ is uitgezet.")),
    (r"the phone number is gone", _("Het telefoonnummer is weg.")),
    (r"the way '(?P<what>.+)' is gone", _("De weg ‘%(what)s’ om hulp te krijgen is weg.")),
    (r"a way has a 'nummer', .*", _("Vul een nummer, een adres of een naam in.")),
    (r"'buiten_kantooruren' and the hours .*", _("‘buiten_kantooruren’ en de tijden van de telefoon verschillen.")),
    (r"'leeftijd' needs .*", _("Vul een laagste of een hoogste leeftijd in.")),
    (r"'van' is not above 'tot_en_met'", _("De laagste leeftijd is hoger dan de hoogste.")),
    (r"'van' comes before 'tot'; .*", _("‘van’ is vroeger dan ‘tot’. Gaat het na 24 uur door? Maak er twee van.")),
    (r"the need '(?P<what>.+)' is gone", _("De behoefte ‘%(what)s’ is weg.")),
    (r"the wording '(?P<what>.+)' is gone", _("De zin ‘%(what)s’ is weg.")),
    (r"the rule '(?P<what>.+)' is gone or weaker", _("De regel ‘%(what)s’ is weg of minder streng.")),
    (r"the text for '(?P<what>.+)' is gone", _("De tekst voor ‘%(what)s’ is weg.")),
    (r"'(?P<what>.+)' is gone", _("‘%(what)s’ is weg.")),
    (r"'(?P<what>.+)' is lower", _("‘%(what)s’ is lager.")),
    (r"help in an emergency cannot be hidden", _("Noodhulp kan niet verborgen worden.")),
    (r"an urgent rule sends people here, .*", _("Een regel voor noodhulp wijst hierheen. Dit kan niet weg.")),
    (r"entries of this kind cannot be hidden", _("Dit soort teksten kan niet verborgen worden.")),
    (r"there is nothing below this .*", _("Hieronder is niets om te verbergen.")),
    (r"a municipality has none of its own .*", _("Dit soort teksten is voor alle gemeenten gelijk.")),
    (r"an id is small letters, .*", _("Gebruik kleine letters, cijfers en het teken _. Ten hoogste 80.")),
    (
        r"(?P<count>\d+) words in one sentence \(at most (?P<most>\d+)\): (?P<what>.+)",
        _("Deze zin heeft %(count)s woorden. Ten hoogste %(most)s is leesbaar: ‘%(what)s’"),
    ),
    (
        r"'(?P<word>.+)' is officialese; write '(?P<plain>[^']+)': .*",
        _("‘%(word)s’ is een moeilijk woord. Schrijf: ‘%(plain)s’."),
    ),
    (r"this refers to another place .*", _("Verwijzen met een sterretje kan hier niet.")),
    (r"line (?P<line>\d+) is not readable YAML", _("Regel %(line)s is niet te lezen.")),
    (r"this is not readable YAML.*|this is nested too deeply|this cannot be read.*", _("Dit is niet te lezen.")),
    (r"this is no web address; .*", _("Dit is geen webadres. Het begint met https://.")),
    (r"this is longer than (?P<most>\d+) characters", _("Dit is te lang. Ten hoogste %(most)s tekens.")),
    (r"this file is empty", _("Dit bestand is leeg.")),
)
_PATTERNS = [(re.compile(pattern, re.DOTALL), sentence) for pattern, sentence in SENTENCES]


def sentence_of(fault: str) -> str:
    """A fault of content, for people."""
    if fault.startswith(_STRICTER):
        return f"{_ONLY_STRICTER} {sentence_of(fault.removeprefix(_STRICTER))}"
    for pattern, sentence in _PATTERNS:
        if found := pattern.fullmatch(fault):
            return str(sentence) % found.groupdict() if found.groupdict() else str(sentence)
    place, sign, rest = fault.partition(": ")
    # What is wrong deep in a box begins with its place there.
    return f"{place}: {sentence_of(rest)}" if sign and re.fullmatch(r"[\w.]+", place) else fault


def told(fault: Fault) -> dict[str, str]:
    """A fault for a page: which file and line, which place in it, and the sentence. Where the folders of this machine
    are is nobody's business there."""
    file = "/".join(fault.path.parts[-2:])
    where = f"{file}:{fault.line}" if fault.line else file
    return {"where": where, "place": fault.place, "sentence": sentence_of(fault.sentence)}
