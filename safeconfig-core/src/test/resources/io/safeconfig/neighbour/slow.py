"""Saves in place and rests in the middle until it is sent a line: slow.py truncate|overwrite|late SOURCE FILE."""
import sys

how, source, path = sys.argv[1:]
with open(source, "rb") as file:
    content = file.read()
# "late" opens the file, and writes only after the rest
half = 0 if how == "late" else len(content) // 2
with open(path, "wb" if how == "truncate" else "r+b") as file:
    file.write(content[:half])
    file.flush()
    print("resting", flush=True)
    sys.stdin.readline()
    file.write(content[half:])
    file.truncate()
