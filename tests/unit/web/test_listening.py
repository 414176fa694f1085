"""Where a server listens, under which names it is reached, and what is said when it cannot listen there."""

from __future__ import annotations

import socket

import pytest

from readiness.errors import UsageError
from readiness.web.listening import EVERYWHERE, LOOPBACK, Address, listen


def test_a_free_port_is_found_and_takes_connections_at_once() -> None:
    with listen(LOOPBACK, 0) as sock:
        place = sock.getsockname()
        assert place[0] == LOOPBACK and place[1] > 0
        with socket.create_connection(place, timeout=5):
            pass


def test_a_port_in_use_and_one_that_cannot_exist() -> None:
    with listen(LOOPBACK, 0) as sock:
        port = sock.getsockname()[1]
        with pytest.raises(UsageError) as caught:
            listen(LOOPBACK, port)
        assert caught.value.code == "port_taken" and caught.value.fields["port"] == port
    with pytest.raises(UsageError) as caught:
        listen(LOOPBACK, 70_000)
    assert caught.value.code == "port_impossible"


def test_an_address_of_another_machine() -> None:
    with pytest.raises(UsageError) as caught:
        listen("192.0.2.1", 0)  # an address that is reserved for examples
    assert caught.value.code == "address_not_usable" and caught.value.fields["host"] == "192.0.2.1"


@pytest.mark.parametrize(
    ("host", "names", "opened"),
    [
        (LOOPBACK, {"127.0.0.1:80", "localhost:80"}, LOOPBACK),
        (EVERYWHERE, {"127.0.0.1:80", "localhost:80", "0.0.0.0:80"}, LOOPBACK),
        ("192.168.1.5", {"192.168.1.5:80"}, "192.168.1.5"),
    ],
)
def test_names_and_the_address_to_open(host: str, names: set[str], opened: str) -> None:
    address = Address(host, 80, "t")
    assert address.hosts == names and address.first_page == f"http://{opened}:80/t/"


def test_every_start_has_a_token_of_its_own_that_no_log_shows() -> None:
    one, other = Address(LOOPBACK, 1), Address(LOOPBACK, 1)
    assert one.token != other.token and len(one.token) >= 32
    assert one.token not in repr(one)
