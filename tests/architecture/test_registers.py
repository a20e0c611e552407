"""What is registered is whole: law cited, docs/ fresh, migrations linear, models owned."""

from io import StringIO

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection, models
from django.db.migrations.loader import MigrationLoader
from django.template.loader import get_template

from mkus_portal.law.registry import register
from mkus_portal.notifications.messages import message_kinds
from mkus_portal.workflow.engine import procedures
from tests.architecture.tree import PACKAGES, ROOT, templates


def own_models() -> list[type[models.Model]]:
    """The product's own models."""
    return [
        model
        for model in apps.get_models()
        if model.__module__.split(".")[0] in PACKAGES and not model._meta.proxy
    ]


def test_every_legal_number_is_cited() -> None:
    assert register.parameters
    for parameter in register.parameters.values():
        assert parameter.cite.strip(), parameter.key
        assert parameter.label.strip(), parameter.key
        assert parameter.values, parameter.key
    for deadline in register.deadlines.values():
        assert deadline.cite.strip(), deadline.code


def test_a_key_is_registered_once() -> None:
    parameter = next(iter(register.parameters.values()))
    other = type(parameter)(
        parameter.key, "inny", parameter.unit, "art. 1", {next(iter(parameter.values)): 1}
    )
    with pytest.raises(ValueError, match=parameter.key):
        register.add(other)


@pytest.mark.django_db
def test_generated_documents_are_fresh() -> None:
    call_command("build_docs", "--check")


@pytest.mark.django_db
def test_migrations_are_complete() -> None:
    out = StringIO()
    call_command("makemigrations", "--check", "--dry-run", stdout=out)
    assert "No changes" in out.getvalue()


@pytest.mark.django_db
def test_migrations_are_linear() -> None:
    graph = MigrationLoader(connection).graph
    ours = {model._meta.app_label for model in own_models()}
    for label in ours:
        leaves = [leaf for leaf in graph.leaf_nodes() if leaf[0] == label]
        assert len(leaves) == 1, label


def test_every_message_has_its_template() -> None:
    for kind in message_kinds():
        get_template(kind.template)


def test_every_template_compiles() -> None:
    for path in templates():
        get_template(str(path.relative_to(ROOT / "templates")))


def test_every_procedure_names_states_of_its_model() -> None:
    for procedure in procedures():
        states = set(dict(procedure.model._meta.get_field("state").choices or ()))
        for move in procedure.moves:
            assert set(move.sources) | {move.target} <= states, (procedure.name, move.name)
            assert move.label, move.name


def whose(model: type[models.Model], seen: tuple[str, ...] = ()) -> bool:
    """Whether the model answers `visible_to`, or belongs to one that does."""
    if hasattr(model._default_manager, "visible_to"):
        return True
    owner = getattr(model, "belongs_to", "")
    if owner in {"everybody", "portal"}:
        return True
    if not owner or owner in seen:
        return False
    target = model._meta.get_field(owner).related_model
    return isinstance(target, type) and whose(target, (*seen, owner))


def test_every_model_says_whose_it_is() -> None:
    """`visible_to` on its queryset, or `belongs_to`: a field, "everybody" or "portal"."""
    assert [model.__name__ for model in own_models() if not whose(model)] == []
