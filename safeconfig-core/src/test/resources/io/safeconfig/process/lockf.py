"""Locks a file as other programs do: lockf.py hold FILE | lockf.py try FILE."""
import fcntl
import sys

mode, path = sys.argv[1:]
file = open(path, "r+")
if mode == "hold":
    fcntl.lockf(file, fcntl.LOCK_EX)
    print("holding", flush=True)
    sys.stdin.readline()
    fcntl.lockf(file, fcntl.LOCK_UN)
    print("released", flush=True)
    sys.stdin.readline()
else:
    try:
        fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        print("free", flush=True)
    except OSError:
        print("refused", flush=True)
