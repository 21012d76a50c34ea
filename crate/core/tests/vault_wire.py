"""Section "Encoding" of docs/format.md: values as bytes, and the one way in which each is written.

It reads values and knows no record. `vault_format.py` builds on it.
"""

class Refused(Exception):
    """Why something was refused; its text is the code that a case expects."""


def refuse_unless(holds, code="damaged"):
    if not holds:
        raise Refused(code)


# --- Encoding ---------------------------------------------------------------------------------------------------------


class Reader:
    def __init__(self, data):
        self.data, self.at = data, 0

    def take(self, count):
        refuse_unless(count <= len(self.data) - self.at)
        self.at += count
        return self.data[self.at - count : self.at]

    def rest(self):
        return self.take(len(self.data) - self.at)

    def varint(self, bits):
        value = 0
        for index in range(10):
            (byte,) = self.take(1)
            value |= (byte & 127) << (7 * index)
            if byte < 128:
                refuse_unless(byte != 0 or index == 0)
                refuse_unless(value < 1 << bits)
                return value
        raise Refused("damaged")


class Type:
    """How a value is read from its bytes; `absent` is what a field that is not there holds."""

    def __init__(self, read, absent=None):
        self.read, self.absent = read, absent


def decode(kind, data):
    reader = Reader(data)
    value = kind.read(reader)
    refuse_unless(reader.at == len(data))
    return value


def read_bool(reader):
    (byte,) = reader.take(1)
    refuse_unless(byte < 2)
    return byte == 1


def read_text(reader):
    try:
        return reader.take(reader.varint(32)).decode("utf-8", "strict")
    except UnicodeDecodeError:
        raise Refused("damaged") from None


def read_i32(reader):
    value = reader.varint(32)
    return value >> 1 if value % 2 == 0 else -(value >> 1) - 1


U8 = Type(lambda reader: reader.take(1)[0], 0)
U32 = Type(lambda reader: reader.varint(32), 0)
U64 = Type(lambda reader: reader.varint(64), 0)
I32 = Type(read_i32, 0)
BOOL = Type(read_bool, False)
STRING = Type(read_text, "")
BYTES = Type(lambda reader: reader.take(reader.varint(32)), b"")


def array(count):
    return Type(lambda reader: reader.take(count), bytes(count))


ID, HASH, KEY = array(16), array(32), array(32)


def list_of(kind):
    return Type(lambda reader: [kind.read(reader) for _ in range(reader.varint(32))], [])


def optional(kind):
    return Type(lambda reader: kind.read(reader) if read_bool(reader) else None, None)


def fixed(**fields):
    def read(reader):
        return {name: kind.read(reader) for name, kind in fields.items()}

    return Type(read, {name: kind.absent for name, kind in fields.items()})


def enumeration(count):
    def read(reader):
        value = U8.read(reader)
        refuse_unless(value < count)
        return value

    return Type(read, 0)


def evolving(fields):
    """`fields` names each number's field and type. What is not known is kept as `unknown`."""

    def read(reader):
        inner = Reader(reader.take(reader.varint(32)))
        value = {name: kind.absent for name, kind in fields.values()}
        last = 0
        while inner.at < len(inner.data):
            number = inner.varint(32)
            refuse_unless(number > last)
            last = number
            data = inner.take(inner.varint(32))
            refuse_unless(any(data))
            if number in fields:
                name, kind = fields[number]
                value[name] = decode(kind, data)
            else:
                value.setdefault("unknown", {})[str(number)] = data
        return value

    return Type(read, {name: kind.absent for name, kind in fields.values()})


def strictly_ascending(values):
    return all(left < right for left, right in zip(values, values[1:]))
