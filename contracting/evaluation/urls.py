"""Addresses of this room."""

from django.urls import URLPattern, path

from contracting.evaluation.views import (
    bidders,
    cards,
    commission,
    conditions,
    corrections,
    deciding,
    dividing,
    formal,
    impartiality,
    leading,
    meeting,
    reasons,
    recruitment,
    scoring,
    session,
)

_office = [
    ("", session.EvaluationList, "evaluation-list"),
    ("konkurs/<int:pk>/rozpoczecie/", session.EvaluationBegin, "evaluation-begin"),
    ("<int:pk>/", session.EvaluationDetail, "evaluation-detail"),
    ("<int:pk>/zasady/", session.EvaluationSettings, "evaluation-settings"),
    ("<int:pk>/ruch/", session.EvaluationMove, "evaluation-move"),
    ("<int:pk>/ranking/", dividing.Ranking, "evaluation-ranking"),
    ("<int:pk>/wariant/<int:task>/", dividing.ScenarioCreate, "scenario-create"),
    ("wariant/<int:pk>/", dividing.ScenarioEdit, "scenario-edit"),
    ("wariant/<int:pk>/usuniecie/", dividing.ScenarioRemove, "scenario-remove"),
    ("wariant/<int:pk>/kwoty/", dividing.ScenarioAmounts, "scenario-amounts"),
    ("wariant/<int:pk>/wybor/", dividing.ScenarioChoose, "scenario-choose"),
    ("<int:pk>/rozstrzygniecie/", deciding.EvaluationDecide, "evaluation-decide"),
    ("<int:pk>/projekt-aktu.docx", deciding.DecisionWord, "evaluation-act"),
    ("<int:pk>/wyniki/", deciding.EvaluationResults, "evaluation-results"),
    ("oferta/<int:pk>/rezerwa/", deciding.MoveUp, "assessment-move-up"),
    ("uzasadnienia/", reasons.ReasonsList, "reasons-list"),
    ("uzasadnienia/<int:pk>/", reasons.ReasonsAnswer, "reasons-answer"),
    ("<int:pk>/uzasadnienia/", reasons.ReasonsEnter, "reasons-enter"),
]
_scoring = [
    ("<int:pk>/karty/", scoring.OwnCards, "evaluation-cards"),
    ("oferty/<int:pk>/karta/", scoring.CardWrite, "card-write"),
    ("oferty/<int:pk>/karta/nowa/", scoring.CardBegin, "card-begin"),
    ("karty/<int:pk>/", cards.CardDetail, "card-detail"),
    ("karty/<int:pk>/ruch/", scoring.CardMove, "card-move"),
    ("<int:pk>/punktacja/", leading.Scoring, "evaluation-scoring"),
    ("<int:pk>/punktacja/koniec/", leading.ScoringEnd, "evaluation-scoring-end"),
    ("<int:pk>/przydzial/", leading.Assignment, "evaluation-assignment"),
    ("oferty/<int:pk>/dodatkowa-opinia/", leading.ThirdOpinion, "card-third-opinion"),
]
_meetings = [
    ("<int:pk>/posiedzenia/", meeting.MeetingList, "evaluation-meetings"),
    ("<int:pk>/posiedzenia/nowe/", meeting.MeetingOpen, "meeting-open"),
    ("posiedzenia/<int:pk>/", meeting.MeetingDetail, "meeting-detail"),
    ("posiedzenia/<int:pk>/obecnosc/", meeting.MeetingPresence, "meeting-presence"),
    (
        "posiedzenia/<int:pk>/oferty/<int:assessment>/",
        meeting.MeetingVotePage,
        "meeting-vote",
    ),
    ("posiedzenia/<int:pk>/przebieg/", meeting.MeetingNotes, "meeting-notes"),
    ("posiedzenia/<int:pk>/koniec/", meeting.MeetingClose, "meeting-close"),
    ("posiedzenia/<int:pk>/protokol/", meeting.MeetingMinutes, "meeting-minutes"),
    ("posiedzenia/<int:pk>/protokol.docx", meeting.MeetingWord, "meeting-word"),
]
_commission = [
    ("<int:pk>/komisja/", commission.CommissionDetail, "commission-detail"),
    ("<int:pk>/komisja/osoba/", commission.MemberAdd, "commission-member-add"),
    ("<int:pk>/komisja/kopia/", commission.LineUpCopy, "commission-copy"),
    ("<int:pk>/komisja/do-powolania/", commission.AppointmentAsk, "commission-ask"),
    ("<int:pk>/komisja/powolanie/", commission.CommissionAppoint, "commission-appoint"),
    ("osoba/<int:pk>/usuniecie/", commission.MemberTakeOut, "commission-member-remove"),
    ("osoba/<int:pk>/zaproszenie/", commission.MemberInvite, "commission-member-invite"),
    ("osoba/<int:pk>/wylaczenie/", commission.MemberExclude, "commission-member-exclude"),
    ("<int:pk>/bezstronnosc/", impartiality.Impartiality, "impartiality"),
    ("<int:pk>/bezstronnosc/wylaczenie/", impartiality.StepAside, "impartiality-recuse"),
]
_recruitment = [
    ("", recruitment.RecruitmentList, "recruitment-list"),
    ("<int:pk>/", recruitment.RecruitmentDetail, "recruitment-detail"),
    ("<int:pk>/zgloszenie/", recruitment.CandidateIndicate, "candidate-indicate"),
    ("zgloszenie/<int:pk>/wycofanie/", recruitment.CandidateWithdraw, "candidate-withdraw"),
    ("urzad/", recruitment.OfficeRecruitmentList, "office-recruitment-list"),
    ("urzad/nowy/", recruitment.RecruitmentCreate, "office-recruitment-create"),
    ("urzad/<int:pk>/", recruitment.OfficeRecruitmentDetail, "office-recruitment-detail"),
    ("urzad/<int:pk>/tresc/", recruitment.RecruitmentEdit, "office-recruitment-edit"),
    ("urzad/<int:pk>/ogloszenie/", recruitment.RecruitmentPublish, "office-recruitment-publish"),
    ("urzad/<int:pk>/kandydat/", recruitment.CandidateEnter, "office-candidate-enter"),
]
_formal = [
    ("<int:pk>/formalna/", formal.FormalList, "formal-list"),
    ("<int:pk>/warunki/", conditions.ConditionList, "formal-conditions"),
    ("<int:pk>/warunki/nowy/", conditions.ConditionCreate, "formal-condition-create"),
    ("warunki/<int:pk>/", conditions.ConditionEdit, "formal-condition-edit"),
    ("warunki/<int:pk>/usuniecie/", conditions.ConditionRemove, "formal-condition-remove"),
    ("warunki/<int:pk>/miejsce/", conditions.ConditionMove, "formal-condition-move"),
    ("oferty/<int:pk>/formalna/", formal.FormalSheet, "formal-sheet"),
    ("oferty/<int:pk>/formalna/ruch/", formal.FormalMove, "formal-move"),
    ("wezwania/<int:pk>/", corrections.CorrectionDetail, "correction-detail"),
    ("wezwania/<int:pk>/termin/", corrections.CorrectionExtend, "correction-extend"),
    ("<int:pk>/braki/", corrections.DefectList, "formal-defects"),
    ("<int:pk>/braki/dokument/", corrections.DefectsDocument, "formal-defects-document"),
]
urlpatterns: list[URLPattern] = [
    path(f"{room}/{address}", page.as_view(), name=name)
    for room, pages in (
        ("ocena", _office),
        ("ocena", _formal),
        ("ocena", _commission),
        ("ocena", _scoring),
        ("ocena", _meetings),
        ("nabory-do-komisji", _recruitment),
    )
    for address, page, name in pages
]
urlpatterns += [
    path("oferty/<int:pk>/wynik/", bidders.OfferResult.as_view(), name="offer-result"),
    path("oferty/<int:pk>/odpowiedz/", bidders.AwardAnswer.as_view(), name="award-answer"),
    path("konkursy/<int:pk>/uzasadnienie/", reasons.ReasonsDemand.as_view(), name="reasons-demand"),
]
