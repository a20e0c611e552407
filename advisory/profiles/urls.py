"""Addresses of this room."""

from django.urls import URLPattern, path

from advisory.profiles.views import reading, writing

urlpatterns: list[URLPattern] = [
    path("wsparcie/", reading.PublicProgrammes.as_view(), name="public-programmes"),
    path("wsparcie/<slug:code>/", reading.PublicProgramme.as_view(), name="public-programme"),
    path(
        "wsparcie/<slug:code>/aktualnosci/<int:pk>/",
        reading.PublicNews.as_view(),
        name="public-news",
    ),
    path(
        "wsparcie/<slug:code>/jednostki/<slug:unit_code>/",
        reading.PublicUnit.as_view(),
        name="public-unit",
    ),
    path(
        "wsparcie/<slug:code>/jednostki/<slug:unit_code>/raport.pdf",
        reading.PublicReport.as_view(),
        name="public-report",
    ),
    path(
        "jednostki-programu/<int:pk>/profil/", writing.ProfileWrite.as_view(), name="profile-write"
    ),
    path("jednostki-programu/<int:pk>/raport/", writing.ReportGive.as_view(), name="report-give"),
    path("profile/<int:pk>/ruch/", writing.ProfileMove.as_view(), name="profile-move"),
    path("programy/<int:pk>/aktualnosci/", writing.NewsList.as_view(), name="news-list"),
    path("programy/<int:pk>/aktualnosci/nowa/", writing.NewsBegin.as_view(), name="news-begin"),
    path("aktualnosci/<int:pk>/", writing.NewsDetail.as_view(), name="news-detail"),
    path("aktualnosci/<int:pk>/zmiana/", writing.NewsEdit.as_view(), name="news-edit"),
    path("aktualnosci/<int:pk>/ruch/", writing.NewsMove.as_view(), name="news-move"),
    path("aktualnosci/<int:pk>/wysylka/", writing.NewsSend.as_view(), name="news-send"),
]
