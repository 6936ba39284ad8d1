"""What the law and the choices of this project say about who may see what, told a second time in plain Python.

Written from the articles and the issue, not from the policies, so that a mistake in the policies or in how they are
carried out is a difference. It knows nothing of the database: a history is a handful of values.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from zoneinfo import ZoneInfo

HERE = ZoneInfo("Europe/Amsterdam")
MONEY = {"geld", "werk"}
CARE = {"zorg", "gezondheid"}
HIDDEN = {"schuiladres", "melder", "geweld"}


@dataclass(frozen=True)
class Span:
    """From `start` until, but not at, `end`; over at once when it was cut short."""

    start: datetime
    end: datetime
    cut: datetime | None = None

    def holds(self, now: datetime) -> bool:
        return self.start <= now < self.end and (self.cut is None or now < self.cut)


@dataclass(frozen=True)
class Thing:
    """An entry: who answers for it, and what it is."""

    controller: str
    purpose: str
    category: str
    secrecy: str


@dataclass
class History:
    """Everything that happened around one resident, and one entry about them."""

    ref: str
    municipality: str
    born: date | None
    died: date | None
    thing: Thing
    involved: list[tuple[str, str, Span]] = field(default_factory=list)  # who, purpose
    consents: list[tuple[str, str, str, bool, Span]] = field(
        default_factory=list
    )  # organisation, purpose, category, only that
    lifted: list[tuple[str, str, str, str, Span]] = field(default_factory=list)  # to, holder, purpose, category
    opened: list[tuple[str, Span]] = field(default_factory=list)  # organisation
    withheld: list[tuple[str, Span]] = field(default_factory=list)  # from whom
    stands: list[tuple[str, str, str, bool, Span]] = field(default_factory=list)  # who, standing, scope, looks
    emergencies: list[tuple[str, Span]] = field(default_factory=list)  # who
    restricted: list[Span] = field(default_factory=list)
    judged: list[tuple[str, Span]] = field(default_factory=list)  # that they cannot decide now: purpose
    refused: list[tuple[str, Span]] = field(default_factory=list)  # to whom they said no
    asked: list[tuple[str, Span]] = field(default_factory=list)  # who answers, from the question until the answer


@dataclass(frozen=True)
class Looker:
    """A worker or a resident. `tasks` are (purpose, from, until) of their organisation; `answers` is whether they
    answer what residents ask about their data, `watches` whether they watch over privacy."""

    ref: str
    municipality: str
    organisation: str = ""
    hats: frozenset[str] = frozenset()
    tasks: tuple[tuple[str, Span], ...] = ()
    born: date | None = None
    strength: int = 0
    answers: bool = False
    watches: bool = False

    @property
    def works(self) -> bool:
        return bool(self.organisation)


def age(born: date, day: date) -> int:
    """Whole years; somebody born on 29 February grows a year older on 1 March of other years."""
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def younger(born: date | None, years: int, now: datetime) -> bool:
    return born is not None and age(born, now.astimezone(HERE).date()) < years


# Purpose → categories that belong to the task (a small register, that of the test).
TASKS: dict[str, set[str]] = {
    "wmo": {"identiteit", "contact", "zorg", "gezondheid", "verhaal"},
    "schuldhulp": {"identiteit", "contact", "geld", "werk", "verhaal"},
    "jeugdhulp": {"identiteit", "contact", "zorg", "gezin", "verhaal"},
    "veiligheid": {"identiteit", "contact", "schuiladres", "melder", "geweld", "gezin"},
}
# What may be seen of a task only when the resident agrees, and what goes with an emergency.
WITH_CONSENT: dict[str, set[str]] = {"wmo": {"geld", "gezin"}, "schuldhulp": {"zorg", "gezondheid"}}
EMERGENCY = {"identiteit", "contact", "gezondheid", "zorg"}
# What was collected for one purpose and may serve another: (purpose, origin) → categories.
REUSE: dict[tuple[str, str], set[str]] = {("jeugdhulp", "wmo"): {"contact"}}
# What goes on for what is restricted: a claim, another's rights, great danger; and who stands for the resident.
DESPITE = {"rechten", "veiligheid", "noodgeval", "vertegenwoordiging"}
LIGHT = {"contact"}
WHO_ASKS = {"identiteit", "contact", "veilig_contact"}
OF_ADULTS = {"curator", "mentor", "bewindvoerder", "wsnp_bewindvoerder"}
SENSITIVE = {"gezondheid", "zorg", "melder", "geweld", "gezin"}


def level(history: History, looker: Looker, purpose: str, now: datetime) -> str:
    """niets, dat or wat."""
    if _forbidden(history, looker, purpose, now):
        return "niets"
    if _permitted(history, looker, purpose, now):
        return "dat" if _only_kept(history, looker, purpose, now) else "wat"
    return "dat" if looker.works and _only_that(history, looker, purpose, now) else "niets"


def _only_kept(history: History, looker: Looker, purpose: str, now: datetime) -> bool:
    """AVG art. 18 lid 2: what is restricted is kept, and used with consent, for a claim, for another's rights or for a
    weighty public interest only. Whoever stands for the resident is no other; and to know how contact is safe protects
    them. A yes from before somebody said "do not use it" is none."""
    since = [span.start for span in history.restricted if span.holds(now)]
    if not since or not looker.works or purpose in DESPITE or history.thing.category == "veilig_contact":
        return False
    return not any(
        (organisation, what, category) == (looker.organisation, purpose, history.thing.category)
        and not only_that
        and span.holds(now)
        and span.start >= max(since)
        for organisation, what, category, only_that, span in history.consents
    )


def _permitted(history: History, looker: Looker, purpose: str, now: datetime) -> bool:
    if purpose == "inzage":
        return not looker.works and _own(history, looker, now)
    if purpose == "vertegenwoordiging":
        return _stands(history, looker, now)
    if purpose in {"rechten", "toezicht"}:
        return looker.works and _about_a_question(history, looker, purpose, now)
    return looker.works and (
        _task(history, looker, purpose, now)
        or _consent(history, looker, purpose, now)
        or _opened(history, looker, purpose, now)
        or _emergency(history, looker, purpose, now)
    )


def _own(history: History, looker: Looker, now: datetime) -> bool:
    """AVG art. 15; Jeugdwet art. 7.3.10: from 12 years on. Special categories ask for more, light ones for less."""
    if history.ref != looker.ref or younger(looker.born, 12, now):
        return False
    enough = 3 if history.thing.category in SENSITIVE else 1 if history.thing.category in LIGHT else 2
    return looker.strength >= enough


IN_THE_ROW = ["gemachtigde", "levenspartner", "naaste_familie"]
ONLY_THEN = {"levenspartner", "naaste_familie"}
WRITTEN_FOR = "wmo"  # what everybody who stands for somebody was written down for, in this test


def stands_in(history: History, looker: Looker, now: datetime) -> bool:
    """BW 7:465 lid 3, Wmo 2015 art. 1.1.1: of an adult who cannot decide on this matter now, without curator or mentor,
    who was authorised; else husband, wife or partner; else parent, child, brother, sister, grandparent, grandchild."""
    if looker.works or younger(history.born, 18, now):
        return False
    if any(who == looker.ref and span.holds(now) for who, span in history.refused):
        return False
    if not any(purpose == WRITTEN_FOR and span.holds(now) for purpose, span in history.judged):
        return False
    for_care = [(who, standing, span) for who, standing, scope, _looks, span in history.stands if scope != "geld"]
    if any(standing in ("curator", "mentor") and span.start <= now < span.end for _who, standing, span in for_care):
        return False
    acting = [(who, standing) for who, standing, span in for_care if span.holds(now)]
    turn = next((each for each in IN_THE_ROW if each in {standing for _who, standing in acting}), "")
    thing = history.thing
    matter = thing.category == "identiteit" or (thing.category in CARE and thing.purpose == WRITTEN_FOR)
    return turn in ONLY_THEN and (looker.ref, turn) in acting and matter


def _stands(history: History, looker: Looker, now: datetime) -> bool:
    """BW 1:245, 1:247, 1:253i (custody), 1:381, 1:441, 1:453 (protection of adults), 7:450, 7:465; Jeugdwet 7.3.4."""
    if not looker.works and looker.strength < 3:
        return False
    today = now.astimezone(HERE).date()
    if history.died is not None and history.died <= today:
        return False
    return stands_in(history, looker, now) or any(
        who == looker.ref and span.holds(now) and _opens(history, standing, scope, looks, now)
        for who, standing, scope, looks, span in history.stands
    )


def _opens(history: History, standing: str, scope: str, looks: bool, now: datetime) -> bool:
    """Whether this standing, while it lasts, opens this category."""
    category = history.thing.category
    if standing in ("ouder_met_gezag", "voogd"):
        return younger(history.born, 16, now) or (younger(history.born, 18, now) and category in MONEY)
    if standing in {"ouder_zonder_gezag"} | ONLY_THEN or not looks:
        return False
    if standing in OF_ADULTS and younger(history.born, 18, now):
        return False
    money = category in MONEY and scope in ("geld", "beide") and standing != "mentor"
    care = category in CARE and scope in ("zorg", "beide")
    return money or (care and standing not in ("bewindvoerder", "wsnp_bewindvoerder"))


def _about_a_question(history: History, looker: Looker, purpose: str, now: datetime) -> bool:
    """AVG art. 12 lid 3 and 6: the organisation that was asked answers, and knows until then who asks and how to reach
    them, nothing else. Art. 38 lid 4, 39 lid 1 onder b: who watches over privacy sees what was asked, not by whom."""
    asked = history.thing.purpose == "rechten"
    if purpose == "toezicht":
        return looker.watches and asked
    waits = any(who == looker.organisation and span.holds(now) for who, span in history.asked)
    theirs = asked and history.thing.controller == looker.organisation
    return looker.answers and (theirs or (waits and history.thing.category in WHO_ASKS))


def _involved(history: History, looker: Looker, purpose: str, now: datetime) -> bool:
    return any(who in looker.hats and what == purpose and span.holds(now) for who, what, span in history.involved)


def _has_task(looker: Looker, purpose: str, now: datetime) -> bool:
    return any(what == purpose and span.holds(now) for what, span in looker.tasks)


def _task(history: History, looker: Looker, purpose: str, now: datetime) -> bool:
    """AVG art. 5 lid 1 onder b: for what it was collected for, or for what a law names."""
    if not _involved(history, looker, purpose, now) or not _has_task(looker, purpose, now):
        return False
    thing = history.thing
    if thing.category == "identiteit":
        return "identiteit" in TASKS.get(purpose, ())
    if thing.controller != looker.organisation:
        return False
    if thing.purpose == purpose:
        return thing.category in TASKS.get(purpose, ())
    return thing.category in REUSE.get((purpose, thing.purpose), ())


def _consent(history: History, looker: Looker, purpose: str, now: datetime, that: bool = False) -> bool:
    return (
        _involved(history, looker, purpose, now)
        and _has_task(looker, purpose, now)
        and _if_agreed(history, purpose)
        and any(
            organisation == looker.organisation
            and what == purpose
            and category == history.thing.category
            and (that or not only_that)
            and span.holds(now)
            for organisation, what, category, only_that, span in history.consents
        )
    )


def _emergency(history: History, looker: Looker, purpose: str, now: datetime) -> bool:
    return (
        purpose == "noodgeval"
        and history.thing.category in EMERGENCY
        and any(who == looker.ref and span.holds(now) for who, span in history.emergencies)
    )


def _if_agreed(history: History, purpose: str) -> bool:
    """What the resident may agree to: what goes with the task, and what the register names besides."""
    return history.thing.category in TASKS.get(purpose, set()) | WITH_CONSENT.get(purpose, set())


def _only_that(history: History, looker: Looker, purpose: str, now: datetime) -> bool:
    return _consent(history, looker, purpose, now, that=True)


def _opened(history: History, looker: Looker, purpose: str, now: datetime) -> bool:
    return (
        _involved(history, looker, purpose, now)
        and _has_task(looker, purpose, now)
        and _if_agreed(history, purpose)
        and any(organisation == looker.organisation and span.holds(now) for organisation, span in history.opened)
    )


def _forbidden(history: History, looker: Looker, purpose: str, now: datetime) -> bool:
    thing = history.thing
    if history.municipality != looker.municipality:
        return True
    if any(who == looker.ref and span.holds(now) for who, span in history.withheld):
        return True
    safety = looker.works and purpose == "veiligheid"
    if thing.category in HIDDEN and history.ref != looker.ref and not safety:
        return True
    if thing.category == "melder" and not safety:
        return True
    # Wmo 2015 art. 5.3.1: whoever looks for another reason may be the danger, and is not told that safety is worked on.
    own = purpose == "inzage" and history.ref == looker.ref
    if thing.purpose == "veiligheid" and purpose != "veiligheid" and not own and thing.category != "identiteit":
        return True
    # BW 7:457, Jeugdwet 7.3.11: the secrecy of another organisation, unless the resident lifted it.
    return (
        looker.works
        and purpose != "vertegenwoordiging"
        and thing.secrecy != "ambtelijk"
        and thing.controller != looker.organisation
        and not any(
            (to, holder, what, category) == (looker.organisation, thing.controller, purpose, thing.category)
            and span.holds(now)
            for to, holder, what, category, span in history.lifted
        )
    )
