"""What people are told about a file or a row, in Dutch and English. What stood in the file is not repeated."""

from __future__ import annotations

from maatwerk.foundation.content import Text
from maatwerk.knowledge.directory.importing import limits
from maatwerk.knowledge.directory.importing.keys import LONGEST_ORIGIN


class UnreadableError(Exception):
    """The file as a whole cannot be used; nothing was changed."""

    def __init__(self, told: Text) -> None:
        self.told = told
        super().__init__(told.nl)


def say(nl: str, en: str) -> Text:
    return Text(nl=nl, en=en)


NOTHING_THERE = say("Er staat geen dienst in het bestand.", "There is no service in the file.")
NO_GOOD_ROW = say("Geen enkele rij is goed. Er is niets veranderd.", "No row is good. Nothing was changed.")
SOME_REFUSED = say(
    "Niet elke rij is goed, en u koos alles of niets. Er is niets veranderd.",
    "Not every row is good, and you chose all or nothing. Nothing was changed.",
)
NOTHING_CHANGED = say(
    "Dit stond er al precies zo. Er is niets veranderd.", "This was there already. Nothing was changed."
)
NO_FILE = say("Kies een bestand.", "Choose a file.")
NOT_OPENED = say("Het bestand is niet te openen.", "The file cannot be opened.")
PACKED = say(
    "Dit bestand is ingepakt, of het is een rekenblad. Bewaar het als CSV of JSON.",
    "This file is packed, or it is a spreadsheet. Save it as CSV or JSON.",
)
NO_UTF8 = say("Het bestand is geen UTF-8. Bewaar het opnieuw als UTF-8.", "The file is not UTF-8. Save it as UTF-8.")
TOO_LARGE = say(
    f"Het bestand is groter dan {limits.LARGEST_FILE // 1_000_000} MB.",
    f"The file is larger than {limits.LARGEST_FILE // 1_000_000} MB.",
)
TOO_LARGE_HERE = say(
    f"Het bestand is groter dan {limits.LARGEST_UPLOAD // 1_000_000} MB. Vraag een beheerder om het in te lezen.",
    f"The file is larger than {limits.LARGEST_UPLOAD // 1_000_000} MB. Ask an administrator to import it.",
)
TOO_MANY = say(
    f"Er staan meer dan {limits.MOST_ROWS} diensten in het bestand.",
    f"There are more than {limits.MOST_ROWS} services in the file.",
)
NO_ORIGIN = say(
    f"De naam van de bron is kleine letters, cijfers en _. Ten hoogste {LONGEST_ORIGIN} tekens.",
    f"The name of the source is small letters, digits and _. At most {LONGEST_ORIGIN} characters.",
)
NO_SERVICE = say("Dit is geen dienst.", "This is not a service.")
NO_ID = say("Deze rij heeft geen id.", "This row has no id.")
TOO_DEEP = say("Deze rij is te diep genest.", "This row is nested too deeply.")
BAD_NUMBER = say("In deze rij staat een onmogelijk getal.", "This row has an impossible number.")
BAD_CHARACTERS = say("In deze rij staan tekens die niet kunnen.", "This row has characters that cannot be kept.")
TWICE_IN_ROW = say("In deze rij staat een veld twee keer.", "A field stands twice in this row.")
IN_FUTURE = say("De datum van nakijken ligt in de toekomst.", "The day on which it was checked is in the future.")
TOO_MANY_CELLS = say("Deze rij heeft meer cellen dan er kolommen zijn.", "This row has more cells than columns.")


def row_too_large(number: int) -> Text:
    most = limits.LARGEST_ROW // 1_000_000
    return say(f"Rij {number} is groter dan {most} MB.", f"Row {number} is larger than {most} MB.")


def no_json(number: int) -> Text:
    return say(f"Het bestand is bij rij {number} geen goede JSON.", f"The file is not valid JSON at row {number}.")


def no_csv(line: int) -> Text:
    return say(f"Regel {line} is geen goede CSV.", f"Line {line} is not valid CSV.")


def only_part(read: int, total: int) -> Text:
    return say(
        f"Dit is een deel: {read} van de {total} diensten. Geef alle bladzijden samen.",
        f"This is a part: {read} of {total} services. Give all pages together.",
    )


def columns_missing(names: str) -> Text:
    return say(f"Deze kolommen ontbreken: {names}.", f"These columns are missing: {names}.")


def columns_unknown(names: str) -> Text:
    return say(f"Deze kolommen kennen wij niet: {names}.", f"We do not know these columns: {names}.")


def columns_twice(names: str) -> Text:
    return say(f"Deze kolommen staan er twee keer: {names}.", f"These columns stand there twice: {names}.")


def same_as(number: int) -> Text:
    return say(f"Dezelfde dienst staat op rij {number}.", f"The same service stands on row {number}.")


def too_long(place: str, most: int) -> Text:
    return say(
        f"‘{place}’ is te lang. Ten hoogste {most} tekens.", f"'{place}' is too long. At most {most} characters."
    )


def html_in(place: str) -> Text:
    return say(
        f"In ‘{place}’ staat HTML. Lezers zien die als gewone tekst.",
        f"There is HTML in '{place}'. Readers see it as plain text.",
    )


def formula_in(column: str) -> Text:
    return say(f"In ‘{column}’ staat een formule. Zet er tekst neer.", f"'{column}' holds a formula. Write text there.")


def no_yes_no(column: str) -> Text:
    return say(f"Schrijf bij ‘{column}’ ja of nee.", f"Write ja or nee in '{column}'.")


def no_number(column: str) -> Text:
    return say(f"Schrijf bij ‘{column}’ een getal.", f"Write a number in '{column}'.")


def no_day(column: str) -> Text:
    return say(
        f"Schrijf bij ‘{column}’ een datum, zoals 2026-11-22.", f"Write a date in '{column}', such as 2026-11-22."
    )


def no_english(columns: str) -> Text:
    return say(
        f"Er is geen Engels voor {columns}. Daar staat nu het Nederlands.",
        f"There is no English for {columns}. The Dutch stands there now.",
    )


def in_column(column: str, fault: Text) -> Text:
    return say(f"‘{column}’: {fault.nl}", f"'{column}': {fault.en}")
