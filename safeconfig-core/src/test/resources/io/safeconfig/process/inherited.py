"""Lets a process take a lock of flock, leave it to a child and end: inherited.py FILE."""
import fcntl
import os
import sys

release, wanted = os.pipe()
done, holds = os.pipe()
taker = os.fork()
if taker == 0:
    os.close(wanted)
    file = open(sys.argv[1], "r+")
    fcntl.flock(file, fcntl.LOCK_EX)
    if os.fork() == 0:
        os.read(release, 1)
        fcntl.flock(file, fcntl.LOCK_UN)
    os._exit(0)
os.waitpid(taker, 0)
os.close(holds)
print("holding", flush=True)
sys.stdin.readline()
os.close(wanted)
os.read(done, 1)
print("released", flush=True)
