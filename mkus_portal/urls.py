"""All addresses: the rooms are named here as strings."""

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("mkus_portal.web.urls")),
    path("", include("mkus_portal.charts.urls")),
    path("konto/", include("allauth.urls")),
    path("", include("ngos.urls")),
    path("", include("contracting.surveys.urls")),
    path("", include("contracting.analysis.urls")),
    path("", include("contracting.calls.urls")),
    path("", include("contracting.offers.urls")),
    path("", include("contracting.evaluation.urls")),
    path("", include("contracting.contracts.urls")),
    path("", include("contracting.settlement.urls")),
    path("", include("advisory.programmes.urls")),
    path("", include("advisory.consultations.urls")),
    path("", include("advisory.expertises.urls")),
    path("", include("advisory.events.urls")),
    path("", include("advisory.indicators.urls")),
    path("", include("advisory.plans.urls")),
    path("", include("advisory.carrying.urls")),
    path("", include("advisory.reports.urls")),
    path("", include("advisory.profiles.urls")),
]
if settings.DEMO:
    urlpatterns.append(path("", include("mkus_portal.demo.urls")))

handler400 = "mkus_portal.web.errors.bad_request"
handler403 = "mkus_portal.web.errors.forbidden"
handler404 = "mkus_portal.web.errors.not_found"
handler500 = "mkus_portal.web.errors.server_error"
