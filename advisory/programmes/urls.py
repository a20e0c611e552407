"""Addresses of this room."""

from django.urls import URLPattern, path

from advisory.programmes.views import (
    advisers,
    logos,
    programmes,
    substitutions,
    taking_part,
    units,
)

urlpatterns: list[URLPattern] = [
    path("programy/", programmes.ProgrammeList.as_view(), name="programme-list"),
    path("programy/nowy/", programmes.ProgrammeCreate.as_view(), name="programme-create"),
    path("program/", programmes.OwnProgramme.as_view(), name="own-programme"),
    path("programy/<int:pk>/zmiana/", programmes.ProgrammeEdit.as_view(), name="programme-edit"),
    path("programy/<int:pk>/loga/", logos.ProgrammeLogos.as_view(), name="programme-logos"),
    path("programy/<int:pk>/loga/nowe/", logos.LogoAdd.as_view(), name="logo-add"),
    path("loga-programu/<int:pk>/zmiana/", logos.LogoEdit.as_view(), name="logo-edit"),
    path("loga-programu/<int:pk>/miejsce/", logos.LogoMove.as_view(), name="logo-move"),
    path("programy/<int:pk>/doradcy/", advisers.AdviserList.as_view(), name="adviser-list"),
    path("programy/<int:pk>/doradcy/nowy/", advisers.AdviserAdd.as_view(), name="adviser-add"),
    path("doradcy/<int:pk>/zaproszenie/", advisers.AdviserInvite.as_view(), name="adviser-invite"),
    path("programy/<int:pk>/jednostki/nowa/", units.UnitAdd.as_view(), name="programme-unit-add"),
    path("jednostki-programu/<int:pk>/", units.UnitDetail.as_view(), name="programme-unit-detail"),
    path(
        "jednostki-programu/<int:pk>/zmiana/", units.UnitEdit.as_view(), name="programme-unit-edit"
    ),
    path(
        "jednostki-programu/<int:pk>/przydzial/",
        units.AssignmentAdd.as_view(),
        name="assignment-add",
    ),
    path("jednostki-programu/<int:pk>/udzial/", taking_part.UnitMove.as_view(), name="unit-move"),
    path(
        "jednostki-programu/<int:pk>/porozumienie/",
        taking_part.UnitAgreement.as_view(),
        name="unit-agreement",
    ),
    path(
        "programy-wsparcia/",
        taking_part.RecruitingProgrammes.as_view(),
        name="recruiting-programmes",
    ),
    path(
        "programy-wsparcia/<int:pk>/zgloszenie/",
        taking_part.UnitApply.as_view(),
        name="unit-apply",
    ),
    path(
        "przydzialy/<int:pk>/zastepstwo/",
        substitutions.SubstitutionAdd.as_view(),
        name="substitution-add",
    ),
    path(
        "zastepstwa/<int:pk>/koniec/",
        substitutions.SubstitutionEnd.as_view(),
        name="substitution-end",
    ),
    path("przydzialy/<int:pk>/koniec/", units.AssignmentEnd.as_view(), name="assignment-end"),
]
