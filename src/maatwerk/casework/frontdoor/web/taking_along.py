"""The answer on paper, to take along: what was asked and heard, who helps now, and the best suggestions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from maatwerk.casework.frontdoor.door import LONGEST_QUESTION, Answer, FrontDoor, Question
from maatwerk.casework.frontdoor.shown import MOST_SHOWN, in_sight, understood
from maatwerk.casework.frontdoor.web.amounts import in_words
from maatwerk.casework.frontdoor.web.asked import known_facts
from maatwerk.casework.frontdoor.web.cards import card_of
from maatwerk.foundation.content import Text
from maatwerk.foundation.documents.letters import Bullets, Heading, Letter, Numbered, Paragraph, Part
from maatwerk.foundation.documents.wording import drawable
from maatwerk.foundation.ui.municipality import Municipality
from maatwerk.knowledge.advice import Suggestion, Verdict


def answer_on_paper(
    question: Question, answer: Answer, door: FrontDoor, municipality: Municipality, on: date
) -> Letter:
    """The letter, for `write_letter`, in the language that is active; `on` is the day on which it is made."""
    body = (*_asked(question, answer, door), *_help_now(answer, door), *_best(answer, question.near), *_last())
    return Letter(_("Dit kan u helpen"), (), body, on, _language())


def _asked(question: Question, answer: Answer, door: FrontDoor) -> Iterator[Part]:
    if question.text:
        # People type signs that no font of ours has; the rest of what they wrote is still theirs to take along.
        words = drawable(question.text[:LONGEST_QUESTION], _("[tekens die wij niet kunnen afdrukken]"))
        yield Paragraph(f"{_('U vroeg:')} ‘{words}’")
    needs = understood(question, answer)
    yield Paragraph(_("Misschien gaat het over:") if needs.choices else _("Wij hoorden:"))
    yield Bullets(tuple(_in(need.text) for need in needs.said))
    kept = {key: value for key, value in (question.facts or {}).items() if not door.dictionary[key.fact].never_kept}
    if known := known_facts(replace(question, facts=kept), door.dictionary):
        yield Paragraph(_("Dit vertelde u:"))
        yield Bullets(tuple(f"{_in(asked)} {_in(given)}" for _id, asked, given in known))


def _help_now(answer: Answer, door: FrontDoor) -> Iterator[Part]:
    """What was urgent in the question, or else the numbers that stand on every page."""
    if answer.urgent_help:
        yield Heading(_("Hier kunt u nu terecht") if answer.urgent else _("Is het dringend?"))
        lines = [(_in(help_.name), help_.phone, _in(help_.explanation)) for help_ in answer.urgent_help]
        yield Bullets(tuple(f"{' '.join(filter(None, [name, phone]))}. {told}" for name, phone, told in lines))
    else:
        yield Heading(_("Nu hulp nodig?"))
        numbers = [(service.in_short or service.name, service.phone) for service in door.first_numbers]
        yield Bullets(tuple(f"{_in(name)}: {phone}" for name, phone in numbers))


def _best(answer: Answer, near: str) -> Iterator[Part]:
    possible = [one for one in in_sight(answer) if one.verdict is not Verdict.DOES_NOT_FIT]
    for number, suggestion in enumerate(possible[:MOST_SHOWN], start=1):
        yield from _suggestion(number, suggestion, near)
    if len(possible) > MOST_SHOWN:
        yield Paragraph(_("Er is nog meer dat kan helpen. Bel ons, dan kijken wij samen verder."))
    elif not possible:
        yield Paragraph(_("Hier hebben wij nog niets voor gevonden. Bel ons, dan zoeken wij samen verder."))


def _suggestion(number: int, one: Suggestion, near: str) -> Iterator[Part]:
    card, step = card_of(one, near), one.next_step
    yield Heading(f"{number}. {_in(one.title)}")
    yield Paragraph(f"{card['kind']}. {card['verdict']}.\n{_in(one.summary)}")
    if one.amount:
        yield Paragraph(in_words(one.amount))
    if one.reasons:
        yield Bullets(tuple(map(_in, one.reasons)))
    if card["distance"]:
        yield Paragraph(f"{card['distance']}.")
    if one.costs:
        yield Paragraph(f"{_('Kosten:')} {_in(one.costs)}")
    if one.reasons_against:
        yield Paragraph(f"{_('Let op')}:")
        yield Bullets(tuple(map(_in, one.reasons_against)))
    if one.steps:
        yield Paragraph(f"{_('Stap voor stap')}:")
        yield Numbered(tuple(map(_in, one.steps)))
    ways = [_in(card["step"])] if card["step"] else []
    if one.phone:
        ways.append(_("Bel %(phone)s") % {"phone": one.phone})
    if step.digital:
        ways.append(f"{_in(step.digital)} {step.url or ''}".strip())
    yield Paragraph("\n".join([f"{_('Wat u kunt doen')}:", *ways]))
    yield Paragraph(_source(one))


def _source(one: Suggestion) -> str:
    told = f"{_('Bron:')} {one.source_url or one.source}, {date_format(one.checked_on, 'j F Y')}."
    return told if one.is_certain else f"{told} {_('Nog niet nagekeken door een deskundige of de organisatie zelf.')}"


def _last() -> Iterator[Part]:
    yield Heading(_("Dit papier is van u"))
    yield Paragraph(_("Wij bewaren niets. Ook uw vraag niet. U kiest zelf wie dit mag lezen."))


def _language() -> str:
    return get_language() or "nl"


def _in(text: Text) -> str:
    return text.in_(_language())
