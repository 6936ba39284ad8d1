"""What can be asked of the lists of the HSDS API."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, Field

from maatwerk.knowledge.directory.hsds.description import EXAMPLES
from maatwerk.knowledge.directory.hsds.export import A_PAGE


def _moment(told: object) -> object:
    """A day, or a moment after ISO 8601; without a time zone in UTC. No number: who sends one means something else."""
    moment = datetime.fromisoformat(str(told).upper())
    try:
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)
    except OverflowError:  # the first or last day that there is, elsewhere on earth
        return moment.replace(tzinfo=UTC)


class Paged(BaseModel):
    """Which part of a list is asked for, and how it is written down."""

    page: int = Field(1, ge=1, le=1_000_000, description="Het nummer van de bladzijde, vanaf 1.")
    per_page: int = Field(50, ge=1, le=A_PAGE, description="Hoeveel er op een bladzijde staan.")
    format: Literal["json", "ndjson"] = Field("json", description="Met ndjson komt alles, één object op een regel.")
    search: str | None = Field(None, max_length=200, description="Alleen wat een van deze woorden heeft.")


class AboutServices(Paged):
    """Which services are asked for, in lists of services and of their places."""

    taxonomy_term_id: str | None = Field(
        None, max_length=100, description="Alleen diensten met deze term (een id van /taxonomy_terms).",
        json_schema_extra={"example": EXAMPLES["taxonomy_term"]},
    )  # fmt: skip
    taxonomy_id: str | None = Field(
        None, max_length=100, description="Alleen diensten met een term uit deze lijst (een id van /taxonomies)."
    )
    organization_id: str | None = Field(
        None, max_length=100, description="Alleen diensten van deze organisatie (een id van /organizations)."
    )
    modified_after: Annotated[datetime, BeforeValidator(_moment)] | None = Field(
        None, description="Alleen wat op of na dit moment is veranderd of nagekeken. Zonder tijdzone is het UTC."
    )
    full: bool = Field(False, description="Met alles wat erbij hoort.")


class WhichServices(AboutServices):
    """Which services are asked for."""

    minimal: bool = Field(False, description="Alleen 'id' en 'modified_date', van alles op één bladzijde.")


class WhichPlaces(AboutServices):
    """Which services at which places are asked for."""

    postcode: str | None = Field(None, max_length=10, description="Alleen wat er is voor mensen op deze postcode.")
    proximity: float | None = Field(
        None, gt=0, le=1_000_000, allow_inf_nan=False,
        description="Met 'postcode': alleen plekken binnen zo veel meter van het midden ervan.",
    )  # fmt: skip


class WhichOrganisations(Paged):
    """Which organisations are asked for."""

    full: bool = Field(False, description="Met alles wat erbij hoort.")
    full_service: bool = Field(False, description="Met de diensten helemaal. Geldt samen met 'full'.")


class WhichTerms(Paged):
    """Which terms are asked for."""

    taxonomy_id: str | None = Field(None, max_length=100, description="Alleen termen uit deze lijst.")
    top_only: bool = Field(False, description="Alleen termen zonder termen eronder. Dat zijn ze hier allemaal.")
    parent_id: str | None = Field(None, max_length=100, description="Alleen termen onder deze. Die zijn er hier niet.")


class OneOrganisation(BaseModel):
    """How much of one organisation is asked for."""

    full_service: bool = Field(False, description="Met de diensten helemaal.")
