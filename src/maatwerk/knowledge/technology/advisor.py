"""Home technology for the needs that were heard."""

from __future__ import annotations

from collections.abc import Mapping

from maatwerk.foundation.content import Text
from maatwerk.knowledge.advice import (
    Kind,
    NextStep,
    Port,
    Question,
    Situation,
    Suggestion,
    Verdict,
    helps_with,
    wanted_needs,
)
from maatwerk.knowledge.facts import Dictionary, FactKey
from maatwerk.knowledge.technology.catalogue import COMPILED_ON, Effect, Technology
from maatwerk.knowledge.technology.rules import judge

# Where an item can be borrowed now, as one sentence; a lending centre answers. Asked with the id of the technology.
BORROWING: Port[str, Text] = Port("lenen")

_TRY_FIRST = Text(
    nl="Vraag uw gemeente of u dit eerst kunt lenen. Dan merkt u of het bij u past.",
    en="Ask your municipality whether you can borrow this first. Then you notice whether it suits you.",
)
_ASK_ADVICE = Text(
    nl="Bel uw gemeente en vraag om advies over hulpmiddelen thuis.",
    en="Call your municipality and ask for advice about aids at home.",
)
_SOURCE = "Catalogus Thuis Technologie Verkenner"


class TechnologyAdvisor:
    """Suggests every technology that is made for a heard need, each with its verdict for this home and person."""

    def __init__(self, technologies: Mapping[str, Technology], dictionary: Dictionary) -> None:
        self._technologies = technologies
        self._dictionary = dictionary

    def suggest(self, situation: Situation) -> list[Suggestion]:
        wanted, heard = wanted_needs(situation), {heard.need.id for heard in situation.needs}
        return [
            self._suggestion(id_, technology, situation)
            for id_, technology in self._technologies.items()
            if wanted.intersection(technology.needs) or heard.intersection(technology.also_needs)
        ]

    def _suggestion(self, id_: str, technology: Technology, situation: Situation) -> Suggestion:
        judgement = judge(technology, situation.facts)
        against = []
        for rule in judgement.applied:
            against.append(rule.reason)
            if rule.remedy and rule.effect is not Effect.WARNS:
                against.append(rule.remedy)
        if technology.note:
            against.append(technology.note)
        serves = (*technology.needs, *technology.also_needs)
        reasons = (helps_with(situation, serves), *self._reasons(technology, judgement.verdict), BORROWING.ask(id_))
        return Suggestion(
            kind=Kind.TECHNOLOGY,
            id=id_,
            title=technology.name,
            summary=technology.summary,
            verdict=judgement.verdict,
            serves=technology.needs,
            also_serves=technology.also_needs,
            burden=max(technology.privacy, technology.autonomy),
            next_step=NextStep(_ASK_ADVICE if technology.lendable == "nee" else _TRY_FIRST),
            source=_SOURCE,
            checked_on=COMPILED_ON,
            is_certain=False,  # no occupational therapist has looked at the rules yet
            reasons=tuple(reason for reason in reasons if reason),
            reasons_against=tuple(against),
            questions=tuple(
                Question(key, self._dictionary.question(key)) for key in map(FactKey.parse, judgement.questions)
            ),
            costs=_costs(technology),
        )

    def _reasons(self, technology: Technology, verdict: Verdict) -> list[Text]:
        reasons = []
        if verdict is Verdict.FITS:
            reasons.append(
                Text(nl="Dit past bij wat u vertelde over uw huis en uzelf.", en="This fits what you told us.")
            )
        if technology.privacy == 0:
            reasons.append(
                Text(nl="Het legt niets over u vast.", en="It records nothing about you."),
            )
        return reasons


def _costs(technology: Technology) -> Text:
    low, high = technology.price
    return Text(
        nl=f"Meestal tussen €\N{NO-BREAK SPACE}{low} en €\N{NO-BREAK SPACE}{high}.",
        en=f"Usually between €\N{NO-BREAK SPACE}{low} and €\N{NO-BREAK SPACE}{high}.",
    )
