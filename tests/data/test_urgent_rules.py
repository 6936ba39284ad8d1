"""The urgent rules against lines of danger and lines that only look like it."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from maatwerk.casework.frontdoor.door import FrontDoor, Question
from maatwerk.foundation.ui.municipality import Municipality
from maatwerk.knowledge.needs import Level, UrgentRules, load_needs, load_urgent_rules
from maatwerk.knowledge.needs.engine.urgent import PatternError, UrgentRule, normalise
from maatwerk.site import registry
from maatwerk.site.home import CONTENT
from tests.conftest import TODAY

ENTRIES = load_urgent_rules(CONTENT / "urgent")
RULES = UrgentRules(entry.rule(id_) for id_, entry in ENTRIES.items())
LINES = yaml.safe_load((CONTENT / "evaluation/urgent.yaml").read_text(encoding="utf-8"))


def fires(line: str) -> bool:
    """Whether a rule raises an alarm; a calm one offers somebody to talk to, which is none."""
    return any(hit.rule.level is not Level.CALM for hit in RULES.hits(line))


@pytest.mark.parametrize("rule", ENTRIES)
def test_every_example_of_danger_is_heard(rule: str) -> None:
    assert [line for line in ENTRIES[rule].examples.all() if not RULES.hits(line)] == []


@pytest.mark.parametrize("rule", ENTRIES)
def test_no_near_miss_raises_an_alarm_nor_sets_off_its_own_rule(rule: str) -> None:
    lines = ENTRIES[rule].near_misses.all()
    assert [line for line in lines if fires(line) or rule in {hit.rule.id for hit in RULES.hits(line)}] == []


# Lines of another writer. The rules were repaired on the half "werk"; nobody who wrote rules has seen the half "slot",
# which is what tells how they do on new people. The floors stand a little under what was reached on 22 November 2026:
# werk 1.00 / 1.00 / 0.00, slot 0.77 / 0.10 / 0.12 (outright / indirect / ordinary). Rules are too literal to carry this
# alone, so what counts is a rule or a calm line: slot 0.95 outright, 0.77 indirect.
FLOORS = {"werk": {"direct": 0.97, "indirect": 0.9}, "slot": {"direct": 0.73, "indirect": 0.06}}
CEILINGS = {"werk": 0.01, "slot": 0.15}
FLOORS_WITH_CALM_LINE = {"direct": 0.91, "indirect": 0.7}


def share(lines: list[str]) -> float:
    return sum(map(fires, lines)) / len(lines)


@pytest.mark.parametrize("half", ["werk", "slot"])
@pytest.mark.parametrize("how", ["direct", "indirect"])
def test_danger_in_other_voices_is_heard_by_a_rule(half: str, how: str) -> None:
    assert share(LINES[half][how]) >= FLOORS[half][how]


@pytest.mark.parametrize("half", ["werk", "slot"])
@pytest.mark.parametrize("how", ["direct", "indirect"])
def test_danger_in_other_voices_is_heard_by_a_rule_or_gets_a_calm_line(door: FrontDoor, half: str, how: str) -> None:
    municipality = Municipality("duinstad", registry.demo_municipalities()["duinstad"])
    helped = [door.answer(Question(line), municipality, TODAY).urgent_help for line in LINES[half][how]]
    assert sum(map(bool, helped)) / len(helped) >= FLOORS_WITH_CALM_LINE[how]


@pytest.mark.parametrize("half", ["werk", "slot"])
def test_ordinary_questions_seldom_raise_an_alarm(half: str) -> None:
    assert share(LINES[half]["gewoon"]) <= CEILINGS[half]


def test_the_evaluation_set_of_the_needs_list(shared: Path) -> None:
    lines = yaml.safe_load((shared / "data/needs/evaluation.yaml").read_text(encoding="utf-8"))["urgent"]
    missed = [line["text"] for line in lines if line["urgent"] and not fires(line["text"])]
    false = [line["text"] for line in lines if not line["urgent"] and fires(line["text"])]
    assert len(missed) <= 6
    assert len(false) <= 6


@pytest.mark.parametrize(
    "line",
    [
        "113 euro te weinig",
        "mijn telefoon is dood",
        "ik verveel me dood",
        "mijn huisnummer is 112",
        "1130 euro huur",
        "",
    ],
)
def test_these_never_raise_an_alarm(line: str) -> None:
    assert not fires(line)


def test_an_exception_cancels_only_the_words_it_covers() -> None:
    assert not fires("ik verveel me dood")
    assert fires("ik verveel me dood en ik wil dood")


@pytest.mark.parametrize(
    "line",
    [
        "hij slaat me en knijpt mijn keel dicht",
        "ik bel de gemeente mijn man bedreigt mij",
        "mijn man slaat mij, hulp van de gemeente?",
        "ik ben mijn baan kwijt en word bedreigd",
        "hij gooit mij van de trap naar beneden",
        "hij smeet de tv naar mij ik heb een blauw oog",
        "school belde mijn zoon reageert niet",
        "ik belde hulp mijn man is weggevallen",
        "ik wil mij aan de lamp ophangen",
        "ik wil bij mij thuis mezelf ophangen",
        "I want to die I am at home alone",
        "politie kom mijn deur is opengebroken",
        "hij heeft een scherp mes getrokken",
        "he has a kitchen knife",
        "hij volgt mij naar school",
        "hij volgt mij op straat",
        "sinds een uur is er brand",
        "ze gaan het gas eraf halen",
        "ze sluiten ons van het gas af",
        "door schulden dakloos en kan nergens heen",
        "zij heeft haar telefoon uit en is vermist",
        "mijn zoon is vermist in het bos",
        "ik ben mijn vader kwijt sinds vanmiddag",
        "mijn zoon is met de hond weggelopen",
        "ik ben met drugs misbruikt",
        "waarom slaat mijn man mij dit is huiselijk geweld",
        "de deur is open ik ben niet veilig",
        "help me to get away from him",
        "kan iemand de politie bellen hij slaat haar",
        "ik ben overvallen door twee mannen",
        "de kinderen gaan met honger naar bed",
        "mijn dochter is uit het raam gesprongen",
    ],
)
def test_an_exception_does_not_reach_over_what_somebody_else_does(line: str) -> None:
    assert fires(line)


# Danger told outright, with the rule that has to hear it. Many stand beside words of an exception, which may not reach
# them.
OUTRIGHT = {
    "zelfmoord": [
        "als student denk ik steeds aan zelfmoord", "door de huur wil ik alles beeindigen",
        "ik heb mijn pillen veilig bewaard voor het moment", "ik pak mijn fiets en ga op het spoor liggen",
        "k wil nie meer leve", "ik ga onder de trein liggen", "ben er klaar mee ga nu me leven beindigen",
        "van mij hoeft dit leven niet meer", "het is mooi geweest met mijn leven", "mijn leven is hopeloos",
        "ik ben bang dat ik mezelf wat aandoe", "ik zet er een punt achter, achter mijn leven",
        "kheb 40 paracetamol hier liggen en ik ga ze innemen", "ik wil alles beeindigen",
    ],
    "zelfmoord_ander": ["my friend texted me goodbye and said he will jump"],
    "zelfbeschadiging": ["mn kind verbrandt zichzelf met een aansteker", "ik kras mijn polsen met een passer"],
    "geweld_thuis": [
        "mijn hond en ik worden mishandeld door mijn man", "mijn man heeft mij opgesloten en ik kan niet lopen",
        "mijn vader gaf mij een blauw oog na voetbal",
        "hij mishandelt mij en de hond", "ik werk bij veilig thuis maar word zelf geslagen",
        "mijn man sloot mij op in de slaapkamer", "mijn vrouw gooit pannen naar mijn hoofd",
        "hij heeft mij gisteren tegen de grond gegooid en geschopt", "Mijn echtgenoot tuchtigt mij sinds jaren",
        "blauwe plekken op haar armen van haar vriend", "mijn man is agressief geweest tegen mij",
        "ik ben doodsbang voor mijn man", "hij controleert al mijn bonnetjes en slaat",
    ],
    "in_gevaar": ["stuur politie nu", "112 112 help"],
    "bedreiging_wapen": [
        "jongens staan voor me deur en zeggen dat ze me gaan doodschieten", "hij perst mij af",
        "mijn zoon maakt een bom op zijn kamer", "jongens met messen staan te vechten op het plein",
        "ik ben ingesloten door drie mannen", "hij volgt me naar huis en op instagram",
        "my ex says he will burn my house down", "hij zegt dat hij morgen de school gaat opblazen",
    ],
    "brand_gas": ["er is een gaslek en het is nog niet gerepareerd", "explosie in onze straat"],
    "medisch_nood": [
        "hij ligt op de grond en zakt weg", "mijn vader had gisteren een delier maar nu is het erger",
        "opa viel van de ladder en bloedt uit zijn oor", "mijn man is ingestort en ik voel geen hartslag",
        "mijn vader heeft een hartaanval van de schrik", "my father had a stroke just now",
        "ik heb de hele nacht gebloed en ben duizelig",
    ],
    "vergiftiging": ["mijn zoontje dronk schoonmaakmiddel", "he drank antifreeze"],
    "geen_eten": [
        "ik heb geen eten en kan niet naar de winkel",
        "Baby heeft geen melkpoeder meer en ik kan het niet kopen", "we eten al twee dagen niks",
        "mijn kinderen gaan zonder ontbijt naar school omdat het geld op is",
    ],
    "geen_slaapplek": ["mijn kinderen en ik staan op straat", "ik slaap op een matras op straat"],
    "uithuiszetting": ["rechter heeft gezegd dat wij binnen 14 dagen uit de woning moeten"],
    "afsluiting": ["ik ben verhuisd en ze hebben de stroom afgesloten wegens schuld"],
    "deurwaarder": [
        "vroeger kwam de deurwaarder en morgen komt hij weer",
        "twee jaar geleden schulden gemaakt en nu staat de deurwaarder op de stoep",
    ],
    "geen_medicijn": ["me puf is leeg en ik ben benauwd"],
    "kind_onveilig": [
        "een baby zit alleen in de auto bij de school",
        "mijn ex raakt ons dochtertje aan op plekken waar het niet mag",
        "leerling vertelt dat hij thuis met de riem krijgt", "the neighbours leave their baby alone all night",
        "er ligt een baby alleen in een auto in de zon", "als docent vermoed ik kindermishandeling bij een leerling",
    ],
    "kind_vertelt": ["papa heeft mama pijn gedaan en ik zit op mijn kamer"],
    "ouderenmishandeling": ["de thuishulp steelt geld van mijn oma"],
    "seksueel_geweld": [
        "mijn baas zit aan mij en ik wil het niet", "er is misbruik van mijn dochter gemaakt op de parkeerplaats",
        "een man heeft me in mijn kruis gegrepen in de trein", "mijn vriend heeft seks met mij als ik slaap",
    ],
    "stalking": [
        "mijn ex heeft een gps tracker in mijn tas gestopt mijn vader vond hem",
        "mijn ex staat elke avond voor mijn raam", "ik word achtervolgd door een man in een zwarte auto",
    ],
    "uitbuiting": ["ik moet elke nacht in een club werken", "ik word uitgebuit in de kassen"],
    "vermist": ["mijn oude vader is spoorloos", "mijn vader met alzheimer is buiten en niet te vinden"],
    "verward_gevaar": ["stemmen geven mij de opdracht om hem te doden", "vrouw loopt verward over het spoor"],
    "zelf_agressief": ["ik word zo boos dat ik haar sla", "ik heb een mes bij me en ga mijn man steken"],
}  # fmt: skip


@pytest.mark.parametrize(("rule", "line"), [(rule, line) for rule, lines in OUTRIGHT.items() for line in lines])
def test_danger_told_outright_is_heard_by_its_rule(rule: str, line: str) -> None:
    assert rule in {hit.rule.id for hit in RULES.hits(line)}


# Ordinary questions in which a word stands that a rule looks for.
ORDINARY = [
    "mijn man krijgt aow en ik nog niet",
    "mag ik mijn cursus afmaken als ik bijstand krijg",
    "hoera ik heb een woning, hoe vraag ik inrichtingskosten aan",
    "wie isoleert mijn dak en is er subsidie",
    "wij volgen nu samen taalles",
    "ik wil mezelf iets nieuws leren",
    "paspoort nodig voor mijn nieuwe werk",
    "deze zomer trouwen wij, wat kost een trouwambtenaar",
    "de buitenschoolse opvang is vol",
    "de kinderen wennen eraan dat we verhuizen",
    "moet ik snel zijn met de aanvraag energietoeslag",
    "welke club kan ik elke week heen met mijn kind",
    "ik kan nergens terecht met mijn kind met autisme",
    "als mantelzorger heb ik mijn handen vol",
    "de tuin van mijn buurvrouw is verwaarloosd",
    "mijn ex doet lastig over de alimentatie",
    "ik wil mijn contract beeindigen en alles opzeggen",
    "de knop van de lift reageert niet",
    "sinds mijn ongeluk kan ik nu niet meer werken",
    "worden mijn medicijnen allemaal vergoed",
    "ik vind het hopeloos om jullie te bereiken",
    "het is mooi geweest met die overlast van bladblazers",
    "bestaansrecht van onze club",
    "ingesloten vindt u mijn formulier, is het goed zo",
    "ik heb drie gemiste oproepen van de gemeente",
    "mijn zoontje is doodsbang voor honden",
    "er liggen overal sigarettenpeuken bij de speeltuin",
    "vermissing paspoort aangeven",
    "is een levensbedreigende ziekte een reden voor urgentie",
    "iemand misbruikt mijn parkeervergunning",
    "er is misbruik gemaakt van mijn DigiD",
    "ik verhuis en wil het gas laten afsluiten",
    "het water wordt morgen tussen 9 en 12 afgesloten vanwege werk aan de leiding",
    "ik heb geen tijd om te eten tussen de lessen",
    "mijn kind slaat zich er goed doorheen op de nieuwe school",
    "mijn dochter heeft blauwe plekken van het paardrijden, is er fysio",
    "iemand mishandelt eenden in het park",
    "een wesp heeft mijn zoon gestoken op het schoolplein",
    "wanneer bel je 112 en wanneer 0900-8844",
    "ik krijg nog eens een hartaanval van die blauwe enveloppen",
    "viering keti koti afschaffing slavernij",
    "ontruiming van graven, wanneer",
    "noodopvang bso in de vakantie",
    "word ik gevolgd door een jobcoach",
    "ik kan mezelf wel voor de kop slaan dat ik te laat was met aanvragen",
    "mijn hulp is weggelopen en niet meer gekomen",
    "ik weet niet wat ik moet doen als mijn zoon 18 wordt",
    "jongeren springen van de brug in het kanaal, dat is toch verboden",
    "my kid hits other kids at daycare",
    "I need an escort for my mother to the hospital, a volunteer",
    "you can stroke the cat in the home for the elderly",
]


@pytest.mark.parametrize("line", ORDINARY)
def test_an_ordinary_question_with_a_heavy_word_raises_no_alarm(line: str) -> None:
    assert not fires(line)


@pytest.mark.parametrize(
    ("line", "now_again"),
    [
        ("vroeger sloeg mijn vader mij", False),
        ("vroeger sloeg mijn vader mij en nu doet mijn man het ook weer", True),
        ("een jaar geleden geslagen", False),
        ("een jaar geleden geslagen en nu weer", True),
        ("vroeger werd ik geslagen, nu heb ik een lieve man", False),
    ],
)
def test_long_ago_is_no_alarm_but_long_ago_and_now_again_is(line: str, *, now_again: bool) -> None:
    assert fires(line) is now_again


# Wordings of needs that are no danger, by writers who never saw the rules. Needs in which danger is often told all the
# same are left out: who was robbed, who has no power, who worries about somebody confused.
OFTEN_DANGEROUS = {
    "slachtoffer", "energiekosten", "verward_persoon", "boosheid", "psychose", "jongere_politie", "puber", "brand",
    "kind_gebruikt", "naaste_verslaafd", "trauma", "jongere_wonen",
}  # fmt: skip


def test_how_people_say_ordinary_needs_raises_an_alarm_once_in_a_hundred_and_fifty_at_most() -> None:
    needs = load_needs(CONTENT / "needs")
    ordinary = [
        line
        for id_, need in needs.items()
        if not need.dangerous and id_ not in OFTEN_DANGEROUS
        for line in (*need.wordings.nl, *need.wordings.en)
    ]
    assert len(ordinary) > 5_000
    assert share(ordinary) <= 1 / 150


def test_what_cannot_wait_comes_first() -> None:
    levels = [hit.rule.level.value for hit in RULES.hits("we hebben niks te eten en mijn man slaat me")]
    assert levels == sorted(levels, key=["nu", "vandaag"].index)
    assert set(levels) == {"nu", "vandaag"}


# A pattern that backtracks without bound would not come back from these.
@pytest.mark.parametrize("text", ["ik wil niet " * 900, "a" * 10_000, "wil .. dood " * 800, "\u0301" * 10_000])
def test_long_and_hostile_texts_are_read_to_the_end(text: str) -> None:
    assert RULES.hits(f"{text} . mijn man slaat mij")


def test_accents_capitals_and_stretched_letters_do_not_matter() -> None:
    assert normalise("Ik wíl DOOOOOD!!") == " . ik wil dood . "


@pytest.mark.parametrize("pattern", ["", ".. dood", "dood ..", "a .. b .. c .. d .. e", "ik <onbekend> dood"])
def test_a_pattern_that_cannot_work_is_refused_with_a_sentence(pattern: str) -> None:
    with pytest.raises(PatternError):
        UrgentRule("test", ("gemeente",), (pattern,))
