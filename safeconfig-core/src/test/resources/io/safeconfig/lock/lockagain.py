"""Locks files as the manual says, again and again: lockagain.py DIRECTORY, until
there is a file "stop" in it."""
import fcntl
import os
import random
import sys


def lock(path):
    while True:
        file = open(path, "a")
        fcntl.lockf(file, fcntl.LOCK_EX)
        try:
            if os.path.samestat(os.fstat(file.fileno()), os.stat(path)):
                return file
        except FileNotFoundError:
            pass
        file.close()


directory = sys.argv[1]
print("ready", flush=True)
while not os.path.exists(os.path.join(directory, "stop")):
    name = os.path.join(directory, "f%d" % random.randrange(2))
    with lock(name + ".lck"):
        try:
            os.close(os.open(name + ".holder", os.O_CREAT | os.O_EXCL))
            os.unlink(name + ".holder")
        except FileExistsError:
            print("two holders of " + name, flush=True)
print("removed 0", flush=True)
