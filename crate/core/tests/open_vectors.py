"""Opens the test vectors with `vault_format.py`, the second implementation of docs/format.md.

Each case says what must come of it; the answer is TAP, one line a case. Needs what open_vectors.txt pins; `cargo xtask
test` installs that and starts this.
"""

import base64
import json
import sys
from pathlib import Path

import vault_format as vault
from vault_format import Refused, refuse_unless


def open_vault(case, inputs, factors):
    records = inputs["records"]
    header, root_key, alarm = vault.unlock(records, factors)
    keys = vault.Keys(header["vault_id"], header["epoch"], root_key)
    refuse_unless("keyring" in records)
    keys.take_vault_key(keys.named("keyring", records["keyring"], vault.KEYRING))
    root, entries, named, lost = vault.open_frame(keys, records)
    alarm = alarm or root["header_hash"] != vault.hash_of(records["header"])
    alarm = alarm or parted(case.get("seen"), keys, root, records["root"])
    opened = vault.nothing_open(named, lost)
    vault.open_items(keys, records, entries, opened)
    return opened, "read-only" if alarm else "damaged" if lost else None


def parted(seen, keys, root, record):
    """Whether this is not the vault that was seen last, nor one that grew out of it."""
    if seen is None:
        return False
    own = seen["vault_id"] == keys.vault_id.hex() and root["sequence"] >= seen["sequence"]
    same = root["sequence"] != seen["sequence"] or vault.hash_of(record).hex() == seen["root_hash"]
    follows = root["sequence"] != seen["sequence"] + 1 or root["previous_hash"].hex() == seen["root_hash"]
    return not (own and same and follows)


def open_file(case, inputs, factors):
    reader = vault.Reader(inputs["file"])
    vault.read_head(reader, b"LATCHFIL")
    body = vault.Reader(reader.take(reader.varint(32)))
    refuse_unless(reader.at <= 16_384)
    refuse_unless(vault.U8.read(body) == vault.SUITE)
    file_id = vault.ID.read(body)
    slots = vault.SLOTS.read(body)
    refuse_unless(body.at == len(body.data) and 1 <= len(slots) <= 16)
    key = vault.open_slots(slots, b"file", file_id, 0, factors)
    return vault.read_entries(vault.open_stream(key, vault.associated(file_id, 0, vault.FILE), reader.rest())), None


def open_raw(case, inputs, factors):
    reader, records, trouble = vault.Reader(inputs["raw"]), {}, None
    vault.read_head(reader, b"LATCHRAW")
    try:
        last = b""
        for number in range(vault.U32.read(reader)):
            name, record = vault.STRING.read(reader), vault.BYTES.read(reader)
            refuse_unless(number == 0 or last < name.encode())
            records[name], last = record, name.encode()
        refuse_unless(reader.at == len(reader.data))
    except Refused as refused:
        trouble = str(refused)
    if not case.get("rebuild"):
        refuse_unless(trouble is None)
        return open_vault(case, {"records": records}, factors)
    header, root_key, alarm = vault.unlock(records, factors)
    keys = vault.Keys(header["vault_id"], header["epoch"], root_key)
    refuse_unless("keyring" in records)
    keys.take_vault_key(keys.named("keyring", records["keyring"], vault.KEYRING))
    opened = vault.nothing_open({})
    for name, record in records.items():
        if name.startswith("item/"):
            rebuild_item(keys, records, bytes.fromhex(name[5:]), record, opened)
    return opened, trouble or ("read-only" if alarm else None)


def rebuild_item(keys, records, item_id, record, opened):
    for is_guarded in (False, True):
        try:
            return vault.show_item(keys, records, item_id, keys.item(item_id, record, is_guarded), opened)
        except Refused:
            opened["closed"][item_id.hex()] = "damaged-item"


def open_draft(case, inputs, factors):
    header, root_key, alarm = vault.unlock(inputs["records"], factors)
    draft = inputs["draft"]
    refuse_unless(draft and len(draft) <= 262_144)
    vault.check_version(draft[0])
    refuse_unless(len(draft) >= 33 + 16)
    private = vault.derive_key_pair(vault.subkey(root_key, header["vault_id"], "inbox"))
    associated_data = vault.associated(header["vault_id"], header["epoch"], vault.DRAFT)
    plain = vault.hpke_open(private, draft[1:33], b"latchkey/1/draft", associated_data, draft[33:])
    return vault.decode(vault.DRAFT_RECORD, vault.unpad(plain)), "read-only" if alarm else None


def open_resume(case, inputs, factors):
    value, records = inputs["resume"], inputs["records"]
    refuse_unless(len(value) == 325 and vault.hash_of(value[:293]) == value[293:], "invalid-input")
    reader = vault.Reader(value[:293])
    refuse_unless(vault.U8.read(reader) == 1, "invalid-input")
    vault_id, epoch = reader.take(16), int.from_bytes(reader.take(4), "big")
    header_hash, device, seeds = reader.take(32), reader.take(16), reader.take(64)
    names = ("index", "named", "local", "inbox", "items")
    subkeys = {name: reader.take(32) for name in names}
    refuse_unless(reader.at == len(reader.data))
    refuse_unless("header" in records and vault.hash_of(records["header"]) == header_hash)
    header = vault.read_header(records["header"])
    refuse_unless(header["vault_id"] == vault_id and header["epoch"] == epoch)
    keys = vault.Keys(vault_id, epoch, **subkeys)
    root, entries, named, lost = vault.open_frame(keys, records)
    alarm = root["header_hash"] != header_hash
    opened = vault.nothing_open(named, lost)
    vault.open_items(keys, records, entries, opened)
    return opened, "read-only" if alarm else "damaged" if lost else None


# --- Cases ------------------------------------------------------------------------------------------------------------


def open_code(case, inputs, factors):
    return {"recovery_code": vault.read_recovery_code(case["text"])}, None


OPENERS = {
    "vault": open_vault,
    "file": open_file,
    "draft": open_draft,
    "resume": open_resume,
    "raw": open_raw,
    "code": open_code,
}
BINARY = ("file", "draft", "resume", "raw")


def inputs_of(folder, case):
    """What a case is opened from: that of the case it starts from, and its own in its place; null takes away."""
    inputs = {"records": {}}
    if "from" in case:
        inputs = inputs_of(folder, json.loads((folder / f"{case['from']}.json").read_text()))
    for name, text in case.get("records", {}).items():
        inputs["records"].pop(name, None)
        if text is not None:
            inputs["records"][name] = base64.b64decode(text, validate=True)
    return inputs | {name: base64.b64decode(case[name], validate=True) for name in BINARY if name in case}


def told(value):
    """The JSON that a case's content is told in: bytes as hex; what is empty or absent is left out."""
    if isinstance(value, bytes):
        return value.hex()
    if isinstance(value, list):
        return [told(each) for each in value]
    if isinstance(value, dict):
        fields = {name: told(each) for name, each in value.items()}
        return {name: each for name, each in fields.items() if each not in (None, False, 0, "", [], {})}
    return value


def differences(found, expected, place=""):
    if isinstance(found, dict) and isinstance(expected, dict):
        for name in sorted(found.keys() | expected.keys()):
            yield from differences(found.get(name), expected.get(name), f"{place}/{name}")
    elif found != expected:
        yield f"{place}: {json.dumps(found)} where the case has {json.dumps(expected)}"


def run(folder, case):
    """What came of a case other than it says; nothing if all is as it says."""
    outcome, content = "opens", None
    try:
        content, trouble = OPENERS[case["open"]](case, inputs_of(folder, case), vault.Factors(case.get("with", {})))
        content = told(content)
        closed = sorted(set(content.get("closed", {}).values()))
        outcome = trouble or (closed[0] if closed else outcome)
    except Refused as trouble:
        outcome = str(trouble)
    if outcome != case["expect"]:
        return [f"{outcome}, where the case expects {case['expect']}"]
    return list(differences(content, case["content"])) if "content" in case else []


def main(folder):
    paths = sorted(folder.glob("*.json"))
    failed = 0
    print(f"TAP version 13\n1..{len(paths)}")
    for number, path in enumerate(paths, 1):
        case = json.loads(path.read_text())
        try:
            wrong = run(folder, case)
        except Exception as error:  # A case must never end the run of the others.
            wrong = [f"{type(error).__name__}: {error}"]
        failed += bool(wrong)
        print(f"{'not ok' if wrong else 'ok'} {number} - {path.stem} {case['attack']}")
        for line in wrong:
            print(f"  {line}")
    print(f"# pass {len(paths) - failed}\n# fail {failed}")
    return 1 if failed or not paths else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent / "vectors"))
