"""Before the start: every obstacle is one sentence that says what to do."""

import socket

import pytest

from mkus_portal.serve import ground
from mkus_portal.serve.ground import Obstacle, Place, check_port, claim_folder, read_place


def test_place_without_settings_is_localhost_8000_and_var():
    place = read_place({})

    assert place.url == "http://localhost:8000/"
    assert place.bind == "127.0.0.1"
    assert place.data_folder == ground.ROOT / "var"


@pytest.mark.parametrize("text", ["abc", "0", "65536", "-1", "80 80"])
def test_port_that_is_not_one_is_refused_with_its_text(text):
    with pytest.raises(Obstacle, match=r"PORT musi być liczbą od 1 do 65535 \(jest: .*\)\."):
        read_place({"PORT": text})


def test_taken_port_names_another_one(tmp_path):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]

        with pytest.raises(Obstacle) as refusal:
            check_port(Place("127.0.0.1", port, tmp_path))

    assert f"Port {port} jest zajęty" in str(refusal.value)
    assert "make run" in str(refusal.value)


def test_free_port_is_accepted(tmp_path):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        port = other.getsockname()[1]

    check_port(Place("127.0.0.1", port, tmp_path))


def test_data_folder_below_a_file_names_the_folder_and_the_variable(tmp_path):
    (tmp_path / "file").touch()
    place = Place("127.0.0.1", 8000, tmp_path / "file" / "data")

    with pytest.raises(Obstacle, match=r"Nie mogę zapisywać w folderze danych .*MKUS_DATA"):
        claim_folder(place)


def test_second_portal_in_one_folder_is_refused_until_the_first_ends(tmp_path):
    place = Place("127.0.0.1", 8000, tmp_path / "data")

    with (
        claim_folder(place),
        pytest.raises(Obstacle, match="działa już inny portal"),
    ):
        claim_folder(place)

    claim_folder(place).close()


def test_missing_library_gives_the_exact_command(monkeypatch):
    monkeypatch.setattr(ground, "LIBRARIES", {"libnothing.so.9": "libnothing9"})
    monkeypatch.setattr(ground.os, "geteuid", lambda: 1000)

    with pytest.raises(Obstacle, match="sudo apt-get install -y libnothing9"):
        ground.check_libraries()
