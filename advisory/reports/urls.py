"""Addresses of this room."""

from django.urls import URLPattern, path

from advisory.reports.views import months, programme

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
    path("doradcy/<int:pk>/miesiac/", months.AdviserMonthPage.as_view(), name="adviser-month"),
]
