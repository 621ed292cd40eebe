"""Libraries that most commands never use are read when something of them is first used."""

from __future__ import annotations

from importlib import import_module
from types import ModuleType
from typing import Any


class _Late(ModuleType):
    """Stands for a module and reads it at the first look at any of its parts.

    The standard library's own (``importlib.util.LazyLoader``) puts one that is not read yet where ``import`` finds it.
    What breaks off the reading there is lost, Ctrl+C too: the program goes on with half a module.
    """

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - whatever the module has
        return getattr(import_module(self.__name__), name)


def module(name: str) -> ModuleType:
    """The module of that name, which is read at the first look at any of its parts."""
    return _Late(name)
