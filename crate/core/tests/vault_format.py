"""The vault's format, read: a second implementation of docs/format.md, written from that document alone.

It only reads, and only vectors: it erases nothing from memory and compares in whatever time it takes. Sections are
those of the document. `open_vectors.py` opens the cases with it.
"""

import contextlib
import hashlib
import hmac as hmac_module
import unicodedata

import argon2.low_level
import nacl.bindings
import nacl.exceptions
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.kdf.hkdf import HKDF, HKDFExpand
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from vault_wire import (
    BOOL,
    BYTES,
    HASH,
    I32,
    ID,
    KEY,
    Reader,
    Refused,
    STRING,
    Type,
    U32,
    U64,
    U8,
    array,
    decode,
    enumeration,
    evolving,
    fixed,
    list_of,
    optional,
    refuse_unless,
    strictly_ascending,
)

# --- Primitives: suite 1 ----------------------------------------------------------------------------------------------


def hkdf(ikm, salt, info, length=32):
    return HKDF(hashes.SHA256(), length, salt, info).derive(ikm)


def hmac(key, data):
    return hmac_module.digest(key, data, "sha256")


def hash_of(data):
    return hashlib.sha256(data).digest()


def open_xchacha(key, nonce, associated, data, code="damaged"):
    try:
        return nacl.bindings.crypto_aead_xchacha20poly1305_ietf_decrypt(data, associated, nonce, key)
    except (nacl.exceptions.CryptoError, ValueError):
        raise Refused(code) from None


def unseal(key, associated, data):
    refuse_unless(len(data) >= 24 + 16)
    return open_xchacha(key, data[:24], associated, data[24:])


def padded_len(length):
    total = 4 + length
    if total <= 4096:
        return -(-total // 256) * 256
    e = total.bit_length() - 1
    step = 1 << (e - e.bit_length())
    return -(-total // step) * step


def unpad(data):
    refuse_unless(len(data) >= 4)
    length = int.from_bytes(data[:4], "little")
    refuse_unless(len(data) == padded_len(length))
    refuse_unless(not any(data[4 + length :]))
    return data[4 : 4 + length]


CHUNK = 65_536
MAX_FILE = 104_857_600
MAX_ENTRY = 67_108_864


def open_chunk(key, associated, number, is_last, data):
    refuse_unless(16 <= len(data) <= CHUNK + 16)
    nonce = bytes(19) + number.to_bytes(4, "big") + bytes([is_last])
    return open_xchacha(key, nonce, associated, data)


def open_stream(key, associated, data):
    """All of a stream at once. What is not whole gives nothing."""
    sealed = [data[at : at + CHUNK + 16] for at in range(0, len(data), CHUNK + 16)]
    last = len(sealed) - 1
    refuse_unless(sealed and (last == 0 or len(sealed[last]) > 16))
    return b"".join(open_chunk(key, associated, n, n == last, chunk) for n, chunk in enumerate(sealed))


def verify(public_key, message, signature):
    try:
        nacl.bindings.crypto_sign_open(signature + message, public_key)
    except (nacl.exceptions.CryptoError, ValueError):
        raise Refused("damaged") from None


def labeled_extract(suite, salt, label, ikm):
    return hmac(salt or bytes(32), b"HPKE-v1" + suite + label + ikm)


def labeled_expand(suite, prk, label, info, length):
    labeled = length.to_bytes(2, "big") + b"HPKE-v1" + suite + label + info
    return HKDFExpand(hashes.SHA256(), length, labeled).derive(prk)


KEM = b"KEM\x00\x20"
HPKE = b"HPKE\x00\x20\x00\x01\x00\x03"


def derive_key_pair(ikm):
    prk = labeled_extract(KEM, b"", b"dkp_prk", ikm)
    return X25519PrivateKey.from_private_bytes(labeled_expand(KEM, prk, b"sk", b"", 32))


def public_bytes(private):
    return private.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)


def hpke_open(private, enc, info, associated, ciphertext):
    try:
        shared = private.exchange(X25519PublicKey.from_public_bytes(enc))
        prk = labeled_extract(KEM, b"", b"eae_prk", shared)
        shared = labeled_expand(KEM, prk, b"shared_secret", enc + public_bytes(private), 32)
        hashed = [labeled_extract(HPKE, b"", label, ikm) for label, ikm in ((b"psk_id_hash", b""), (b"info_hash", info))]
        context = b"\0" + b"".join(hashed)
        secret = labeled_extract(HPKE, shared, b"secret", b"")
        key = labeled_expand(HPKE, secret, b"key", context, 32)
        nonce = labeled_expand(HPKE, secret, b"base_nonce", context, 12)
        return ChaCha20Poly1305(key).decrypt(nonce, ciphertext, associated)
    except (InvalidTag, ValueError):
        raise Refused("damaged") from None


# --- Keys -------------------------------------------------------------------------------------------------------------

VERSION, SUITE = 1, 1


def subkey(parent, vault_id, label):
    return hkdf(parent, vault_id, b"latchkey/1/" + label.encode())


def normalised(password):
    spaced = "".join(" " if unicodedata.category(each) == "Zs" else each for each in password)
    return unicodedata.normalize("NFC", spaced).encode()


ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def read_recovery_code(text):
    symbols = []
    for each in text.upper():
        if each.isspace() or each == "-":
            continue
        each = {"I": "1", "L": "1", "O": "0"}.get(each, each)
        refuse_unless(each in ALPHABET, "mistyped-code")
        symbols.append(ALPHABET.index(each))
    refuse_unless(len(symbols) == 36, "mistyped-code")
    rest = [0, 0, 0, 0]
    for symbol in symbols:
        top = rest[0]
        triple = (top << 1 ^ (37 if top & 16 else 0)) ^ top
        rest = [rest[1] ^ top, rest[2] ^ triple, rest[3] ^ top, symbol ^ top]
    refuse_unless(rest == [ALPHABET.index(each) for each in "KEYS"], "mistyped-code")
    bits = 0
    for symbol in symbols[:32]:
        bits = bits << 5 | symbol
    return bits.to_bytes(20, "big")


PASSWORD, PRF, RECOVERY, DEVICE = 1, 2, 3, 4


class Factors:
    """What a case has at hand: a password, a recovery code, and outputs of factors by their number."""

    def __init__(self, given):
        self.password = given.get("password")
        self.outputs = {int(number): bytes.fromhex(output) for number, output in given.get("outputs", {}).items()}
        code = given.get("recovery_code")
        self.code = None if code is None else read_recovery_code(code)

    def output(self, factor, owner_id):
        """The 32 bytes, or None for a factor that is not at hand."""
        number = factor["number"]
        if number == PASSWORD and self.password is not None:
            return argon2.low_level.hash_secret_raw(
                normalised(self.password),
                factor["salt"],
                time_cost=factor["passes"],
                memory_cost=factor["memory_kib"],
                parallelism=factor["lanes"],
                hash_len=32,
                type=argon2.low_level.Type.ID,
                version=0x13,
            )
        if number == RECOVERY and self.code is not None:
            return hkdf(self.code, owner_id, b"latchkey/1/recovery")
        return self.outputs.get(number)


# --- Associated data --------------------------------------------------------------------------------------------------

ROOT, LEAF, NAMED, CONTENT_KEY, FIELDS, DRAFT, ATTACHMENT, LOCAL, FILE = range(1, 10)


def associated(vault_id, epoch, role, what=bytes(16)):
    if role in (FIELDS, ATTACHMENT, FILE):
        epoch = 0
    return b"latchkey" + bytes([VERSION, SUITE]) + vault_id + epoch.to_bytes(4, "big") + bytes([role]) + what


def check_version(version, of_0="damaged"):
    refuse_unless(version <= VERSION, "newer-version")
    refuse_unless(version == VERSION, of_0)


def open_record(key, associated_data, kind, record):
    refuse_unless(record)
    check_version(record[0])
    plain = unpad(unseal(key, associated_data, record[1:]))
    return plain if kind is None else decode(kind, plain)


# --- Records ----------------------------------------------------------------------------------------------------------


def read_factor(reader):
    start = reader.at
    number = U8.read(reader)
    if number == PASSWORD:
        factor = {"memory_kib": U32.read(reader), "passes": U32.read(reader), "lanes": U32.read(reader)}
        factor["salt"] = KEY.read(reader)
        in_range = 65_536 <= factor["memory_kib"] <= 1_048_576
        in_range = in_range and 3 <= factor["passes"] <= 10 and 1 <= factor["lanes"] <= 4
        refuse_unless(in_range, "kdf-out-of-range")
    elif number == PRF:
        factor = {"relying_party": STRING.read(reader), "credential": BYTES.read(reader)}
        factor |= {"salt": KEY.read(reader), "browser": STRING.read(reader)}
        refuse_unless(len(factor["relying_party"]) <= 255 and len(factor["browser"]) <= 100)
        refuse_unless(1 <= len(factor["credential"]) <= 1023)
    elif number == RECOVERY:
        factor = {}
    else:
        refuse_unless(number == DEVICE)
        factor = {"device": ID.read(reader)}
    return {"number": number} | factor


def read_slot(reader):
    start = reader.at
    factors = list_of(Type(read_factor)).read(reader)
    encoded = reader.data[start : reader.at]
    refuse_unless(factors and strictly_ascending([factor["number"] for factor in factors]))
    slot = {"factors": factors, "encoded": encoded, "salt": KEY.read(reader)}
    return slot | {"commitment": KEY.read(reader), "wrap": array(48).read(reader)}


SLOTS = list_of(Type(read_slot))


def open_slots(slots, purpose, owner_id, epoch, factors):
    """The key that the first slot with all factors at hand and an equal commitment unwraps."""
    for slot in slots:
        outputs = [(factor["number"], factors.output(factor, owner_id)) for factor in slot["factors"]]
        if any(output is None for _, output in outputs):
            continue
        context = purpose + bytes([VERSION, SUITE]) + owner_id + epoch.to_bytes(4, "big") + slot["encoded"]
        ikm = b"".join(bytes([number]) + output for number, output in outputs)
        both = hkdf(ikm, slot["salt"], b"latchkey/1/envelope" + context, 64)
        if hmac_module.compare_digest(both[32:], slot["commitment"]):
            return open_xchacha(both[:32], bytes(24), context, slot["wrap"])
    raise Refused("wrong-password")


def read_head(reader, magic, of_0="damaged"):
    """Magic and version of what is in clear."""
    refuse_unless(reader.data.startswith(magic), "not-a-vault")
    reader.take(len(magic))
    check_version(U8.read(reader), of_0)


def read_header(record):
    reader = Reader(record)
    read_head(reader, b"LATCHKEY", "older-version")
    refuse_unless(len(record) <= 16_384)
    refuse_unless(U8.read(reader) == SUITE)
    header = {"vault_id": ID.read(reader), "epoch": U32.read(reader), "inbox": KEY.read(reader)}
    header["slots"] = SLOTS.read(reader)
    refuse_unless(header["epoch"] >= 1 and 1 <= len(header["slots"]) <= 16)
    header["signed"] = record[: reader.at]
    header["tag"] = KEY.read(reader)
    refuse_unless(reader.at == len(record))
    return header


STAMP = fixed(ms=U64, counter=U32, device=ID)
SIGNED_ROOT = fixed(root=BYTES, signature=array(64))
ROOT_RECORD = evolving({
    1: ("sequence", U64),
    2: ("created_ms", U64),
    3: ("stamp", STAMP),
    4: ("header_hash", HASH),
    5: ("named", list_of(fixed(name=STRING, hash=HASH))),
    6: ("leaf_hashes", list_of(HASH)),
    7: ("previous_hash", HASH),
})
ADDRESS = evolving({1: ("url", STRING), 2: ("rule", U8)})
OVERVIEW = evolving({
    1: ("kind", U8),
    2: ("title", STRING),
    3: ("usernames", list_of(STRING)),
    4: ("urls", list_of(ADDRESS)),
    5: ("folder", STRING),
    6: ("tags", list_of(STRING)),
    7: ("favourite", BOOL),
    8: ("archived", BOOL),
    9: ("guarded", BOOL),
    10: ("trashed_ms", optional(U64)),
    11: ("created_ms", U64),
    12: ("changed_ms", U64),
    13: ("password_tag", optional(array(16))),
    14: ("password_set_ms", U64),
    15: ("strength", optional(U8)),
    16: ("has_otp", BOOL),
    17: ("has_passkey", BOOL),
    18: ("lacks_second_factor", BOOL),
    19: ("attachments", list_of(ID)),
})
ENTRY = evolving({
    1: ("revision", U32),
    2: ("stamp", STAMP),
    3: ("record_hash", HASH),
    4: ("overview", optional(OVERVIEW)),
    5: ("deleted_ms", optional(U64)),
})
LEAF_RECORD = fixed(number=U8, entries=list_of(fixed(id=ID, entry=ENTRY)))
CUSTOM = evolving({1: ("name", STRING), 2: ("kind", U8), 3: ("value", STRING), 4: ("section", STRING)})
PASSKEY = evolving({
    1: ("credential_id", BYTES),
    2: ("rp_id", STRING),
    3: ("rp_name", STRING),
    4: ("user_handle", BYTES),
    5: ("user_name", STRING),
    6: ("user_display_name", STRING),
    7: ("private_key", BYTES),
    8: ("algorithm", I32),
    9: ("counter", U32),
    10: ("discoverable", BOOL),
    11: ("created_ms", U64),
    12: ("others", list_of(CUSTOM)),
})
LOGIN = evolving({
    1: ("usernames", list_of(STRING)),
    2: ("password", STRING),
    3: ("urls", list_of(ADDRESS)),
    4: ("otp", STRING),
    5: ("passkeys", list_of(PASSKEY)),
    6: ("offers_second_factor", BOOL),
})
CARD_NAMES = "name number expiry_month expiry_year security_code pin brand issuer valid_from"
IDENTITY_NAMES = """honorific_prefix given_name additional_name family_name birthday sex organization
    organization_title email tel street_address city region postal_code country username national_id passport
    driving_licence"""
CARD, IDENTITY = (
    evolving({number: (name, STRING) for number, name in enumerate(names.split(), 1)})
    for names in (CARD_NAMES, IDENTITY_NAMES)
)
CONTENT = evolving({
    1: ("kind", U8),
    2: ("title", STRING),
    3: ("notes", STRING),
    4: ("folder", STRING),
    5: ("tags", list_of(STRING)),
    6: ("favourite", BOOL),
    7: ("archived", BOOL),
    8: ("guarded", BOOL),
    9: ("login", optional(LOGIN)),
    10: ("card", optional(CARD)),
    11: ("identity", optional(IDENTITY)),
    12: ("fields", list_of(CUSTOM)),
    13: ("label", STRING),
})
PAST = evolving({1: ("password", STRING), 2: ("replaced_ms", U64)})
ATTACHMENT_RECORD = evolving({
    1: ("id", ID),
    2: ("name", STRING),
    3: ("media_type", STRING),
    4: ("size", U64),
    5: ("key", KEY),
    6: ("added_ms", U64),
})
ITEM = evolving({
    1: ("content", CONTENT),
    2: ("created_ms", U64),
    3: ("changed_ms", U64),
    4: ("trashed_ms", optional(U64)),
    5: ("history", list_of(PAST)),
    6: ("attachments", list_of(ATTACHMENT_RECORD)),
    7: ("password_set_ms", U64),
    8: ("strength", optional(U8)),
})
ITEM_FIELDS = fixed(revision=U32, stamp=STAMP, stamps=list_of(fixed(path=U32, stamp=STAMP)), item=ITEM)
KEYRING = list_of(fixed(vault_id=ID, epoch=U32, vault_key=KEY))
DEVICES = list_of(evolving({
    1: ("id", ID),
    2: ("name", STRING),
    3: ("signing", KEY),
    4: ("agreement", KEY),
    5: ("added_ms", U64),
    6: ("removed_ms", optional(U64)),
}))
SETTINGS = evolving({
    1: ("lock_after_minutes", U32),
    2: ("lock_with_system", BOOL),
    3: ("lock_with_last_window", BOOL),
    4: ("clear_clipboard_seconds", U32),
    5: ("old_after_days", U32),
    6: ("check_exposed", BOOL),
    7: ("no_offers", BOOL),
})
SITES = list_of(evolving({1: ("host", STRING), 2: ("never_save", BOOL), 3: ("no_menu", BOOL)}))
DOMAINS = list_of(list_of(STRING))
EXPOSED = list_of(evolving({1: ("tag", array(16)), 2: ("count", U64), 3: ("checked_ms", U64)}))
NAMED_TYPES = {
    "keyring": KEYRING,
    "devices": DEVICES,
    "settings": SETTINGS,
    "sites": SITES,
    "domains": DOMAINS,
    "exposed": EXPOSED,
}


INITIAL_SETTINGS = {"lock_after_minutes": 15, "lock_with_system": True, "clear_clipboard_seconds": 30, "old_after_days": 90}


def settings_of(named):
    """The settings that three named records hold, as a reader takes them."""
    settings = dict(named.get("settings") or {})
    clipboard = settings.get("clear_clipboard_seconds", 0)
    settings["clear_clipboard_seconds"] = clipboard and min(max(clipboard, 10), 600)
    for name, most in (("lock_after_minutes", 1440), ("old_after_days", 3650)):
        settings[name] = min(settings.get(name, 0), most)
    rules = {rule["host"]: rule for rule in named.get("sites") or []}
    sites = [rules[host] for host in sorted(rules, key=str.encode) if says_something(rules[host])]
    groups = [sorted(set(group), key=str.encode) for group in named.get("domains") or []]
    groups = sorted((group for group in groups if len(group) > 1), key=lambda group: [each.encode() for each in group])
    fit = len(sites) <= 10_000 and len(groups) <= 1000 and all(len(group) <= 1000 for group in groups)
    hosts = [rule["host"] for rule in sites] + [domain for group in groups for domain in group]
    fit = fit and all(1 <= len(host) <= 255 for host in hosts)
    return settings | {"sites": sites if fit else [], "equivalent_domains": groups if fit else []}


def says_something(rule):
    return rule["never_save"] or rule["no_menu"] or "unknown" in rule


def decode_fields(data_or_reader):
    whole = isinstance(data_or_reader, bytes)
    fields = decode(ITEM_FIELDS, data_or_reader) if whole else ITEM_FIELDS.read(data_or_reader)
    refuse_unless(strictly_ascending([stamp["path"] for stamp in fields["stamps"]]))
    refuse_unless(strictly_ascending([tag.encode() for tag in fields["item"]["content"]["tags"]]))
    return fields


def object_of(name):
    return hash_of(name.encode())[:16]


class Keys:
    """What of the keys is at hand; a resumed vault lacks some."""

    def __init__(self, vault_id, epoch, root_key=None, **subkeys):
        self.vault_id, self.epoch = vault_id, epoch
        self.root, self.vault = root_key, None
        self.subkeys = subkeys

    def take_vault_key(self, keyring):
        refuse_unless(keyring)
        refuse_unless(keyring[0]["vault_id"] == self.vault_id and keyring[0]["epoch"] == self.epoch)
        self.vault = keyring[0]["vault_key"]

    def of(self, label):
        if label not in self.subkeys:
            parent = self.vault if label in ("items", "guarded items") else self.root
            refuse_unless(parent is not None, "guarded")
            self.subkeys[label] = subkey(parent, self.vault_id, label)
        return self.subkeys[label]

    def associated(self, role, what=bytes(16)):
        return associated(self.vault_id, self.epoch, role, what)

    def named(self, name, record, kind=None):
        role, key = (LOCAL, "local") if name.startswith("local/") else (NAMED, "named")
        key = "keyring" if name == "keyring" else key
        return open_record(self.of(key), self.associated(role, object_of(name)), kind, record)

    def item(self, item_id, record, is_guarded):
        reader = Reader(record)
        refuse_unless(len(record) >= 1)
        check_version(U8.read(reader))
        refuse_unless(U8.read(reader) == SUITE)
        refuse_unless(reader.take(4) == self.epoch.to_bytes(4, "big") and reader.take(16) == item_id)
        key = self.of("guarded items" if is_guarded else "items")
        content_key = unseal(key, self.associated(CONTENT_KEY, item_id), reader.take(72))
        return decode_fields(unpad(unseal(content_key, self.associated(FIELDS, item_id), reader.rest())))

    def attachment(self, attachment, records):
        refuse_unless(attachment["size"] <= MAX_FILE)
        count = max(1, -(-attachment["size"] // CHUNK))
        whole = b""
        for n in range(count):
            record = records.get(f"chunk/{attachment['id'].hex()}/{n:08x}")
            refuse_unless(record is not None)
            associated_data = self.associated(ATTACHMENT, attachment["id"])
            whole += open_chunk(attachment["key"], associated_data, n, n == count - 1, record)
        refuse_unless(len(whole) == attachment["size"])
        return whole


def unlock(records, factors):
    """Steps 1 to 3 of the header: the header, the root key, and whether an alarm is up."""
    refuse_unless("header" in records, "not-a-vault")
    header = read_header(records["header"])
    root_key = open_slots(header["slots"], b"vault", header["vault_id"], header["epoch"], factors)
    tag = hmac(subkey(root_key, header["vault_id"], "header"), header["signed"])
    return header, root_key, tag != header["tag"]


def open_frame(keys, records):
    """Root, leaves and named records, each held against its hash: root, leaves' entries, named values, what is lost."""
    refuse_unless("root" in records)
    signed = open_record(keys.of("index"), keys.associated(ROOT), SIGNED_ROOT, records["root"])
    root = decode(ROOT_RECORD, signed["root"])
    refuse_unless(len(root["leaf_hashes"]) == 256 and root["sequence"] >= 1)
    hashes = {each["name"]: each["hash"] for each in root["named"]}
    refuse_unless(strictly_ascending([each["name"].encode() for each in root["named"]]))
    refuse_unless({"keyring", "devices"} <= hashes.keys() and "keyring" in records)
    named, entries, lost = {}, {}, []
    for name, expected in hashes.items():
        with losing(name, lost):
            record = records.get(name)
            refuse_unless(record is not None and hash_of(record) == expected)
            if name in NAMED_TYPES and name != "keyring":
                named[name] = keys.named(name, record, NAMED_TYPES[name])
    if "devices" in named:
        signer = next((each for each in named["devices"] if each["id"] == root["stamp"]["device"]), None)
        refuse_unless(signer is not None and signer["removed_ms"] is None)
        verify(signer["signing"], b"latchkey/1/root" + keys.associated(ROOT) + signed["root"], signed["signature"])
    if "settings" in lost:
        named["settings"] = INITIAL_SETTINGS
    for number, expected in enumerate(root["leaf_hashes"]):
        with losing(f"leaf/{number:02x}", lost):
            record = records.get(f"leaf/{number:02x}")
            refuse_unless((record is not None) == any(expected))
            if record is not None:
                refuse_unless(hash_of(record) == expected)
                entries |= open_leaf(keys, number, record)
    return root, entries, named, lost


@contextlib.contextmanager
def losing(name, lost):
    """Damage costs one record; that a newer version wrote it costs the vault."""
    try:
        yield
    except Refused as trouble:
        if str(trouble) != "damaged":
            raise
        lost.append(name)


def open_leaf(keys, number, record):
    associated_data = keys.associated(LEAF, bytes([number]) + bytes(15))
    leaf = open_record(keys.of("index"), associated_data, LEAF_RECORD, record)
    ids = [each["id"] for each in leaf["entries"]]
    refuse_unless(leaf["number"] == number and ids and strictly_ascending(ids))
    refuse_unless(all(each[0] == number for each in ids))
    entries = {each["id"]: each["entry"] for each in leaf["entries"]}
    for entry in entries.values():
        refuse_unless(entry["revision"] >= 1 and (entry["overview"] is None) != (entry["deleted_ms"] is None))
    return entries


def open_items(keys, records, entries, opened):
    """All items that the index names; the first trouble with one is told when all others are open."""
    for item_id, entry in entries.items():
        if entry["overview"] is None:
            continue
        try:
            record = records.get(f"item/{item_id.hex()}")
            refuse_unless(record is not None and hash_of(record) == entry["record_hash"])
            fields = keys.item(item_id, record, entry["overview"]["guarded"])
            refuse_unless(all(fields[name] == entry[name] for name in ("revision", "stamp")))
        except Refused as trouble:
            code = "damaged-item" if str(trouble) == "damaged" else str(trouble)
            opened["closed"][item_id.hex()] = code
            continue
        show_item(keys, records, item_id, fields, opened)


def show_item(keys, records, item_id, fields, opened):
    opened["closed"].pop(item_id.hex(), None)
    opened["items"][item_id.hex()] = seen_item(item_id, fields)
    for attachment in fields["item"]["attachments"]:
        try:
            opened["attachments"][attachment["id"].hex()] = hash_of(keys.attachment(attachment, records))
        except Refused:
            opened["closed"][attachment["id"].hex()] = "damaged-item"


def seen_item(item_id, fields):
    """What a user sees of an item: neither keys of files nor a password's score."""
    item = {name: value for name, value in fields["item"].items() if name not in ("strength", "unknown")}
    files = item["attachments"]
    item["attachments"] = [{name: value for name, value in each.items() if name != "key"} for each in files]
    return item | {"id": item_id, "revision": fields["revision"]}


def nothing_open(named, lost=()):
    """`named` are the values of named records; of these a case tells the settings."""
    settings = settings_of(named) if named else {}
    return {"items": {}, "closed": {}, "attachments": {}, "settings": settings, "lost": sorted(lost)}


# --- Vault file -------------------------------------------------------------------------------------------------------


def read_entries(plain):
    stream, items, attachments, named, sizes = Reader(plain), {}, {}, {}, {}
    pending, left, chunks, is_first, counts = None, 0, 0, True, None
    while stream.at < len(plain):
        length = stream.varint(64)
        refuse_unless(counts is None and 1 <= length <= MAX_ENTRY)
        entry = Reader(stream.take(length))
        kind = U8.read(entry)
        refuse_unless(kind > 6 or (kind == 3) == (chunks > 0))
        refuse_unless(is_first == (kind == 1))
        is_first = False
        if kind == 1:
            fixed(vault_id=ID, epoch=U32, made_ms=U64).read(entry)
        elif kind == 2:
            pending, left = ID.read(entry), U64.read(entry)
            refuse_unless(left <= MAX_FILE)
            chunks, sizes[pending], data = max(1, -(-left // CHUNK)), left, hashlib.sha256()
        elif kind == 3:
            chunk = entry.rest()
            refuse_unless(len(chunk) == min(left, CHUNK))
            left, chunks = left - len(chunk), chunks - 1
            data.update(chunk)
            attachments[pending.hex()] = data.digest()
        elif kind == 4:
            item_id = ID.read(entry)
            fields = decode_fields(entry)
            refuse_unless(all(sizes.get(each["id"]) == each["size"] for each in fields["item"]["attachments"]))
            items[item_id.hex()] = seen_item(item_id, fields)
        elif kind == 5:
            name, value = STRING.read(entry), entry.rest()
            if name in ("settings", "sites", "domains"):
                named[name] = decode(NAMED_TYPES[name], value)
        elif kind == 6:
            counts = (U32.read(entry), U32.read(entry))
        else:
            entry.rest()
        refuse_unless(entry.at == len(entry.data))
    refuse_unless(counts == (len(items), len(sizes)))
    return nothing_open(named) | {"items": items, "attachments": attachments}


# --- Draft and resume value -------------------------------------------------------------------------------------------

DRAFT_RECORD = fixed(
    origin=STRING,
    purpose=enumeration(5),
    username=STRING,
    password=STRING,
    old_password=STRING,
    title=STRING,
    seen_ms=U64,
)
