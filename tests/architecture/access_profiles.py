"""Who gets which page of units' public profiles and of news."""

from tests.architecture.access import (
    ADVISER,
    IN_TOUCH,
    OPERATOR,
    OVERSEERS,
    RUNS,
    Page,
    public,
)

APPLICANTS = frozenset({"coordinator", "executive"})
CODE = {"code": "=mkus"}
UNIT = {**CODE, "unit_code": "profiled_unit.code"}

PAGES: tuple[Page, ...] = (
    public("public-programmes"),
    public("public-programme", CODE),
    public("public-news", {**CODE, "pk": "published_news"}),
    Page("public-news", {**CODE, "pk": "draft_news"}, {}, 404, 404),
    public("public-unit", UNIT),
    Page("public-unit", {**CODE, "unit_code": "testing_unit.code"}, {}, 404, 404),
    public("public-report", UNIT),
    Page("profile-write", "testing_unit", {200: RUNS, 403: OPERATOR}, 404),
    Page("report-give", "advised_unit", {200: APPLICANTS, 403: IN_TOUCH}, 404),
    Page("profile-move", "draft_profile", {200: RUNS, 403: OPERATOR}, 404, query="?ruch=publish"),
    Page("profile-move", "published_profile", {200: RUNS, 403: IN_TOUCH}, 404, query="?ruch=hide"),
    Page("news-list", "programme", {200: OVERSEERS, 403: ADVISER}, 404),
    Page("news-begin", "programme", {200: RUNS, 403: ADVISER | OPERATOR}, 404),
    Page("news-detail", "draft_news", {200: OVERSEERS}, 404),
    Page("news-edit", "draft_news", {200: RUNS, 403: OPERATOR}, 404),
    Page("news-move", "draft_news", {200: RUNS, 403: OPERATOR}, 404, query="?ruch=publish"),
    Page("news-send", "published_news", {302: RUNS, 403: OPERATOR}, 404),
    Page("news-send", "draft_news", {403: OVERSEERS}, 404),
)
