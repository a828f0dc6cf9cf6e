#!/usr/bin/env python3
"""Writes the files inside a Qt binary resource (.rcc) below a folder: unpack-rcc.py FILE.rcc FOLDER

An .rcc file holds a tree of fixed-size nodes, a table of names (UTF-16) and the contents, each at an offset that the
header gives; all numbers are big-endian. Formats 1 to 3 are read, with contents that are stored or zlib-compressed.
Only the Python standard library is needed.
"""

import pathlib
import struct
import sys
import zlib

COMPRESSED_ZLIB, DIRECTORY, COMPRESSED_ZSTD = 1, 2, 4


class Resource:
    def __init__(self, content):
        magic, version, self.nodes, self.contents, self.names = struct.unpack_from(">4sIIII", content)
        if magic != b"qres" or version not in (1, 2, 3):
            raise ValueError("not a Qt binary resource of format 1, 2 or 3")
        self.content = content
        self.node_size = 14 if version == 1 else 22  # later formats append the time of the last change

    def files(self, node=0, path=pathlib.PurePosixPath()):
        """Yields (path, bytes) of each file below a node; node 0 is the nameless root."""
        name_offset, flags, first, second = struct.unpack_from(">IHII", self.content, self.nodes + node * self.node_size)
        if node:
            path = path / self.name(name_offset)
        if flags & DIRECTORY:  # `first` counts the children, which stand side by side from node `second` on
            for child in range(second, second + first):
                yield from self.files(child, path)
        else:
            yield path, self.body(second, flags, path)

    def name(self, offset):
        at = self.names + offset
        (length,) = struct.unpack_from(">H", self.content, at)
        name = self.content[at + 6 : at + 6 + 2 * length].decode("utf-16-be")  # 2 bytes length, 4 bytes hash
        if name in ("", ".", "..") or "/" in name:
            raise ValueError(f"the name {name!r} would leave the target folder")
        return name

    def body(self, offset, flags, path):
        at = self.contents + offset
        (length,) = struct.unpack_from(">I", self.content, at)
        body = self.content[at + 4 : at + 4 + length]
        if flags & COMPRESSED_ZSTD:
            raise ValueError(f"{path} is compressed with zstd, which is not supported")
        return zlib.decompress(body[4:]) if flags & COMPRESSED_ZLIB else body  # 4 bytes: the unpacked length


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    source, target = map(pathlib.Path, sys.argv[1:])
    try:
        for path, body in Resource(source.read_bytes()).files():
            file = target / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(body)
    except (struct.error, zlib.error) as problem:
        sys.exit(f"{source} is cut short or broken: {problem}")
    except (OSError, ValueError) as problem:
        sys.exit(f"{source}: {problem}")


if __name__ == "__main__":
    main()
