"""What bijstand asks, and what goes with it, in words: Participatiewet (BWBR0015703), text of 1-1-2026."""

from __future__ import annotations

from maatwerk.foundation.content import Text
from maatwerk.knowledge.schemes.engine.steps import Rule

ADULT = Rule(
    "leeftijd",
    "Pw art. 13 lid 1 onder f",
    Text(nl="U bent 18 jaar of ouder.", en="You are 18 or older."),
    Text(nl="U krijgt bijstand pas vanaf 18 jaar.", en="You only get bijstand from the age of 18."),
)
NOT_PENSION = Rule(
    "geen_aow_leeftijd",
    "Pw art. 47a",
    Text(nl="U heeft de AOW-leeftijd nog niet.", en="You have not reached AOW age yet."),
    Text(
        nl="U of uw partner heeft de AOW-leeftijd. Vraag dan AIO aan bij de SVB. Dat is bijstand voor ouderen.",
        en="You or your partner has reached AOW age. Then apply for AIO at the SVB. That is bijstand for older people.",
    ),
)
FREE = Rule(
    "niet_vast",
    "Pw art. 13 lid 1 onder a",
    Text(nl="U zit niet vast.", en="You are not detained."),
    Text(nl="U zit vast. Dan krijgt u geen bijstand.", en="You are detained. Then you do not get bijstand."),
)
LAWFUL = Rule(
    "verblijf",
    "Pw art. 11",
    Text(nl="U mag in Nederland wonen.", en="You may live in the Netherlands."),
    Text(
        nl="U mag volgens de wet niet in Nederland wonen. Dan krijgt u geen bijstand.",
        en="You may not live in the Netherlands by law. Then you do not get bijstand.",
    ),
)
INSIDE = Rule(
    "inrichting",
    "Pw art. 13 lid 2 onder a",
    Text(nl="Waar u woont, staat de bijstand niet in de weg.", en="Where you live does not stand in the way."),
    Text(
        nl="U bent jonger dan 21 en woont in een instelling. Dan krijgt u geen gewone bijstand.",
        en="You are younger than 21 and live in an institution. Then you do not get ordinary bijstand.",
    ),
)
STUDY = Rule(
    "studie",
    "Pw art. 13 lid 2 onder c",
    Text(nl="U krijgt geen studiefinanciering als jongere.", en="You do not get study finance as a young person."),
    Text(
        nl="U bent jonger dan 27 en krijgt studiefinanciering. Daar leeft u dan van, en niet van bijstand.",
        en="You are younger than 27 and get study finance. Then you live on that, and not on bijstand.",
    ),
)
WEALTH = Rule(
    "vermogen",
    "Pw art. 19 lid 1 onder b en 34 lid 3",
    Text(nl="U bezit niet meer dan {limit:euro}.", en="You own no more than {limit:euro}."),
    Text(
        nl="U bezit meer dan {limit:euro}. Leef eerst van dat geld. Daarna kunt u bijstand aanvragen.",
        en="You own more than {limit:euro}. Live on that money first. After that you can apply for bijstand.",
    ),
)
INCOME = Rule(
    "inkomensgrens",
    "Pw art. 19 lid 1 onder a",
    Text(
        nl="Uw inkomen is lager dan {norm:euro} per maand.",
        en="Your income is lower than {norm:euro} a month.",
    ),
    Text(
        nl="Uw inkomen is {norm:euro} per maand of meer.",
        en="Your income is {norm:euro} a month or more.",
    ),
)

WORK = Text(
    nl="U zoekt werk en neemt werk aan dat u kunt doen. De gemeente bekijkt met u wat u aankunt.",
    en="You look for work and accept work that you can do. The municipality looks with you at what you can manage.",
)
SEARCH_FIRST = Text(
    nl="Bent u jonger dan 27? Dan zoekt u meestal eerst vier weken zelf naar werk of een opleiding.",
    en="Are you younger than 27? Then you usually first look for work or training yourself for four weeks.",
)
HOME_LOAN = Text(
    nl="Uw huis is veel meer waard dan de hypotheek. Dan krijgt u de bijstand meestal als lening.",
    en="Your home is worth much more than the mortgage. Then you usually get bijstand as a loan.",
)
SAME_CHILD = Text(
    nl="U heeft samen een kind met iemand die bij u woont. Dan telt die persoon als uw partner. Vul het inkomen van "
    "die persoon in als dat van uw partner.",
    en="You have a child together with somebody who lives with you. Then that person counts as your partner. Fill in "
    "the income of that person as that of your partner.",
)
ON_BENEFIT = Text(
    nl="U krijgt al bijstand. Wij rekenen alsof dat uw enige inkomen is.",
    en="You already get bijstand. We reckon as if that is your only income.",
)
HOLIDAY = Text(
    nl="In dit bedrag zit vakantiegeld. Dat krijgt u één keer per jaar. Over uw loon tellen wij geen vakantiegeld mee. "
    "Daardoor kan de bijstand iets lager zijn.",
    en="This amount includes holiday allowance. You get that once a year. We do not count holiday allowance on your "
    "wages. So the bijstand may be a bit lower.",
)
WAGES = Text(
    nl="Werkt u en bent u 27 of ouder? Dan mag u soms zes maanden lang {share:procent} van uw loon houden. Dat is "
    "hoogstens {most:euro} per maand.",
    en="Do you work and are you 27 or older? Then you may sometimes keep {share:procent} of your wages for six months. "
    "That is at most {most:euro} a month.",
)
GIFTS = Text(
    nl="U mag in een jaar tot {most:euro} aan giften krijgen. Dat gaat niet van de bijstand af.",
    en="In a year you may receive gifts up to {most:euro}. That is not taken off the bijstand.",
)
BUFFER = Text(
    nl="Is uw loon elke maand anders? De gemeente kan een tekort opvangen, tot {most:euro} per jaar.",
    en="Do your wages differ every month? The municipality can cover a shortfall, up to {most:euro} a year.",
)
PARENTS = Text(
    nl="Bent u jonger dan 21 en kunnen uw ouders u niet helpen? Dan komt er hoogstens {extra:euro} per maand bij.",
    en="Are you younger than 21 and can your parents not help you? Then at most {extra:euro} a month is added.",
)
CHILD_TOO = Text(
    nl="Uw partner heeft zelf geen recht op bijstand, en u heeft een kind. Dan kan het bedrag hoger zijn.",
    en="Your partner has no right to bijstand, and you have a child. Then the amount may be higher.",
)
ONE_INSIDE = Text(
    nl="Woont maar één van u tweeën in de instelling? Dan is het bedrag anders.",
    en="Does only one of the two of you live in the institution? Then the amount is different.",
)
COLLEGE = Text(
    nl="De gemeente beslist. Heeft u geen woonkosten, dan kan het bedrag lager zijn.",
    en="The municipality decides. If you have no housing costs, the amount may be lower.",
)
