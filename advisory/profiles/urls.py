"""Addresses of this room."""

from django.urls import URLPattern, path

from advisory.profiles.views import downloads, news, press, public_news, reading, units, writing

urlpatterns: list[URLPattern] = [
    path("wsparcie/", reading.PublicProgrammes.as_view(), name="public-programmes"),
    path("wsparcie/<slug:code>/", reading.PublicProgramme.as_view(), name="public-programme"),
    path(
        "wsparcie/<slug:code>/aktualnosci/",
        public_news.PublicNewsList.as_view(),
        name="public-news-list",
    ),
    path(
        "wsparcie/<slug:code>/aktualnosci.atom",
        public_news.NewsFeed.as_view(),
        name="public-news-feed",
    ),
    path(
        "wsparcie/<slug:code>/aktualnosci/<int:pk>/",
        public_news.PublicNews.as_view(),
        name="public-news",
    ),
    path("wsparcie/<slug:code>/dla-mediow/", press.PublicPress.as_view(), name="public-press"),
    path("wsparcie/<slug:code>/dla-mediow.zip", press.PressZip.as_view(), name="public-press-zip"),
    path("do-pobrania/", downloads.Downloads.as_view(), name="downloads"),
    path(
        "do-pobrania/mkus-analysis-1.schema.json",
        downloads.AnalysisSchema.as_view(),
        name="analysis-schema",
    ),
    path(
        "do-pobrania/wykazy/<str:name>.<str:kind>",
        downloads.EmptyList.as_view(),
        name="empty-list",
    ),
    path("listy-programu/<str:token>/", public_news.NewsRefuse.as_view(), name="news-refusal"),
    path(
        "wsparcie/<slug:code>/jednostki/<slug:unit_code>/",
        reading.PublicUnit.as_view(),
        name="public-unit",
    ),
    path("wsparcie/<slug:code>/jednostki/", units.PublicUnits.as_view(), name="public-units"),
    path(
        "wsparcie/<slug:code>/jednostki/<slug:unit_code>/kalendarz.ics",
        reading.PublicCalendar.as_view(),
        name="public-calendar",
    ),
    path(
        "wsparcie/<slug:code>/jednostki/<slug:unit_code>/ekspertyzy/<int:pk>.pdf",
        reading.PublicExpertise.as_view(),
        name="public-expertise",
    ),
    path(
        "wsparcie/<slug:code>/jednostki/<slug:unit_code>/badania/<int:pk>/",
        reading.PublicSurvey.as_view(),
        name="public-survey",
    ),
    path(
        "wsparcie/<slug:code>/jednostki/<slug:unit_code>/raport.pdf",
        reading.PublicReport.as_view(),
        name="public-report",
    ),
    path(
        "jednostki-programu/<int:pk>/profil/", writing.ProfileWrite.as_view(), name="profile-write"
    ),
    path(
        "jednostki-programu/<int:pk>/dokumenty-publiczne/",
        writing.DocumentsGive.as_view(),
        name="documents-give",
    ),
    path(
        "jednostki-programu/<int:pk>/kalendarium/",
        writing.MilestonesChoose.as_view(),
        name="milestones-choose",
    ),
    path("doradcy/<int:pk>/wizytowka/", writing.CardWrite.as_view(), name="adviser-card"),
    path("profile/<int:pk>/ruch/", writing.ProfileMove.as_view(), name="profile-move"),
    path("programy/<int:pk>/aktualnosci/", news.NewsList.as_view(), name="news-list"),
    path("programy/<int:pk>/aktualnosci/nowa/", news.NewsBegin.as_view(), name="news-begin"),
    path("aktualnosci/<int:pk>/", news.NewsDetail.as_view(), name="news-detail"),
    path("aktualnosci/<int:pk>/zmiana/", news.NewsEdit.as_view(), name="news-edit"),
    path("aktualnosci/<int:pk>/ruch/", news.NewsMove.as_view(), name="news-move"),
    path("aktualnosci/<int:pk>/wysylka/", news.NewsSend.as_view(), name="news-send"),
    path("programy/<int:pk>/dla-mediow/", press.PressDetail.as_view(), name="press-detail"),
    path("programy/<int:pk>/dla-mediow/zmiana/", press.PressWrite.as_view(), name="press-write"),
    path("dla-mediow/<int:pk>/ruch/", press.PressMove.as_view(), name="press-move"),
    path("programy/<int:pk>/pliki/", downloads.DownloadList.as_view(), name="download-list"),
    path("programy/<int:pk>/pliki/nowy/", downloads.DownloadOffer.as_view(), name="download-offer"),
    path("pliki-programu/<int:pk>/", downloads.DownloadDetail.as_view(), name="download-detail"),
    path("pliki-programu/<int:pk>/zmiana/", downloads.DownloadEdit.as_view(), name="download-edit"),
]
