"""The forms, said once: the page for everybody, the page for a desk and the paper are all made of this. Pure.

The order of the questions is the order everywhere, so that who types over from paper never has to look for one.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum, auto

from maatwerk.casework.contact.rules import Kind
from maatwerk.foundation.content import Text


class Shape(Enum):
    """How a question is answered."""

    LINE = auto()  # a few words
    PHONE = auto()
    LINES = auto()  # a text
    ONE = auto()  # one of `choices`
    SOME = auto()  # any of `choices`


@dataclass(frozen=True)
class Question:
    """`id` is the name of its field; `rows` are the lines on paper."""

    id: str
    label: Text
    hint: Text | None = None
    shape: Shape = Shape.LINE
    required: bool = False
    longest: int = 100
    rows: int = 1
    choices: Mapping[str, Text] = field(default_factory=dict)


@dataclass(frozen=True)
class Form:
    """`code` stands on the paper; who types it at the desk gets the same questions."""

    code: str
    kind: Kind
    title: Text
    lead: Text
    questions: tuple[Question, ...]


YES, NO = "ja", "nee"
LONGEST_WORDS = 1000

_NAME = Question(
    "naam",
    Text(nl="Hoe mogen wij u noemen?", en="What may we call you?"),
    Text(nl="Alleen een voornaam mag ook.", en="Just a first name is fine."),
    required=True,
)
_PHONE = Question(
    "telefoon",
    Text(nl="Op welk nummer bellen wij u?", en="On which number shall we call you?"),
    Text(nl="Schrijf alleen het nummer. Bijvoorbeeld: 06 12345678.", en="Only the number. For example: 06 12345678."),
    Shape.PHONE,
    required=True,
    longest=30,
)
_PHONE_TOO = Question(
    "telefoon",
    Text(nl="Op welk nummer kunnen wij u bellen?", en="On which number can we call you?"),
    Text(
        nl="Dit hoeft niet. Met een nummer kunnen wij een tijd afspreken.",
        en="This is optional. With a number we can agree on a time.",
    ),
    Shape.PHONE,
    longest=30,
)
_ADDRESS = Question(
    "adres",
    Text(nl="Waar komen wij langs?", en="Where shall we visit you?"),
    Text(
        nl="Schrijf de straat, het nummer en de plaats. Het mag ook ergens anders zijn dan thuis.",
        en="Write the street, the number and the town. It may also be somewhere else than your home.",
    ),
    Shape.LINES,
    required=True,
    longest=300,
    rows=2,
)
_WHEN = Question(
    "wanneer",
    Text(nl="Wanneer komt het uit?", en="When does it suit you?"),
    Text(nl="U mag meer dan één vakje kiezen.", en="You may choose more than one box."),
    Shape.SOME,
    choices={
        "ochtend": Text(nl="In de ochtend", en="In the morning"),
        "middag": Text(nl="In de middag", en="In the afternoon"),
        "avond": Text(nl="In de avond, als dat kan", en="In the evening, if possible"),
    },
)
_INTERPRETER = Question(
    "tolk",
    Text(nl="Wilt u een tolk?", en="Would you like an interpreter?"),
    Text(
        nl="Schrijf dan welke taal, of gebarentaal. Leeg betekent: geen tolk.",
        en="If so, write which language, or sign language. Empty means: no interpreter.",
    ),
    longest=60,
)
_MESSAGE = Question(
    "bericht",
    Text(nl="Mogen wij een bericht achterlaten?", en="May we leave a message?"),
    Text(
        nl="Kiest u niets? Dan laten wij geen bericht achter.",
        en="If you choose nothing, we do not leave a message.",
    ),
    Shape.ONE,
    choices={YES: Text(nl="Ja", en="Yes"), NO: Text(nl="Nee", en="No")},
)
_SAFE = Question(
    "veilig",
    Text(
        nl="Wat mogen wij zeggen als iemand anders opneemt of opendoet?",
        en="What may we say when somebody else answers the phone or the door?",
    ),
    Text(
        nl="Vult u niets in? Dan zeggen wij niet waarvoor wij komen of bellen.",
        en="If you write nothing, we do not say what we come or call for.",
    ),
    Shape.LINES,
    longest=300,
    rows=2,
)
_ABOUT = Question(
    "waarover",
    Text(nl="Waar gaat het over?", en="What is it about?"),
    Text(
        nl="Dit hoeft niet. Een medewerker leest wat u schrijft. Wij bewaren het tot een maand na het contact.",
        en="This is optional. A worker reads what you write. We keep it until a month after the contact.",
    ),
    Shape.LINES,
    longest=LONGEST_WORDS,
    rows=5,
)

CALL = Form(
    "B1",
    Kind.CALL,
    Text(nl="Bel mij terug", en="Call me back"),
    Text(nl="Stel uw vraag aan een medewerker. Wij bellen u.", en="Ask a worker your question. We will call you."),
    (_NAME, _PHONE, _WHEN, _INTERPRETER, _MESSAGE, _SAFE, _ABOUT),
)
VISIT = Form(
    "B2",
    Kind.VISIT,
    Text(nl="Kom bij mij langs", en="Visit me"),
    Text(nl="Een medewerker komt naar u toe.", en="A worker comes to you."),
    (_NAME, _ADDRESS, _PHONE_TOO, _WHEN, _INTERPRETER, _MESSAGE, _SAFE, _ABOUT),
)
FORMS: Mapping[str, Form] = {form.code: form for form in (CALL, VISIT)}


def form_with(typed: str) -> Form | None:
    """The form with this code, as somebody typed it."""
    return FORMS.get(typed.strip().upper())


def form_of(kind: Kind) -> Form:
    return next(form for form in FORMS.values() if form.kind is kind)
