"""Where a request comes from, and who counts as neighbours."""

import pytest

from geo.visitors import network


@pytest.mark.parametrize(
    ("address", "counted_as"),
    [
        ("192.0.2.17", "192.0.2.0/24"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1::/56"),
        ("::ffff:192.0.2.17", "192.0.2.0/24"),
        ("", ""),
        ("unix:", ""),
    ],
)
def test_neighbours_count_together(address, counted_as):
    assert network(address) == counted_as
