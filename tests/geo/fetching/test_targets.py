"""What is an address that is asked, and which of the world's addresses are open to everybody."""

from ipaddress import ip_address

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.fetching import AddressRefused, Target
from geo.fetching.reach import is_public


@pytest.mark.parametrize(
    ("url", "target"),
    [
        ("http://example.org", Target("http", "example.org", 80, "/")),
        ("HTTPS://Example.ORG./a?b=c#d", Target("https", "example.org", 443, "/a?b=c")),
        ("https://example.org:8443/ä%20ö", Target("https", "example.org", 8443, "/%C3%A4%20%C3%B6")),
        ("https://münchen.de", Target("https", "xn--mnchen-3ya.de", 443, "/")),
        ("https://straße.de", Target("https", "xn--strae-oqa.de", 443, "/")),
        ("http://1.1.1.1/", Target("http", "1.1.1.1", 80, "/")),
        ("http://[2606:4700::1111]/", Target("http", "2606:4700::1111", 80, "/")),
    ],
)
def test_an_address_says_whom_to_ask_for_what(url, target):
    assert Target.parse(url) == target


@pytest.mark.parametrize(
    "url",
    [
        "",
        "example.org",
        "//example.org/",
        "file:///etc/passwd",
        "gopher://example.org:70/_GET",
        "ftp://example.org/",
        "javascript:alert(1)",
        "http:///path",
        "http://user@example.org/",
        "http://user:word@example.org/",
        "http://example.org@127.0.0.1/",
        "http://example.org\\@127.0.0.1/",
        "http://example.org:99999/",
        "http://example.org:x/",
        "http://[::1/",
        "http://localhost/",
        "http://intranet/",
        "http://2130706433/",
        "http://0x7f000001/",
        "http://0x7f.0.0.1/",
        "http://0177.0.0.1/",
        "http://127.1/",
        "http://1.2.3.4.5/",
        "http://１２７。0.0.1/",
        "http://example.org/\r\nHost: inside",
        "http://exam\tple.org/",
        "http://example.org/a b",
        "http://-example.org/",
        "http://exa℀mple.org/",
        f"http://example.org/{'a' * 2000}",
        f"http://{'a' * 64}.org/",
    ],
)
def test_what_is_no_address_of_the_open_web_is_refused(url):
    with pytest.raises(AddressRefused):
        Target.parse(url)


@given(st.text(max_size=60), st.text(max_size=60))
def test_any_text_is_an_address_or_refused(text, location):
    for url in (text, f"http://{text}", f"http://example.org/{text}"):
        try:
            target = Target.parse(url)
            assert target.url.isascii()
            target.leading_to(location.encode("latin-1", "ignore").decode("latin-1"))
        except AddressRefused:
            pass


@pytest.mark.parametrize(
    ("location", "leads_to"),
    [
        ("/b?c", "http://example.org/b?c"),
        ("b", "http://example.org/a/b"),
        ("//other.example/", "http://other.example/"),
        ("https://example.org/a b", "https://example.org/a%20b"),
        ("/\xc3\xa4", "http://example.org/%C3%A4"),
    ],
)
def test_a_redirect_leads_on_from_where_it_was(location, leads_to):
    assert Target.parse("http://example.org/a/").leading_to(location).url == leads_to


@pytest.mark.parametrize("text", ["1.1.1.1", "9.255.255.255", "172.32.0.1", "2606:4700::1111", "2a00:1450:4001::1"])
def test_addresses_that_everybody_can_reach_are_public(text):
    assert is_public(ip_address(text))


@pytest.mark.parametrize(
    "text",
    [
        "0.0.0.1", "10.0.0.1", "100.64.0.1", "100.100.100.200", "127.0.0.1", "127.255.255.254", "168.63.129.16",
        "169.254.169.254", "172.16.0.1", "172.31.255.255", "192.0.0.8", "192.0.2.1", "192.88.99.1", "192.168.1.1",
        "198.18.0.1", "198.51.100.1", "203.0.113.1", "224.0.0.1", "239.255.255.255", "240.0.0.1", "255.255.255.255",
        "::", "::1", "::7f00:1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:1.1.1.1", "::ffff:0:127.0.0.1",
        "64:ff9b::7f00:1", "64:ff9b:1::1", "100::1", "2001::1", "2001:10::1", "2001:db8::1", "2002:7f00:1::",
        "2002:a00:1::", "3fff::1", "fc00::1", "fd00:ec2::254", "fe80::1", "fe80::1%eth0", "fec0::1", "ff02::1",
        "ff0e::1", "2606:4700::1111%eth0",
    ],
)  # fmt: skip
def test_addresses_inside_networks_are_not_public_in_any_form(text):
    assert not is_public(ip_address(text))


@given(st.ip_addresses())
def test_nothing_that_python_knows_as_private_is_public(address):
    assert not (is_public(address) and (address.is_private or address.is_multicast or address.is_loopback))
