"""Facts are carried to the public internet alone, and what was checked is what is connected to."""

import socket
from ipaddress import ip_address, ip_network

import aiohttp
import pytest
from aiohttp.abc import AbstractResolver, ResolveResult

from gateway.webhooks.addresses import AddressRefused, Guard, PinnedResolver

STRICT = Guard(())
LOOSE = Guard((ip_network("127.0.0.0/8"), ip_network("10.1.0.0/16")), plain_http=True)
REFUSED = (
    "127.0.0.1", "127.8.8.8", "0.0.0.1", "10.0.0.1", "172.16.5.4", "192.168.1.1", "169.254.169.254", "100.64.0.1",
    "192.0.2.1", "198.18.0.1", "224.0.0.1", "240.0.0.1", "255.255.255.255", "168.63.129.16", "::", "::1",
    "::ffff:127.0.0.1", "::ffff:169.254.169.254", "::127.0.0.1", "64:ff9b::a9fe:a9fe", "2002:7f00:1::", "fe80::1",
    "fc00::1", "fd00:ec2::254", "fec0::1", "ff02::1", "2001:db8::1",
)  # fmt: skip
PERMITTED = ("93.184.216.34", "2606:2800:220:1:248:1893:25c8:1946", "::ffff:93.184.216.34", "64:ff9b::5db8:d822")


@pytest.mark.parametrize("address", REFUSED)
def test_no_address_of_a_network_of_its_own_is_reached(address: str) -> None:
    assert not STRICT.permits(ip_address(address))


@pytest.mark.parametrize("address", PERMITTED)
def test_public_addresses_are_reached(address: str) -> None:
    assert STRICT.permits(ip_address(address))


def test_the_operator_may_allow_networks() -> None:
    allowed = [LOOSE.permits(ip_address(one)) for one in ("127.0.0.1", "::ffff:127.0.0.1", "10.1.2.3")]
    assert allowed == [True, True, True]
    assert [LOOSE.permits(ip_address(one)) for one in ("10.2.0.1", "::1", "169.254.169.254")] == [False, False, False]


@pytest.mark.parametrize(
    "url",
    [
        "http://example.org/hook", "https://127.0.0.1/", "https://[::1]:8000/", "https://[::ffff:10.0.0.1]/",
        "https://user:password@example.org/", "https://example.org/#part", "https:///path", "ftp://example.org/",
        "https://example.org:99999/", "https://[fe80::1%25eth0]/",
    ],
)  # fmt: skip
def test_a_url_that_is_never_called_is_refused_at_once(url: str) -> None:
    with pytest.raises(AddressRefused):
        STRICT.check_url(url)


def test_a_url_of_the_internet_is_taken() -> None:
    STRICT.check_url("https://example.org:8443/hook?token=x")
    LOOSE.check_url("http://127.0.0.1:8080/hook")


class Answering(AbstractResolver):
    """Names that lead where a test wants, one answer after the other."""

    def __init__(self, *answers: list[str]) -> None:
        self.answers = list(answers)

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        return [
            ResolveResult(hostname=host, host=one, port=port, family=socket.AF_INET, proto=0, flags=0)
            for one in self.answers.pop(0)
        ]

    async def close(self) -> None:
        """Nothing is open."""


async def test_a_name_that_leads_to_one_private_address_beside_public_ones_is_refused() -> None:
    resolver = PinnedResolver(STRICT, Answering(["93.184.216.34", "10.0.0.1"]))
    with pytest.raises(AddressRefused):
        await resolver.resolve("example.org", 443)


async def test_a_name_is_looked_up_once_for_a_connection_however_it_changes() -> None:
    """Who answers a public address first and a private one after it (DNS rebinding) gains nothing."""
    answering = Answering(["93.184.216.34"], ["127.0.0.1"])
    resolver = PinnedResolver(STRICT, answering)
    connector = aiohttp.TCPConnector(resolver=resolver, use_dns_cache=False)
    found = await connector._resolve_host("example.org", 443)
    await connector.close()
    assert [one["host"] for one in found] == ["93.184.216.34"]
    assert answering.answers == [["127.0.0.1"]]
