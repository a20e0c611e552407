"""Addresses of this room."""

from django.urls import path

from ngos.views.people import (
    AccessAnswer,
    AccessAsk,
    RepresentativeAdd,
    RepresentativeEnd,
    RepresentativeInvite,
)
from ngos.views.profile import (
    OrganisationDetail,
    OrganisationEdit,
    OrganisationList,
    OrganisationRegister,
    OwnOrganisation,
)

urlpatterns = [
    path("organizacje/", OrganisationList.as_view(), name="organisation-list"),
    path("organizacje/moja/", OwnOrganisation.as_view(), name="own-organisation"),
    path("organizacje/nowa/", OrganisationRegister.as_view(), name="organisation-register"),
    path("organizacje/dostep/", AccessAsk.as_view(), name="organisation-access"),
    path("organizacje/prosby/<int:pk>/", AccessAnswer.as_view(), name="access-answer"),
    path("organizacje/<int:pk>/", OrganisationDetail.as_view(), name="organisation-detail"),
    path("organizacje/<int:pk>/zmiana/", OrganisationEdit.as_view(), name="organisation-edit"),
    path(
        "organizacje/<int:pk>/reprezentacja/nowa/",
        RepresentativeAdd.as_view(),
        name="representative-add",
    ),
    path(
        "organizacje/<int:pk>/reprezentacja/<int:representative>/koniec/",
        RepresentativeEnd.as_view(),
        name="representative-end",
    ),
    path(
        "organizacje/<int:pk>/reprezentacja/<int:representative>/konto/",
        RepresentativeInvite.as_view(),
        name="representative-invite",
    ),
]
