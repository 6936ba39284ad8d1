"""A file past its term, in a real browser: what is told before it goes, that it goes, and what is left of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone
from django.utils.formats import date_format
from playwright.sync_api import Page, expect

from maatwerk.foundation.access.logs.verifying import Looked, verify
from maatwerk.foundation.access.retention.actions import report, run
from maatwerk.foundation.people.ages import day_of
from tests.casework.dossier import files
from tests.foundation.access.retention.files import note
from tests.residents import add_resident

pytestmark = pytest.mark.browser
NOTES, OLD = 12, "Zij sliep toen slecht."


@pytest.mark.parametrize("javascript", [True, False])
def test_a_file_past_its_term_is_deleted_and_its_log_still_verifies(
    staff_page: Callable[[str], Page], resident_page: Callable[[str], Page]
) -> None:
    files.of_samira()
    samira, now = add_resident("samira"), timezone.now()
    for number in range(NOTES):  # Wmo 2015 art. 5.3.4: fifteen years
        note(samira, now - timedelta(days=365 * 16 + number), "veiligheid", "gezondheid", text="Niet hier.")
        note(samira, now - timedelta(days=365 * 30 + number), text=OLD)
    mine, fatma, els = resident_page("samira"), staff_page("fatma"), staff_page("els")
    els.goto(f"/duinstad/medewerkers/inwoners/{samira.pk}/")
    els.locator("form:has(input[value=wmo]) button").click()
    expect(els.get_by_text(OLD)).to_have_count(NOTES)
    mine.goto("/duinstad/mijn/dossier/")
    expect(mine.get_by_text(OLD)).to_have_count(NOTES)

    report(now)  # the job of the night
    fatma.goto("/duinstad/medewerkers/toezicht/")
    going = fatma.get_by_role("table", name="Wat weggaat, in aantallen")
    expect(going.get_by_role("row").filter(has_text="dossier.Note")).to_contain_text("10")
    expect(going).not_to_contain_text("gezondheid")  # what is there for safety is told nowhere
    expect(fatma.get_by_text("Het wissen komt nog.")).to_be_visible()
    mine.reload()
    expect(mine.get_by_text(OLD)).to_have_count(NOTES)

    run(now + timedelta(days=1))  # and of the night after
    fatma.reload()
    day = date_format(day_of(now + timedelta(days=1)), "j F Y")
    expect(fatma.get_by_text(f"Dat is op {day} gewist.")).to_be_visible()
    gone = fatma.get_by_role("table", name="Wat het laatste jaar is gewist, in aantallen")
    expect(gone.get_by_role("row").filter(has_text="dossier.Note")).to_contain_text("10")
    expect(gone).not_to_contain_text("Samira")
    expect(gone).not_to_contain_text("gezondheid")
    for page in (mine, els):
        page.reload()
        expect(page.get_by_text(OLD)).to_have_count(0)

    mine.goto("/duinstad/mijn/gegevens/wie-keek/")  # that somebody looked is still told
    expect(mine.locator("main")).to_contain_text("Els van wijkteam keek op")
    looked = Looked()
    assert list(verify(looked)) == []
    assert all(looked.rows.values())
