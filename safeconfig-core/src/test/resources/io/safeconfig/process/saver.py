"""Saves a file in place, one step for each line that it is told, and answers each."""
import os
import sys

path = sys.argv[1]
descriptor = -1
for line in sys.stdin:
    command, _, text = line.rstrip("\n").partition(" ")
    if command == "truncate":
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o644)
    elif command == "open":
        descriptor = os.open(path, os.O_WRONLY)
    elif command == "write":
        os.write(descriptor, text.encode().decode("unicode_escape").encode())
    elif command == "cut":
        os.ftruncate(descriptor, int(text))
    elif command == "close":
        os.close(descriptor)
    print("did " + command, flush=True)
