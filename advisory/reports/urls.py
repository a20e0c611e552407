"""Addresses of this room."""

from django.urls import URLPattern, path

from advisory.reports.views import load, months, programme, units

urlpatterns: list[URLPattern] = [
    path("moj-miesiac/", months.OwnMonth.as_view(), name="own-month"),
    path(
        "programy/<int:pk>/sprawozdania/",
        programme.ReportList.as_view(),
        name="programme-report-list",
    ),
    path(
        "programy/<int:pk>/sprawozdania/nowe/",
        programme.ReportBegin.as_view(),
        name="programme-report-begin",
    ),
    path(
        "sprawozdania-programu/<int:pk>/",
        programme.ReportDetail.as_view(),
        name="programme-report",
    ),
    path(
        "sprawozdania-programu/<int:pk>/zmiana/",
        programme.ReportWrite.as_view(),
        name="programme-report-write",
    ),
    path(
        "sprawozdania-programu/<int:pk>/ruch/",
        programme.ReportFreeze.as_view(),
        name="programme-report-move",
    ),
    path(
        "sprawozdania-programu/<int:pk>/docx/",
        programme.ReportWord.as_view(),
        name="programme-report-word",
    ),
    path(
        "jednostki-programu/<int:pk>/raporty/nowy/",
        units.UnitReportBegin.as_view(),
        name="unit-report-begin",
    ),
    path("raporty-jednostek/<int:pk>/", units.UnitReportDetail.as_view(), name="unit-report"),
    path(
        "raporty-jednostek/<int:pk>/zmiana/",
        units.UnitReportWrite.as_view(),
        name="unit-report-write",
    ),
    path(
        "raporty-jednostek/<int:pk>/ruch/",
        units.UnitReportFreeze.as_view(),
        name="unit-report-move",
    ),
    path(
        "raporty-jednostek/<int:pk>/docx/",
        units.UnitReportWord.as_view(),
        name="unit-report-word",
    ),
    path(
        "programy/<int:pk>/obciazenie/",
        load.AdviserLoads.as_view(),
        name="programme-load",
    ),
    path(
        "programy/<int:pk>/obciazenie/przydzialy/",
        load.AssignmentLoads.as_view(),
        name="assignment-load",
    ),
    path("doradcy/<int:pk>/miesiac/", months.AdviserMonthPage.as_view(), name="adviser-month"),
    path(
        "doradcy/<int:pk>/miesiac/docx/",
        months.AdviserMonthWord.as_view(),
        name="adviser-month-word",
    ),
]
