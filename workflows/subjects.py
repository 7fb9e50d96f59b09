"""What a finding is about, as one text: the same rule on the same subject is the same finding."""


def of_site(public_id: str) -> str:
    """A site of the register."""
    return f"site:{public_id}"


def of_listed_site(public_id: str, name: str) -> str:
    """A site on the list of this name: each list has a finding of its own."""
    return f"{of_site(public_id)}:{name}"


def of_certificate(number: str, public_id: str) -> str:
    """A certificate, by its number where it has one, else by its item."""
    return f"certificate:{number or public_id}"


def of_item(public_id: str) -> str:
    """What one item of a document says: a finding of an audit."""
    return f"item:{public_id}"


def of_surveillance(number: str, public_id: str) -> str:
    """The audits in between that a certificate asks for."""
    return f"surveillance:{number or public_id}"
