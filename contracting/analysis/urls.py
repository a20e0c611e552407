"""Addresses of this room."""

from django.urls import URLPattern, path

from contracting.analysis.views import (
    analyses,
    carrying,
    choice,
    delivered,
    economic,
    guests,
    guide,
    measuring,
    peers,
    plan,
    sharing,
    social,
    social_cards,
    social_meeting,
    stages,
    surveys,
)

urlpatterns: list[URLPattern] = [
    path("przewodnik/", guide.Guide.as_view(), name="guide"),
    path("przewodnik/typ/<str:code>/", guide.GuideType.as_view(), name="guide-type"),
    path("przewodnik/wybor-typu/", guide.ChoiceHelper.as_view(), name="choice-helper"),
    path("przewodnik/pliki/<str:code>/", guide.BookletFile.as_view(), name="booklet"),
    path("analizy/<int:pk>/wybor-typu/", choice.AnalysisChoice.as_view(), name="analysis-choice"),
    path("analizy/", analyses.AnalysisList.as_view(), name="analysis-list"),
    path("analizy/nowa/", analyses.AnalysisCreate.as_view(), name="analysis-create"),
    path("analizy/<int:pk>/", analyses.AnalysisDetail.as_view(), name="analysis-detail"),
    path(
        "analizy/nowa-efektywnosc/",
        economic.EfficiencyCreate.as_view(),
        name="analysis-create-efficiency",
    ),
    path(
        "analizy/<int:pk>/efektywnosc-ekonomiczna/",
        economic.AnalysisEconomic.as_view(),
        name="analysis-economic",
    ),
    path(
        "analizy/<int:pk>/efektywnosc-ekonomiczna/wykresy/<str:name>/",
        economic.AnalysisEconomicChart.as_view(),
        name="analysis-economic-chart",
    ),
    path("analizy/<int:pk>/rozszerzenie/", economic.AnalysisWiden.as_view(), name="analysis-widen"),
    path(
        "analizy/<int:pk>/etap-<str:stage>/", stages.AnalysisStage.as_view(), name="analysis-stage"
    ),
    path("analizy/<int:pk>/narzedzia/", stages.AnalysisTools.as_view(), name="analysis-tools"),
    path(
        "analizy/<int:pk>/narzedzia/<str:tool>/",
        stages.AnalysisTool.as_view(),
        name="analysis-tool",
    ),
    path("analizy/<int:pk>/plan/", plan.AnalysisPlan.as_view(), name="analysis-plan"),
    path("analizy/<int:pk>/plan/typowy/", plan.PlanTypical.as_view(), name="plan-typical"),
    path("analizy/<int:pk>/plan/kalendarz/", plan.PlanCarry.as_view(), name="plan-carry"),
    path("analizy/plan/<int:pk>/wykonane/", plan.PlanTermDone.as_view(), name="plan-term-done"),
    path(
        "analizy/<int:pk>/efektywnosc-spoleczna/",
        social.AnalysisSocial.as_view(),
        name="analysis-social",
    ),
    path(
        "analizy/<int:pk>/oceniajacy/<str:phase>/zaproszenie/",
        social.AssessorInvite.as_view(),
        name="social-invite",
    ),
    path(
        "analizy/<int:pk>/oceniajacy/<str:phase>/papier/",
        social.PaperCardAdd.as_view(),
        name="social-paper",
    ),
    path("analizy/oceny/<int:pk>/", social_cards.SocialCard.as_view(), name="social-card"),
    path(
        "analizy/oceny/<int:pk>/ruch/",
        social_cards.SocialCardMove.as_view(),
        name="social-card-move",
    ),
    path(
        "analizy/zbieranie-ocen/<int:pk>/",
        social_meeting.SocialMeeting.as_view(),
        name="social-meeting",
    ),
    path(
        "analizy/zbieranie-ocen/<int:pk>/ponownie/",
        social_meeting.SocialAgain.as_view(),
        name="social-again",
    ),
    path(
        "analizy/oceny/<int:pk>/wynik/",
        social_meeting.SocialTogether.as_view(),
        name="social-together",
    ),
    path(
        "analizy/<int:pk>/pomiar/",
        measuring.AnalysisMeasurement.as_view(),
        name="analysis-measurement",
    ),
    path(
        "analizy/<int:pk>/pomiar/otwarcie/",
        measuring.MeasurementOpen.as_view(),
        name="measurement-open",
    ),
    path("analizy/<int:pk>/osoby/", guests.AnalysisGuests.as_view(), name="analysis-guests"),
    path("analizy/<int:pk>/osoby/nowa/", guests.GuestInvite.as_view(), name="guest-invite"),
    path("analizy/osoby/<int:pk>/koniec/", guests.GuestWithdraw.as_view(), name="guest-withdraw"),
    path(
        "analizy/zaproszenia/<str:token>/",
        guests.GuestInvitation.as_view(),
        name="guest-invitation",
    ),
    path(
        "analizy/<int:pk>/obietnice-i-wyniki/",
        delivered.AnalysisDelivered.as_view(),
        name="analysis-delivered",
    ),
    path(
        "analizy/rozliczone/<int:pk>/liczby/",
        delivered.DeliveredCount.as_view(),
        name="delivered-count",
    ),
    path("analizy/wczytanie/", carrying.AnalysisImport.as_view(), name="analysis-import"),
    path("analizy/<int:pk>/raport.docx", analyses.AnalysisWord.as_view(), name="analysis-word"),
    path("analizy/<int:pk>/plik/", carrying.AnalysisExport.as_view(), name="analysis-export"),
    path("analizy/<int:pk>/badania/", surveys.AnalysisSurveys.as_view(), name="analysis-surveys"),
    path("analizy/<int:pk>/podglad/", analyses.AnalysisPreview.as_view(), name="analysis-preview"),
    path("analizy/<int:pk>/zamkniecie/", analyses.AnalysisClose.as_view(), name="analysis-close"),
    path("analizy/<int:pk>/raport/", analyses.AnalysisReport.as_view(), name="analysis-report"),
    path(
        "analizy/<int:pk>/udostepnienie/",
        sharing.AnalysisSharing.as_view(),
        name="analysis-sharing",
    ),
    path(
        "analizy/udostepnienie/<int:pk>/opis/",
        sharing.SharingDescribe.as_view(),
        name="sharing-describe",
    ),
    path(
        "analizy/udostepnienie/<int:pk>/ruch/", sharing.SharingMove.as_view(), name="sharing-move"
    ),
    path(
        "analizy/udostepnienie/odpowiedzi/<int:pk>/",
        sharing.SharingAnswer.as_view(),
        name="sharing-answer",
    ),
    path(
        "analizy/udostepnienie/odpowiedzi/<int:pk>/oznaczenie/",
        sharing.SharingAnswerMark.as_view(),
        name="sharing-answer-mark",
    ),
    path(
        "analizy/<int:pk>/inni/<str:code>/",
        peers.AnalysisPeers.as_view(),
        name="analysis-peers",
    ),
    path(
        "analizy/<int:pk>/inni/<str:code>/<int:answer>/",
        peers.PeerCopy.as_view(),
        name="peer-copy",
    ),
    path("analizy/zrodla/<int:pk>/zdjecie/", peers.SourceTakeOff.as_view(), name="source-take-off"),
    path("biblioteka-analiz/", peers.SharedList.as_view(), name="shared-list"),
    path("biblioteka-analiz/<int:pk>/", peers.SharedDetail.as_view(), name="shared-analysis"),
]
