"""The embedded queue: every message is taken whole and once, also by several readers at once."""

from concurrent.futures import ThreadPoolExecutor
from queue import Empty

import pytest
from kombu import Connection

MESSAGES = 200
READERS = 4


@pytest.fixture
def open_queue(tmp_path):
    """Opens a new connection each time, as another process would."""
    folder = str(tmp_path / "queue")
    options = {
        "data_folder_in": folder,
        "data_folder_out": folder,
        "control_folder": str(tmp_path / "control"),
    }
    opened = []

    def connect():
        connection = Connection(
            "filesystem://",
            transport="mkus_portal.folder_queue:Transport",
            transport_options=options,
        )
        opened.append(connection)
        return connection.default_channel

    yield connect
    for connection in opened:
        connection.release()


def taken_by(channel):
    messages = []
    while True:
        try:
            messages.append(channel._get("bells")["number"])
        except Empty:
            return messages


def test_messages_come_oldest_first(open_queue):
    channel = open_queue()
    for number in range(3):
        channel._put("bells", {"number": number})

    assert taken_by(open_queue()) == [0, 1, 2]


def test_each_message_is_taken_once_while_it_is_being_written(open_queue):
    writer = open_queue()
    readers = [open_queue() for _ in range(READERS)]

    def write():
        for number in range(MESSAGES):
            writer._put("bells", {"number": number, "padding": "ó" * 10_000})

    def read(channel):
        messages = []
        while not written.done():
            messages += taken_by(channel)
        return messages + taken_by(channel)

    with ThreadPoolExecutor(READERS + 1) as pool:
        written = pool.submit(write)
        read_by_all = [number for part in pool.map(read, readers) for number in part]

    assert sorted(read_by_all) == list(range(MESSAGES))


def test_other_queue_and_unfinished_files_are_left_alone(open_queue, tmp_path):
    channel = open_queue()
    channel._put("letters", {"number": 1})
    (tmp_path / "queue" / ".1_unfinished.bells.msg").write_text("{")

    assert taken_by(channel) == []


def test_empty_folder_is_made_when_it_is_missing(open_queue, tmp_path):
    assert taken_by(open_queue()) == []
    assert (tmp_path / "queue").is_dir()
