"""Locks a file as programs do with a library: locks.py hold|try LIBRARY FILE."""
import contextlib
import fcntl
import sys

mode, library, path = sys.argv[1:]


@contextlib.contextmanager
def lockf(path):
    with open(path, "a") as file:
        fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield


@contextlib.contextmanager
def fasteners(path):
    from fasteners import InterProcessLock

    lock = InterProcessLock(path)
    if not lock.acquire(blocking=False):
        raise BlockingIOError(path)
    try:
        yield
    finally:
        lock.release()


def portalocker(path):
    import portalocker

    return portalocker.Lock(path, timeout=0, fail_when_locked=True)


def filelock(path):
    from filelock import FileLock

    return FileLock(path, timeout=0)


def softfilelock(path):
    from filelock import SoftFileLock

    return SoftFileLock(path, timeout=0)


def refusals():
    """What says that somebody else has the lock; anything else is an error."""
    refusals = [BlockingIOError]
    if library == "portalocker":
        from portalocker.exceptions import AlreadyLocked, LockException

        refusals += [AlreadyLocked, LockException]
    if library.endswith("filelock"):
        from filelock import Timeout

        refusals.append(Timeout)
    return tuple(refusals)


try:
    with globals()[library](path):
        if mode == "hold":
            print("holding", flush=True)
            sys.stdin.readline()
        else:
            print("free", flush=True)
    if mode == "hold":
        print("released", flush=True)
except refusals():
    print("refused", flush=True)
