"""Which network addresses may be reached from a URL that a user, or a page, gave."""

import ipaddress

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
_NAT64 = ipaddress.ip_network("64:ff9b::/96")


def is_public(text: str) -> bool:
    """Tell whether a numeric address is an ordinary public one.

    Private, loopback, link-local, shared, multicast, reserved and unspecified addresses are not, nor are IPv6 addresses that
    carry such an IPv4 address (mapped, 6to4, Teredo, NAT64): IANA's special-purpose registries, as Python's ``ipaddress`` has them.
    """
    try:
        address = ipaddress.ip_address(text.split("%", 1)[0])
    except ValueError:
        return False
    return all(_is_open(part) for part in _unfold(address))


def _unfold(address: Address) -> list[Address]:
    parts: list[Address] = [address]
    if isinstance(address, ipaddress.IPv6Address):
        if address.ipv4_mapped:
            return [address.ipv4_mapped]
        if address.sixtofour:
            parts.append(address.sixtofour)
        if address.teredo:
            parts.extend(address.teredo)
        if address in _NAT64:
            parts.append(ipaddress.IPv4Address(int(address) & 0xFFFFFFFF))
    return parts


def _is_open(address: Address) -> bool:
    return address.is_global and not (address.is_multicast or address.is_reserved or address.is_loopback or address.is_link_local)
