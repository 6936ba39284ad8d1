"""Reading the dictionary from its files, and what no layer of content may do to it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from maatwerk.foundation.content import Place, Text, load_collection
from maatwerk.knowledge.facts.dictionary import Fact

_ID = re.compile(r"[a-z][a-z0-9_]*")

# What is never asked (door 5 of docs/architecture.md): nationality, birthplace, ethnicity, religion. Language may be
# asked for contact only; which language is no word of this list.
FORBIDDEN = re.compile(
    r"nationalit|staatsburger|citizenship|geboorteland|geboorteplaats|land van herkomst|birth ?place|place of birth"
    r"|country of (?:birth|origin)|waar bent u geboren|where were you born|etnisch|etnicit|ethnic|afkomst"
    r"|migratieachter|allochto|autochto|\bras\b|\brace\b|\bracial|huidskleur|skin colou?r|religi|geloof|geloven|\bfaith"
    r"|godsdienst|levensbeschouw|\bkerk|\bchurch|moskee|mosque|moslim|muslim|islam|christen|christian|joods|jewish"
    r"|hindoe|hindu"
)


def load_facts(place: Place) -> dict[str, Fact]:
    """Every fact by its id. Raises ContentError, also for a fact about what is never asked."""
    return load_collection(place, Fact, _check, _weaker)


def forbidden_words(id_: str, fact: Fact) -> list[str]:
    """What in a fact asks for something that is never asked."""
    words = [id_.replace("_", " "), *_words(fact)]
    return [found.group() for word in words for found in FORBIDDEN.finditer(word.lower())]


def _words(fact: Fact) -> Iterator[str]:
    texts: list[Text | None] = [fact.question, fact.explanation, fact.measure, *fact.options.values()]
    for text in filter(None, texts):
        yield from (text.nl, text.en)
    yield from (option.replace("_", " ") for option in fact.options)


def _check(fact: Fact, facts: Mapping[str, Fact]) -> list[tuple[str, str]]:
    id_ = next(id_ for id_, each in facts.items() if each is fact)
    wrong = [] if _ID.fullmatch(id_) else [("", "an id is written in lower case, with _ between words and no dot")]
    return wrong + [("", f"this asks for what is never asked: '{word}'") for word in forbidden_words(id_, fact)]


def _weaker(below: Fact, above: Fact) -> list[str]:
    """A later layer may say things more plainly, but not ask for more purposes or protect a fact less."""
    told = ["'alleen_contact' is gone"] if below.contact_only and not above.contact_only else []
    told += ["'gevoelig' is gone"] if below.sensitive and not above.sensitive else []
    told += ["'niet_bewaren' is gone"] if below.never_kept and not above.never_kept else []
    more = sorted(set(above.purposes) - set(below.purposes))
    return told + ([f"'doelen' is wider by {', '.join(more)}"] if more else [])
