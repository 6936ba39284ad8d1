"""Does this technology fit this home and this person? Pure: values in, a judgement out.

The severest rule that applies decides. An unanswered fact behind a rule that could block or bind is asked first:
unknown is never taken as fine.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from maatwerk.foundation.content import Text
from maatwerk.knowledge.advice import Verdict
from maatwerk.knowledge.facts import Condition, holds, open_facts
from maatwerk.knowledge.facts.conditions import Facts
from maatwerk.knowledge.technology.catalogue import Effect, Rule, Technology

_UNWANTED = Rule(
    when=Condition(fact="wil_zelf", is_="nee"),
    effect=Effect.BLOCKS,
    reason=Text(
        nl="U wilt dit zelf niet. Dan adviseren wij het niet.",
        en="You do not want this yourself. Then we do not recommend it.",
    ),
)
_SOMEONE_ELSE_DECIDES = Rule(
    when=Condition(fact="kan_zelf_beslissen", is_="nee_vertegenwoordiger"),
    effect=Effect.UNLESS,
    reason=Text(
        nl="Dit apparaat handelt zelf of waarschuwt anderen. Iemand anders beslist nu over u.",
        en="This device acts by itself or alerts others. Someone else now decides for you.",
    ),
    remedy=Text(
        nl="Praat er eerst over met uw vertegenwoordiger en een zorgverlener. Wat u zelf wilt, telt.",
        en="Talk about it first with your representative and a care worker. What you want counts.",
    ),
)


def _beyond_privacy_limit(technology: Technology) -> Rule:
    everything = technology.privacy == 3
    return Rule(
        when=Condition(fact="privacy_grens", less_than=Decimal(technology.privacy)),
        effect=Effect.BLOCKS if everything else Effect.UNLESS,
        reason=Text(
            nl="Dit apparaat legt meer vast of geeft meer door dan u wilt.",
            en="This device records or passes on more than you want.",
        ),
        remedy=None
        if everything
        else Text(
            nl="Kies een lichtere oplossing, of zeg heel duidelijk dat u dit toch wilt.",
            en="Choose a lighter solution, or say very clearly that you want this after all.",
        ),
    )


def gates(technology: Technology) -> tuple[Rule, ...]:
    """The rules that hold for every product, whatever its own rules say: own will, privacy limit, who decides."""
    rules = [_UNWANTED]
    if technology.privacy:
        rules.append(_beyond_privacy_limit(technology))
    if technology.autonomy >= 2:
        rules.append(_SOMEONE_ELSE_DECIDES)
    return tuple(rules)


@dataclass(frozen=True)
class Judgement:
    """The verdict, the rules that applied, and the facts still needed, most decisive first."""

    verdict: Verdict
    applied: tuple[Rule, ...]
    questions: tuple[str, ...]


def judge(technology: Technology, facts: Facts) -> Judgement:
    """Weigh every rule of `technology` and every gate against `facts`."""
    own = tuple(rule for rule in technology.rules if holds(rule.when, facts))
    general = tuple(rule for rule in gates(technology) if holds(rule.when, facts))
    effects = {rule.effect for rule in (*own, *general)}
    # Where a product's own rule says it more exactly than a gate, the person reads only that.
    said = {rule.when.fact for rule in own}
    applied = (*own, *(rule for rule in general if rule.when.fact not in said))
    if Effect.BLOCKS in effects:
        return Judgement(Verdict.DOES_NOT_FIT, applied, ())
    # The gates are not put as questions of their own: nobody is asked "do you want this?" about a lamp. What a
    # product's own rules ask may cover the same facts, and then it is asked.
    questions = tuple(
        dict.fromkeys(
            fact
            for effect in (Effect.BLOCKS, Effect.UNLESS)
            for rule in technology.rules
            if rule.effect is effect
            for fact in open_facts(rule.when, facts)
        )
    )
    if questions:
        verdict = Verdict.UNSURE
    elif Effect.UNLESS in effects:
        verdict = Verdict.FITS_IF
    else:
        verdict = Verdict.FITS
    return Judgement(verdict, applied, questions)
