"""Saves as a person does: nano.py TOKEN FILE replaces the line of the marker in nano and saves."""
import os
import pty
import sys

token, path = sys.argv[1:]
pid, terminal = pty.fork()
if pid == 0:
    os.environ["TERM"] = "xterm"
    os.execvp("nano", ["nano", "--ignorercfiles", "+/marker", path])
screen = b""


def expect(*texts):
    """The first of the texts that appears from here on."""
    global screen
    while True:
        for text in texts:
            if text in screen:
                screen = screen.split(text, 1)[1]
                return text
        screen += os.read(terminal, 65536)


def press(keys):
    os.write(terminal, keys)


expect(b"Write Out")
press(b"\x0b" + b"marker = " + token.encode() + b"\r" + b"\x0f")
expect(b"File Name to Write")
press(b"\r")
while expect(b"Wrote", b"continue saving") != b"Wrote":
    press(b"y")
press(b"\x18")
try:
    while os.read(terminal, 65536):
        pass
except OSError:
    pass  # the end of the terminal
sys.exit(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))
