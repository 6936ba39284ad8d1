"""The API of HSDS 3.0, in the names of its own specification. What a list answers and how it is paged is fixed there.

The content is in Dutch, whatever language is asked for: HSDS has one language in a text.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import batched
from uuid import UUID

from django.db.models import Min, QuerySet
from django.http import HttpResponse

from maatwerk.foundation.openapi import HttpRequest, NotThereError, PathEx, Query, Router, answer_in, uuid_in_path
from maatwerk.foundation.ui.municipality import Municipality
from maatwerk.knowledge.directory.feeding import Words
from maatwerk.knowledge.directory.hsds import asking
from maatwerk.knowledge.directory.hsds.answering import from_all, listed, one, part, uuid_in
from maatwerk.knowledge.directory.hsds.description import EXAMPLES, answered
from maatwerk.knowledge.directory.hsds.export import AT_ONCE, in_turn, seen_by
from maatwerk.knowledge.directory.hsds.outward import changed_at, name_of, to_hsds
from maatwerk.knowledge.directory.hsds.parts import Object, at_place, basic, organisation
from maatwerk.knowledge.directory.hsds.questions import (
    AboutServices,
    OneOrganisation,
    Paged,
    WhichOrganisations,
    WhichPlaces,
    WhichServices,
    WhichTerms,
)
from maatwerk.knowledge.directory.hsds.terms import Taxonomy, taxonomy, term
from maatwerk.knowledge.directory.models import Listing, Reference

PROFILE = "https://github.com/slim-maatwerk/slim-maatwerk/blob/main/docs/hsds-profile.md"


@dataclass(frozen=True)
class Map:
    """The social map as one request sees it."""

    municipality: Municipality
    rows: QuerySet[Listing]
    words: Words

    def shown(self, listing: Listing) -> Object:
        return to_hsds(listing, self.municipality, self.words)

    def references(self, sort: Reference.Sort, rows: QuerySet[Listing] | None = None) -> QuerySet[Reference]:
        """Of these rows, or of all."""
        of = self.rows if rows is None else rows
        return Reference.objects.filter(sort=sort, listing__in=of.order_by().values("pk"))


type Opened = Callable[[HttpRequest], Map]


def router_for(refresh: Callable[[str], object], words_for: Callable[[HttpRequest], Words]) -> Router:
    """The operations. `refresh` brings the tables up to date for a municipality, `words_for` gives how its needs are
    called."""
    router = Router(tags=["hsds"])

    def opened(request: HttpRequest) -> Map:
        municipality: Municipality = request.municipality  # type: ignore[attr-defined]
        refresh(municipality.slug)
        answer_in(request, "nl")
        return Map(municipality, seen_by(municipality), words_for(request))

    for operations in (_about, _services, _places, _organisations, _taxonomies, _terms):
        operations(router, opened)
    return router


def _about(router: Router, _opened: Opened) -> None:
    @router.get("/", **answered("hsds", "api", "Over deze API"))
    def about(request: HttpRequest) -> Object:
        answer_in(request, "nl")
        address = request.build_absolute_uri(f"{request.path}openapi.json")
        return {"version": "3.0", "profile": PROFILE, "openapi_url": address}


def _services(router: Router, opened: Opened) -> None:
    @router.get("/services", **answered("services", "service", "Diensten", page=True))
    def services(request: HttpRequest, which: Query[WhichServices]) -> HttpResponse:
        map_ = opened(request)
        rows = _filtered(map_, which)
        if which.minimal:
            return listed(_minimal(rows), which)
        shown = map(map_.shown, in_turn(Listing.objects.all(), part(rows, which)))
        return listed(shown if which.full else (basic(each, "service") for each in shown), which, rows)

    @router.get("/services/{id}", **answered("service", "service", "Eén dienst"))
    def service(request: HttpRequest, id: PathEx[str, uuid_in_path(EXAMPLES["service"])]) -> Object:  # noqa: A002
        map_ = opened(request)
        return map_.shown(one(map_.rows.filter(uuid=uuid_in(id))))


def _places(router: Router, opened: Opened) -> None:
    @router.get("/service_at_locations", **answered("serviceAtLocations", "service_at_location", "Plekken", page=True))
    def service_at_locations(request: HttpRequest, which: Query[WhichPlaces]) -> HttpResponse:
        map_ = opened(request)
        places = map_.references(Reference.Sort.PLACE, _filtered(map_, which)).order_by("uuid", "pk")
        if which.postcode is not None:
            places = asking.near(places, map_.municipality.slug, which.postcode, which.proximity)
        found = in_turn(Reference.objects.select_related("listing"), part(places, which))
        shown = (at_place(map_.shown(each.listing), str(each.uuid)) for each in found)
        return listed(shown if which.full else (basic(each, "service_at_location") for each in shown), which, places)

    @router.get("/service_at_locations/{id}", **answered("serviceAtLocation", "service_at_location", "Eén plek"))
    def service_at_location(
        request: HttpRequest,
        id: PathEx[str, uuid_in_path()],  # noqa: A002
    ) -> Object:
        map_, uuid = opened(request), uuid_in(id)
        place = one(map_.references(Reference.Sort.PLACE).filter(uuid=uuid).select_related("listing"))
        return at_place(map_.shown(place.listing), str(uuid))


def _organisations(router: Router, opened: Opened) -> None:
    @router.get("/organizations", **answered("organizations", "organization", "Organisaties", page=True))
    def organizations(request: HttpRequest, which: Query[WhichOrganisations]) -> HttpResponse:
        map_ = opened(request)
        rows = map_.rows.filter(organisation__icontains=which.search) if which.search else map_.rows
        of = map_.references(Reference.Sort.ORGANISATION, rows).order_by("uuid").values("uuid")
        ids = of.annotate(first=Min("listing")).values_list("uuid", "first")
        shown = (organisation(each, full_service=which.full_service) for each in _theirs(map_, part(ids, which), which))
        return listed(shown if which.full else (basic(each, "organization") for each in shown), which, ids)

    @router.get("/organizations/{id}", **answered("organization", "organization", "Eén organisatie"))
    def one_organization(
        request: HttpRequest,
        id: PathEx[str, uuid_in_path(EXAMPLES["organization"])],  # noqa: A002
        which: Query[OneOrganisation],
    ) -> Object:
        map_ = opened(request)
        own = [map_.shown(each) for each in asking.of_organisation(map_.rows, id)]
        if not own:
            raise NotThereError
        return organisation(own, full_service=which.full_service)


def _taxonomies(router: Router, _opened: Opened) -> None:
    @router.get("/taxonomies", **answered("taxonomies", "taxonomy", "Lijsten van termen", page=True))
    def taxonomies(request: HttpRequest, which: Query[Paged]) -> HttpResponse:
        answer_in(request, "nl")
        return from_all([taxonomy(each) for each in Taxonomy], which)

    @router.get("/taxonomies/{id}", **answered("taxonomy", "taxonomy", "Eén lijst van termen"))
    def one_taxonomy(request: HttpRequest, id: PathEx[str, uuid_in_path(EXAMPLES["taxonomy"])]) -> Object:  # noqa: A002
        answer_in(request, "nl")
        if (found := asking.taxonomy_called(str(uuid_in(id)))) is None:
            raise NotThereError
        return taxonomy(found)


def _terms(router: Router, opened: Opened) -> None:
    @router.get("/taxonomy_terms", **answered("taxonomyTerms", "taxonomy_term", "Termen", page=True))
    def taxonomy_terms(request: HttpRequest, which: Query[WhichTerms]) -> HttpResponse:
        map_ = opened(request)
        terms = [] if which.parent_id else asking.terms_in_use(map_.rows, map_.words)
        if which.taxonomy_id is not None:
            only = asking.taxonomy_called(which.taxonomy_id)
            terms = [each for each in terms if each[0] is only]
        return from_all([term(each, code, name_of(each, code, map_.words)) for each, code in terms], which)

    @router.get("/taxonomy_terms/{id}", **answered("taxonomyTerm", "taxonomy_term", "Eén term"))
    def taxonomy_term(request: HttpRequest, id: PathEx[str, uuid_in_path(EXAMPLES["taxonomy_term"])]) -> Object:  # noqa: A002
        map_ = opened(request)
        if (found := asking.term_called(str(uuid_in(id)), map_.rows, map_.words)) is None:
            raise NotThereError
        return term(*found, name_of(*found, map_.words))


def _filtered(map_: Map, which: AboutServices) -> QuerySet[Listing]:
    rows = map_.rows
    if which.search is not None:
        rows = asking.holding_words(rows, which.search)
    if which.organization_id is not None:
        rows = asking.of_organisation(rows, which.organization_id)
    if which.taxonomy_id is not None:
        rows = asking.with_term(rows, asking.taxonomy_called(which.taxonomy_id))
    if which.taxonomy_term_id is not None:
        of, code = asking.term_called(which.taxonomy_term_id, map_.rows, map_.words) or (None, "")
        rows = asking.with_term(rows, of, [code])
    if which.modified_after is not None:
        rows = asking.changed_since(rows, which.modified_after)
    return rows


def _minimal(rows: QuerySet[Listing]) -> list[Object]:
    told = rows.values_list("uuid", "changed_at", "verified_on")
    return [{"id": str(uuid), "modified_date": changed_at(at, day)} for uuid, at, day in told]


def _theirs(map_: Map, ids: Iterable[tuple[UUID, int]], which: WhichOrganisations) -> Iterator[list[Object]]:
    """The services of each organisation: all of them, or the one that comes first and says whose it is."""
    for some in batched(ids, AT_ONCE):
        if not which.full:
            first = Listing.objects.in_bulk([pk for _uuid, pk in some])
            yield from ([map_.shown(first[pk])] for _uuid, pk in some)
            continue
        of = map_.references(Reference.Sort.ORGANISATION).filter(uuid__in=[uuid for uuid, _pk in some])
        theirs: dict[UUID, list[Object]] = {uuid: [] for uuid, _pk in some}
        for each in of.select_related("listing").order_by("listing__uuid"):
            theirs[each.uuid].append(map_.shown(each.listing))
        yield from theirs.values()
