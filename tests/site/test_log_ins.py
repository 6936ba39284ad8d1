"""The file with the log-ins of organisations: what is accepted, and that every fault is said at once."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from maatwerk.foundation.people.assurance import Assurance
from maatwerk.site.configuration import ConfigurationError, configure
from maatwerk.site.log_ins import log_ins, providers
from tests.site.test_configuration import GOOD

ONE = """
- gemeente: duinstad
  organisatie: gemeente
  naam: Inloggen bij de gemeente
  server: https://inloggen.duinstad.example/
  client: maatwerk
  geheim_bestand: /run/secrets/oidc
"""


def reader(files: Mapping[str, str]) -> object:
    def read(place: str) -> str:
        try:
            return files[place]
        except KeyError:
            raise FileNotFoundError(place) from None

    return read


def faults_of(text: str, production: bool = True, content: str = "zeer geheim\n") -> list[str]:
    faults: list[str] = []
    log_ins("/oidc.yaml", reader({"/oidc.yaml": text, "/run/secrets/oidc": content}), production, faults)  # type: ignore[arg-type]
    return faults


def test_a_good_file_becomes_log_ins_whose_secret_does_not_show() -> None:
    files = {"/oidc.yaml": ONE, "/run/secrets/oidc": "zeer geheim\n"}
    (one,) = configure(GOOD | {"MAATWERK_OIDC": "/oidc.yaml"}, reader(files)).log_ins  # type: ignore[arg-type]
    assert (one.id, one.municipality, one.organisation) == ("duinstad.gemeente", "duinstad", "gemeente")
    assert one.server == "https://inloggen.duinstad.example"
    assert one.secret == "zeer geheim"
    assert "zeer geheim" not in repr(one)
    (told,) = providers([one])["openid_connect"]["APPS"]
    assert told["provider_id"] == "duinstad.gemeente"
    assert told["secret"] == "zeer geheim"


def test_without_a_file_there_is_no_such_log_in() -> None:
    assert configure(GOOD, reader({})).log_ins == ()  # type: ignore[arg-type]
    assert providers(())["openid_connect"]["APPS"] == []


def test_the_file_is_one_of_the_reasons_that_are_given_at_once() -> None:
    with pytest.raises(ConfigurationError) as refused:
        configure(GOOD | {"MAATWERK_OIDC": "/weg.yaml", "MAATWERK_HOSTS": ""}, reader({}))  # type: ignore[arg-type]
    assert "The file named by MAATWERK_OIDC cannot be read: /weg.yaml." in refused.value.faults
    assert len(refused.value.faults) == 2


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("- [", "is not YAML: /oidc.yaml, line "),
        ("gemeente: duinstad", "holds no list of log-ins"),
        ("", "holds no list of log-ins"),
        ("- duinstad", "holds no list of log-ins"),
        (ONE.replace("  client: maatwerk\n", ""), "log-in 1: 'client' is missing, or is no text."),
        (ONE.replace("maatwerk", "12"), "log-in 1: 'client' is missing, or is no text."),
        (ONE.replace("naam:", "name:"), "log-in 1: 'name' is not one of"),
        (ONE.replace("duinstad\n", "Duin Stad\n"), "log-in 1: 'gemeente' is no short name"),
        (ONE.replace("https://inloggen.duinstad.example/", "inloggen"), "log-in 1: 'server' is no address"),
        (ONE.replace("https://inloggen.duinstad.example/", "https://[x"), "log-in 1: 'server' is no address"),
        (ONE.replace("https:", "http:"), "log-in 1: 'server' has to begin with https://."),
        (ONE.replace("https://inloggen.duinstad.example", "http://localhost:9400"), "'server' has to begin with https"),
        (ONE.replace("secrets/oidc", "secrets/weg"), "'geheim_bestand' cannot be read: /run/secrets/weg."),
        (ONE + ONE, "log-in 2: this organisation has a log-in already."),
    ],
)
def test_what_is_wrong_in_the_file_is_named(text: str, sentence: str) -> None:
    found = faults_of(text)
    assert any(sentence in each for each in found), found


def test_every_fault_of_every_log_in_is_said_and_no_secret_with_it() -> None:
    found = faults_of(ONE.replace("maatwerk", '""') + ONE.replace("https", "ftp"))
    assert [each.split(":")[0] for each in found] == ["MAATWERK_OIDC, log-in 1", "MAATWERK_OIDC, log-in 2"]
    assert "geheim" not in " ".join(found).replace("geheim_bestand", "")
    assert any("is empty" in each for each in faults_of(ONE, content="\n"))


def test_a_demo_may_ask_a_server_on_this_machine_without_tls() -> None:
    assert faults_of(ONE.replace("https://inloggen.duinstad.example", "http://localhost:9400"), production=False) == []
    assert faults_of(ONE.replace("https:", "http:"), production=False) != []


RESIDENTS = """
- soort: inwoners
  gemeente: duinstad
  naam: Inloggen met DigiD
  server: https://makelaar.example/realms/digid/
  client: maatwerk
  geheim_bestand: /run/secrets/oidc
  bsn_veld: bsn
"""


def test_the_log_in_of_residents_stands_in_the_same_file() -> None:
    files = {"/oidc.yaml": ONE + RESIDENTS, "/run/secrets/oidc": "zeer geheim\n"}
    made = configure(GOOD | {"MAATWERK_OIDC": "/oidc.yaml"}, reader(files))  # type: ignore[arg-type]
    assert [each.id for each in made.log_ins] == ["duinstad.gemeente"]
    (one,) = made.resident_log_ins
    assert (one.id, one.bsn_claim, one.scopes) == ("duinstad.inwoners", "bsn", ("openid",))
    assert one.server == "https://makelaar.example/realms/digid"
    assert one.levels["http://eidas.europa.eu/LoA/substantial"] is Assurance.SUBSTANTIAL
    assert "zeer geheim" not in repr(one)
    assert [told["provider_id"] for told in providers([*made.log_ins, one])["openid_connect"]["APPS"]] == [
        "duinstad.gemeente",
        "duinstad.inwoners",
    ]


def test_a_broker_with_words_of_its_own_says_what_its_levels_mean() -> None:
    text = RESIDENTS + "  bereik: openid bsn\n  niveaus:\n    loa2: laag\n    loa4: hoog\n"
    files = {"/oidc.yaml": text, "/run/secrets/oidc": "zeer geheim\n"}
    (one,) = configure(GOOD | {"MAATWERK_OIDC": "/oidc.yaml"}, reader(files)).resident_log_ins  # type: ignore[arg-type]
    assert one.scopes == ("openid", "bsn")
    assert one.levels == {"loa2": Assurance.LOW, "loa4": Assurance.HIGH}
    assert one.levels_from(Assurance.NONE) == ["loa2", "loa4"]
    assert one.levels_from(Assurance.SUBSTANTIAL) == ["loa4"]


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        (RESIDENTS.replace("inwoners", "iedereen"), "'soort' is one of organisatie, inwoners."),
        (RESIDENTS.replace("  bsn_veld: bsn\n", ""), "'bsn_veld' is missing, or is no text."),
        (RESIDENTS.replace("bsn_veld: bsn", "bsn_veld: sub"), "'bsn_veld' may not be 'sub'"),
        (RESIDENTS + "  organisatie: gemeente\n", "'organisatie' is not one of"),
        (RESIDENTS + "  bereik: bsn\n", "'bereik' is a text with scopes, of which one is openid."),
        (
            RESIDENTS + "  niveaus: {loa2: code}\n",
            "'niveaus' says of each acr which it is of laag, substantieel, hoog.",
        ),
        (RESIDENTS + "  niveaus: {loa2: [laag]}\n", "'niveaus' says of each acr which it is of"),
        (RESIDENTS + "  niveaus: hoog\n", "'niveaus' says of each acr which it is of"),
        (RESIDENTS + RESIDENTS, "log-in 2: residents have a log-in already."),
        (RESIDENTS.replace("https", "http"), "'server' has to begin with https://."),
        (ONE + "  bsn_veld: bsn\n", "'bsn_veld' is not one of"),
    ],
)
def test_what_is_wrong_with_the_log_in_of_residents_is_told(text: str, fault: str) -> None:
    assert any(fault in sentence for sentence in faults_of(text)), faults_of(text)
