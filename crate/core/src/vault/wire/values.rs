//! The encodings of plain values: numbers, texts, bytes, lists, what may be absent.
//!
//! Each is the shortest there is, and reading refuses every other. The table stands in `docs/format.md`, "Encoding".

use super::{Reader, Wire, Writer};
use crate::error::{Error, Result};

impl Wire for u8 {
    fn write(&self, out: &mut Writer) {
        out.bytes(&[*self]);
    }

    fn read(from: &mut Reader<'_>) -> Result<Self> {
        from.take(1)?.first().copied().ok_or(Error::Damaged)
    }

    fn write_all(values: &[Self], out: &mut Writer) {
        out.bytes(values);
    }

    fn read_all(count: usize, from: &mut Reader<'_>) -> Result<Vec<Self>> {
        from.take(count).map(<[u8]>::to_vec)
    }
}

impl Wire for u32 {
    fn write(&self, out: &mut Writer) {
        out.varint(u64::from(*self));
    }

    fn read(from: &mut Reader<'_>) -> Result<Self> {
        from.varint()?.try_into().map_err(|_| Error::Damaged)
    }
}

impl Wire for u64 {
    fn write(&self, out: &mut Writer) {
        out.varint(*self);
    }

    fn read(from: &mut Reader<'_>) -> Result<Self> {
        from.varint()
    }
}

impl Wire for i32 {
    fn write(&self, out: &mut Writer) {
        // Zigzag, so that small negative numbers stay short.
        let folded = (self.wrapping_shl(1)) ^ (self.wrapping_shr(31));
        out.varint(u64::from(u32::from_le_bytes(folded.to_le_bytes())));
    }

    fn read(from: &mut Reader<'_>) -> Result<Self> {
        let folded = u32::read(from)?;
        let half = Self::from_le_bytes((folded >> 1).to_le_bytes());
        Ok(if folded & 1 == 0 { half } else { !half })
    }
}

impl Wire for bool {
    fn write(&self, out: &mut Writer) {
        out.bytes(&[u8::from(*self)]);
    }

    fn read(from: &mut Reader<'_>) -> Result<Self> {
        match u8::read(from)? {
            0 => Ok(false),
            1 => Ok(true),
            _ => Err(Error::Damaged),
        }
    }
}

impl Wire for String {
    fn write(&self, out: &mut Writer) {
        out.length(self.len());
        out.bytes(self.as_bytes());
    }

    fn read(from: &mut Reader<'_>) -> Result<Self> {
        let text = core::str::from_utf8(from.prefixed()?).map_err(|_| Error::Damaged)?;
        Ok(text.into())
    }
}

impl<const N: usize> Wire for [u8; N] {
    fn write(&self, out: &mut Writer) {
        out.bytes(self);
    }

    fn read(from: &mut Reader<'_>) -> Result<Self> {
        from.take(N)?.try_into().map_err(|_| Error::Damaged)
    }
}

impl<T: Wire> Wire for Vec<T> {
    fn write(&self, out: &mut Writer) {
        out.length(self.len());
        T::write_all(self, out);
    }

    fn read(from: &mut Reader<'_>) -> Result<Self> {
        let count = usize::try_from(from.varint()?).map_err(|_| Error::Damaged)?;
        // Every value takes a byte at least, so a count beyond the bytes is a lie.
        if count > from.0.len() {
            return Err(Error::Damaged);
        }
        T::read_all(count, from)
    }
}

impl<T: Wire> Wire for Option<T> {
    fn write(&self, out: &mut Writer) {
        out.bytes(&[u8::from(self.is_some())]);
        if let Some(value) = self {
            value.write(out);
        }
    }

    fn read(from: &mut Reader<'_>) -> Result<Self> {
        Ok(if bool::read(from)? { Some(T::read(from)?) } else { None })
    }
}

impl<A: Wire, B: Wire> Wire for (A, B) {
    fn write(&self, out: &mut Writer) {
        self.0.write(out);
        self.1.write(out);
    }

    fn read(from: &mut Reader<'_>) -> Result<Self> {
        Ok((A::read(from)?, B::read(from)?))
    }
}
