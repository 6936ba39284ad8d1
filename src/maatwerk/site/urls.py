"""Every address of the site. Dutch stands at the root, English below /en/; the API has no language in its address."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

from maatwerk.casework.contact.web.urls import open_pages as contact
from maatwerk.casework.contact.web.urls import staff_pages as desk
from maatwerk.casework.dossier.web.urls import own_pages, staff_pages
from maatwerk.casework.frontdoor.web.urls import urls_for
from maatwerk.casework.rights.web.urls import own_pages as own_rights
from maatwerk.casework.rights.web.urls import staff_pages as rights
from maatwerk.knowledge.directory.web.finding_urls import open_pages as finding
from maatwerk.knowledge.directory.web.folder_urls import open_pages as folder
from maatwerk.knowledge.directory.web.kept_right_urls import open_pages as kept_right
from maatwerk.knowledge.schemes.web.urls import open_pages as schemes
from maatwerk.site.api import BASE, HSDS_BASE, api, hsds_api
from maatwerk.site.editions import algorithms_for, front_door_for, questionnaires_for
from maatwerk.site.registry import values_book
from maatwerk.system.transparency.web.urls import urls_for as transparency

urlpatterns = i18n_patterns(
    path("", include((urls_for(front_door_for, questionnaires_for), "frontdoor"))),
    path("", include(contact)),
    path("hulp/", include(([*finding, *folder, *kept_right], "directory"))),
    path("regelingen/", include((schemes, "schemes"))),
    path("", include("maatwerk.foundation.ui.urls")),
    path("", include((transparency(values_book, algorithms_for), "transparency"))),
    path("mijn/", include("maatwerk.foundation.people.web.mijn_urls")),
    path("demo/", include("maatwerk.site.demo_pages")),
    path("mijn/", include(own_pages)),
    path("mijn/", include(own_rights)),
    path("medewerkers/", include("maatwerk.foundation.people.web.urls")),
    path("medewerkers/", include(staff_pages)),
    path("medewerkers/", include(rights)),
    path("medewerkers/", include(desk)),
    path("medewerkers/", include("maatwerk.knowledge.directory.web.owning_urls")),
    path("medewerkers/", include("maatwerk.knowledge.directory.web.importing_urls")),
    path("medewerkers/", include("maatwerk.knowledge.schemes.web.professional_urls")),
    path("medewerkers/", include("maatwerk.knowledge.schemes.web.municipal_urls")),
    path("medewerkers/", include("maatwerk.foundation.worklist.web.urls")),
    path("medewerkers/", include("maatwerk.foundation.editing.web.urls")),
    path("medewerkers/", include("maatwerk.foundation.post.web.urls")),
    path("medewerkers/", include("maatwerk.foundation.documents.web.urls")),
    path("medewerkers/", include("maatwerk.foundation.access.web.doubt_urls")),
    path("medewerkers/", include("maatwerk.foundation.access.web.ground_urls")),
    path("medewerkers/", include("maatwerk.foundation.access.web.policy_urls")),
    path("medewerkers/", include("maatwerk.foundation.access.web.watch_urls")),
    prefix_default_language=False,
)
urlpatterns += api().url_patterns(BASE) + hsds_api().url_patterns(HSDS_BASE)

handler400 = "maatwerk.foundation.ui.views.bad_request"
handler403 = "maatwerk.foundation.ui.views.forbidden"
handler404 = "maatwerk.foundation.ui.views.not_found"
handler500 = "maatwerk.foundation.ui.views.server_error"
