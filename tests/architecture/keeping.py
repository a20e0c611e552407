"""The world is made once for each process and kept while tests that walk through it follow.

It stands in a transaction around them; what a test changes is a savepoint in it. The first test
that does not know the world ends the transaction, and the world with it.
"""

from contextlib import ExitStack

from django.db import transaction

FIXTURE = "module_world"


class Keeper:
    """Holds the world's transaction open."""

    def __init__(self):
        self.stack = ExitStack()
        self.world = None
        self.is_printed = False

    def hold(self, blocker):
        """Return the world, made if it is not here."""
        from tests.architecture.world import make_world  # noqa: PLC0415 - all rooms, only when asked

        if self.world is None:
            with ExitStack() as stack:
                stack.enter_context(blocker.unblock())
                stack.enter_context(transaction.atomic())
                stack.callback(transaction.set_rollback, True)
                self.world = make_world()
                self.stack = stack.pop_all()
        return self.world

    def print_once(self):
        """Print the world's documents once."""
        from tests.architecture.world import print_files  # noqa: PLC0415 - as above

        if not self.is_printed:
            print_files(self.world)
            self.is_printed = True

    def let_go(self):
        """End the world, where there is one."""
        self.world, self.is_printed = None, False
        self.stack.close()


keeper = Keeper()
