"""Addresses of this room."""

from django.urls import URLPattern, path

from contracting.surveys.views import links, office, outcome, respondent, sampling, writing

urlpatterns: list[URLPattern] = [
    path("badanie/dziekujemy/", respondent.SurveyThanks.as_view(), name="survey-thanks"),
    path("badanie/link/<str:token>/", respondent.SurveyAnswer.as_view(), name="survey-answer"),
    path("badanie/<str:token>/", respondent.SurveyOpenAnswer.as_view(), name="survey-open-answer"),
]

_office = [
    ("", office.SurveyList, "survey-list"),
    ("nowe/", writing.SurveyCreate, "survey-create"),
    ("<int:pk>/", office.SurveyDetail, "survey-detail"),
    ("<int:pk>/podstawy/", writing.SurveyEdit, "survey-edit"),
    ("<int:pk>/podglad/", office.SurveyPreview, "survey-preview"),
    ("<int:pk>/kopia/", writing.SurveyCopy, "survey-copy"),
    ("<int:pk>/ruch/", office.SurveyMove, "survey-move"),
    ("<int:pk>/pytania/nowe/<str:kind>/", writing.QuestionCreate, "survey-question-create"),
    ("pytania/<int:pk>/", writing.QuestionEdit, "survey-question-edit"),
    ("pytania/<int:pk>/usuniecie/", writing.QuestionRemove, "survey-question-remove"),
    ("pytania/<int:pk>/miejsce/", writing.QuestionMove, "survey-question-move"),
    ("<int:pk>/linki/", links.SurveyLinks, "survey-links"),
    ("<int:pk>/zaproszenia/", links.SurveyInvite, "survey-invite"),
    ("<int:pk>/losowanie/", sampling.SurveySample, "survey-sample"),
    ("losowania/<int:pk>/", sampling.SurveyDraw, "survey-draw"),
    ("<int:pk>/wydruk/", links.SurveyPrint, "survey-print"),
    ("<int:pk>/plakat/", links.SurveyPoster, "survey-poster"),
    ("<int:pk>/przypomnienie/", links.SurveyRemind, "survey-remind"),
    ("<int:pk>/wyniki/", outcome.SurveyOutcome, "survey-results"),
    ("<int:pk>/odpowiedzi.<str:kind>", outcome.AnswersFile, "survey-answers-file"),
    ("<int:pk>/wyniki.<str:kind>", outcome.SummaryFile, "survey-summary-file"),
    ("<int:pk>/porownanie-<str:what>.<str:kind>", outcome.ComparisonFile, "survey-comparison-file"),
]
urlpatterns += [
    path(f"urzad/badania/{address}", page.as_view(), name=name) for address, page, name in _office
]
