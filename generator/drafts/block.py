"""A block of keys at the end of somebody's YAML file: what is there already stays byte for byte."""

from __future__ import annotations

from generator.load import nodes


def added(data: bytes, block: str) -> bytes | None:
    r"""The file with the block at its end; nothing where it cannot stand there.

    >>> added(b"a: 1", "b: 2\n")
    b'a: 1\n\nb: 2\n'
    """
    end = b"\r\n" if b"\r\n" in data else b"\n"
    between = end if data.endswith(b"\n") else end + end
    made = data + between + block.encode().replace(b"\n", end)
    before, after, alone = (_values(text) for text in (data, made, block.encode()))
    return made if before and alone and after == {**before, **alone} and not before.keys() & alone.keys() else None


def _values(data: bytes) -> dict[str, object]:
    """What a file says, less where it stands; nothing where it is no YAML."""
    node, problems = nodes.parse("", data.decode("utf-8-sig").replace("\r\n", "\n"))
    value = nodes.value(node) if node and not problems else None
    return value if isinstance(value, dict) else {}
