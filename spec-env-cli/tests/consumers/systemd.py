"""Prints as JSON what systemd's own parser reads from an environment file: systemd.py LIBRARY FILE."""

import ctypes
import json
import sys

library = ctypes.CDLL(sys.argv[1])
load = library.load_env_file
load.restype = ctypes.c_int
load.argtypes = [ctypes.c_void_p, ctypes.c_char_p, ctypes.POINTER(ctypes.POINTER(ctypes.c_char_p))]
pairs = ctypes.POINTER(ctypes.c_char_p)()
code = load(None, sys.argv[2].encode(), ctypes.byref(pairs))
if code < 0:
    sys.exit(f"load_env_file: {code}")
found = {}
at = 0
while pairs and pairs[at] is not None:
    name, _, value = pairs[at].decode().partition("=")
    found[name] = value
    at += 1
print(json.dumps(found))
