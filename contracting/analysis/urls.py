"""Addresses of this room."""

from django.urls import URLPattern, path

from contracting.analysis.views import (
    analyses,
    carrying,
    delivered,
    economic,
    measuring,
    plan,
    social,
    social_cards,
    stages,
    surveys,
)

urlpatterns: list[URLPattern] = [
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
        social_cards.SocialMeeting.as_view(),
        name="social-meeting",
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
]
