"""Where tries come from. Pure."""

import ipaddress


def network(address: str) -> str:
    """An IPv6 customer owns a whole /64: it counts as one."""
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:
        return "unknown"
    return str(ipaddress.ip_network(f"{ip}/64", strict=False)[0]) if ip.version == 6 else str(ip)
