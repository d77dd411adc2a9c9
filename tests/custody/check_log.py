"""Checks a cosignature, a consistency proof and a tlog-proof with the standard library and openssl only.

python3 check_log.py cosignature NOTE KEY.pem            prints the time
python3 check_log.py consistency FROM TO PROOF           PROOF: one base64 hash a line (RFC 9162 2.1.4.2)
python3 check_log.py inclusion PROOF LINE                LINE: the bytes of the log's line
Exit 0: it holds. 1: it does not. The signature of a checkpoint: `signature NOTE KEY.pem`.
"""
import base64
import hashlib
import os
import subprocess
import sys
import tempfile


def read(path):
    with open(path, "rb") as file:
        return file.read()


def node(left, right):
    return hashlib.sha256(b"\x01" + left + right).digest()


def checkpoint(note):
    body = note[: note.rindex(b"\n\n") + 1]
    origin, size, root = body.decode().split("\n")[:3]
    return body, origin, int(size), base64.b64decode(root, validate=True)


def raw_key(pem):
    der = subprocess.run(["openssl", "pkey", "-pubin", "-in", pem, "-outform", "DER"], check=True, capture_output=True).stdout
    return der[-32:]


def openssl_verifies(pem, message, signature):
    with tempfile.TemporaryDirectory() as folder:
        paths = [os.path.join(folder, name) for name in ("message", "signature")]
        for path, data in zip(paths, (message, signature)):
            with open(path, "wb") as file:
                file.write(data)
        command = ["openssl", "pkeyutl", "-verify", "-pubin", "-inkey", pem, "-rawin", "-in", paths[0], "-sigfile", paths[1]]
        return subprocess.run(command, capture_output=True).returncode == 0


def line_of(note, name, key_id):
    for line in note[note.rindex(b"\n\n") + 2 :].decode().splitlines():
        dash, who, blob = line.split(" ")
        blob = base64.b64decode(blob, validate=True)
        if dash == "\u2014" and who == name and blob[:4] == key_id:
            return blob[4:]
    sys.exit("no such signature line")


def signature_line(note, pem, kind):
    key = raw_key(pem)
    name = "holdfast/" + hashlib.sha256(key).hexdigest()[:8]
    key_id = hashlib.sha256(name.encode() + b"\n" + bytes([kind]) + key).digest()[:4]
    return line_of(note, name, key_id)


def cosignature(note_path, pem):
    note = read(note_path)
    body = checkpoint(note)[0]
    blob = signature_line(note, pem, 4)
    time = int.from_bytes(blob[:8], "big")
    message = b"cosignature/v1\ntime %d\n" % time + body
    print(time)
    return len(blob) == 72 and openssl_verifies(pem, message, blob[8:])


def signature(note_path, pem):
    note = read(note_path)
    return openssl_verifies(pem, checkpoint(note)[0], signature_line(note, pem, 1))


def consistency(from_path, to_path, proof_path):
    _, origin1, first, root1 = checkpoint(read(from_path))
    _, origin2, second, root2 = checkpoint(read(to_path))
    path = [base64.b64decode(row) for row in read(proof_path).split()]
    if origin1 != origin2 or not 0 < first <= second:
        return False
    if first == second:
        return not path and root1 == root2
    if first & (first - 1) == 0:
        path.insert(0, root1)
    fn, sn = first - 1, second - 1
    while fn & 1:
        fn, sn = fn >> 1, sn >> 1
    if not path:
        return False
    left = right = path[0]
    for hash_ in path[1:]:
        if sn == 0:
            return False
        if fn & 1 or fn == sn:
            left, right = node(hash_, left), node(hash_, right)
            while fn and not fn & 1:
                fn, sn = fn >> 1, sn >> 1
        else:
            right = node(right, hash_)
        fn, sn = fn >> 1, sn >> 1
    return sn == 0 and left == root1 and right == root2


def inclusion(proof_path, line_path):
    head, note = read(proof_path).split(b"\n\n", 1)
    title, index, *rows = head.decode().split("\n")
    if title != "c2sp.org/tlog-proof@v1" or not index.startswith("index "):
        return False
    fn = int(index[6:])
    _, _, size, root = checkpoint(note)
    sn, result = size - 1, hashlib.sha256(b"\x00" + read(line_path)).digest()
    for hash_ in (base64.b64decode(row) for row in rows):
        if sn == 0:
            return False
        if fn & 1 or fn == sn:
            result = node(hash_, result)
            while fn and not fn & 1:
                fn, sn = fn >> 1, sn >> 1
        else:
            result = node(result, hash_)
        fn, sn = fn >> 1, sn >> 1
    return sn == 0 and result == root


if __name__ == "__main__":
    check = {"cosignature": cosignature, "signature": signature, "consistency": consistency, "inclusion": inclusion}[sys.argv[1]]
    sys.exit(0 if check(*sys.argv[2:]) else 1)
