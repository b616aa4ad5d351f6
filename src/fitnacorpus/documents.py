"""Documents of a corpus without holding the corpus: read when asked for, the last ones kept."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterator, Sequence
from typing import Final, Generic, TypeVar, overload

from fitnacorpus.model import Document

HELD: Final = 20_000_000
"""Sum of the sizes (characters, bytes) up to which what was read is kept: all of a corpus of some
hundred accounts, and the last few of a library."""
_T = TypeVar("_T")


class Held(Generic[_T]):
    """Keeps what was made last, up to a size; what was asked for longest ago goes first.

    Args:
        size: From a thing to its size.
        limit: Sum of the sizes that are kept; one thing is kept whatever its size.
    """

    def __init__(self, size: Callable[[_T], int], limit: int = HELD) -> None:
        self._size, self._limit = size, limit
        self._things: OrderedDict[str, _T] = OrderedDict()
        self._total = 0

    def get(self, name: str, make: Callable[[], _T]) -> _T:
        """The thing of a name, made if it is not kept."""
        if name in self._things:
            self._things.move_to_end(name)
            return self._things[name]
        found = make()
        self._things[name] = found
        self._total += self._size(found)
        while self._total > self._limit and len(self._things) > 1:
            _, gone = self._things.popitem(last=False)
            self._total -= self._size(gone)
        return found

    def drop(self, name: str) -> None:
        """Forget a thing that is out of date."""
        gone = self._things.pop(name, None)
        if gone is not None:
            self._total -= self._size(gone)


class Documents(Sequence[Document]):
    """All documents of a corpus, by text id; looked up by number or by text id.

    Args:
        ids: Text ids, in order.
        read: Reads the document of a text.
    """

    def __init__(self, ids: Sequence[str], read: Callable[[str], Document]) -> None:
        self.ids, self._read = tuple(ids), read

    def __len__(self) -> int:
        return len(self.ids)

    def __iter__(self) -> Iterator[Document]:
        return map(self._read, self.ids)

    def __contains__(self, item: object) -> bool:
        """Whether there is a text of this id, or a document of a text that is here."""
        return (item.text.info.id if isinstance(item, Document) else item) in self.ids

    @overload
    def __getitem__(self, key: int | str) -> Document: ...

    @overload
    def __getitem__(self, key: slice) -> Documents: ...

    def __getitem__(self, key: int | str | slice) -> Document | Documents:
        """A document by its number or its text id.

        Raises:
            IndexError: there are not so many.
            KeyError: there is no such text.
        """
        if isinstance(key, slice):
            return Documents(self.ids[key], self._read)
        if isinstance(key, int):
            return self._read(self.ids[key])
        if key not in self.ids:
            raise KeyError(key)
        return self._read(key)
