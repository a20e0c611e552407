"""Addresses of this room."""

from django.urls import URLPattern, path

from advisory.reports.views import load, months, programme

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
]
