"""Dear work as it goes to another process: a function of the model, and what comes of it."""

import pickle
from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from traceback import format_exc
from types import MappingProxyType
from typing import Any, Generic, TypeVar

from model.problems import InvalidInputError
from model.province.province import Province

Found = TypeVar("Found")
Progress = Callable[[float], None]


@dataclass(frozen=True)
class Work(Generic[Found]):
    """A function of the model and its arguments after the province.

    ``tells`` says that it also takes a ``progress``, which it calls with the share that is done.
    """

    function: Callable[..., Found]
    arguments: tuple[object, ...]
    tells: bool = False

    def done(self, province: Province, progress: Progress | None = None) -> Found:
        """Do the work in this process."""
        told = {"progress": progress} if self.tells else {}
        return self.function(province, *self.arguments, **told)


def packed(value: object) -> bytes:
    """Write a value for another process of ours; unlike `pickle.dumps` also read-only mappings."""
    with BytesIO() as written:
        _Packer(written).dump(value)
        return written.getvalue()


def unpacked(content: bytes) -> Any:
    """Read what another process of ours wrote."""
    return pickle.loads(content)


def portable(error: Exception) -> Exception:
    """Return an exception as another process can read it, with its traceback as a note."""
    error.add_note(format_exc())
    try:
        unpacked(packed(error))
    except Exception:
        return RuntimeError(format_exc())
    return error


class _Packer(pickle.Pickler):
    def reducer_override(self, value: object) -> Any:
        if isinstance(value, MappingProxyType):
            return _read_only, (dict(value),)
        if isinstance(value, InvalidInputError):  # it is made of problems and holds their text
            return InvalidInputError, (value.problems,), vars(value)
        return NotImplemented


def _read_only(values: dict[Any, Any]) -> MappingProxyType[Any, Any]:
    return MappingProxyType(values)
