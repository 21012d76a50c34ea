//! How values become bytes: one canonical encoding a value, and a rule by which values may grow.
//!
//! Reading refuses every spelling but the one that writing makes: shortest varints, no trailing bytes, fields in
//! ascending order, none that says what its absence says. It allocates no more than the bytes that lie before it and
//! knows nothing of what the values mean. The layouts stand in `docs/format.md`, "Conventions".

mod values;

use zeroize::{Zeroize, Zeroizing};

use crate::error::{Error, Result};

/// A value with one encoding.
pub trait Wire: Sized {
    /// Appends the encoding.
    fn write(&self, out: &mut Writer);

    /// Reads the value that stands next.
    ///
    /// # Errors
    /// [`Error::Damaged`] if no value of this type stands there in its canonical form.
    fn read(from: &mut Reader<'_>) -> Result<Self>;

    /// Appends values one after another.
    fn write_all(values: &[Self], out: &mut Writer) {
        values.iter().for_each(|value| value.write(out));
    }

    /// Reads so many values, one after another.
    ///
    /// # Errors
    /// As [`Wire::read`].
    fn read_all(count: usize, from: &mut Reader<'_>) -> Result<Vec<Self>> {
        (0..count).map(|_| Self::read(from)).collect()
    }

    /// Whether a newer version wrote it and this one knows no more than that; its field then lies in `rest`.
    fn is_unknown(&self) -> bool {
        false
    }
}

/// The encoding of a value, erased when dropped.
pub fn encode(value: &impl Wire) -> Zeroizing<Vec<u8>> {
    let mut out = Writer::default();
    value.write(&mut out);
    out.finish()
}

/// Parses a value from all of `bytes`.
///
/// # Errors
/// [`Error::Damaged`] if they are not the canonical encoding of a value of this type.
pub fn parse<T: Wire>(bytes: &[u8]) -> Result<T> {
    let mut from = Reader(bytes);
    let value = T::read(&mut from)?;
    if from.0.is_empty() {
        Ok(value)
    } else {
        Err(Error::Damaged)
    }
}

/// A value as it will be read once it was written: what its `rest` says of fields that are known is gone.
///
/// # Errors
/// [`Error::InvalidInput`] if it could not be read again.
pub fn as_read<T: Wire>(value: &T) -> Result<T> {
    parse(&encode(value)).map_err(|_| Error::InvalidInput)
}

/// Bytes being written; a buffer that is outgrown is erased.
#[derive(Default)]
pub struct Writer(Zeroizing<Vec<u8>>);

impl Writer {
    /// All that was written.
    pub fn finish(self) -> Zeroizing<Vec<u8>> {
        self.0
    }

    /// Appends bytes as they are.
    pub fn bytes(&mut self, bytes: &[u8]) {
        let wanted = self.0.len() + bytes.len();
        if wanted > self.0.capacity() {
            let mut larger = Vec::with_capacity((wanted * 2).max(256));
            larger.extend_from_slice(&self.0);
            let mut outgrown = core::mem::replace(&mut self.0, Zeroizing::new(larger));
            outgrown.zeroize();
        }
        self.0.extend_from_slice(bytes);
    }

    /// Appends a number, seven bits a byte, least first, the high bit set on all but the last.
    pub fn varint(&mut self, mut number: u64) {
        loop {
            let [low, ..] = number.to_le_bytes();
            number >>= 7;
            if number == 0 {
                self.bytes(&[low & 0x7f]);
                return;
            }
            self.bytes(&[low | 0x80]);
        }
    }

    /// Appends a length.
    pub fn length(&mut self, length: usize) {
        self.varint(u64::try_from(length).unwrap_or(u64::MAX));
    }

    /// Puts before all that was written since `start` its length; tells the length.
    fn put_length(&mut self, start: usize) -> usize {
        let end = self.0.len();
        self.length(end - start);
        let prefix_len = self.0.len() - end;
        if let Some(written) = self.0.get_mut(start..) {
            written.rotate_right(prefix_len);
        }
        end - start
    }

    /// Appends one field of an evolving value: number, length, encoding; nothing where the encoding is zeros only, or
    /// where what it is lies in `rest`.
    pub fn field(&mut self, number: u32, value: &impl Wire) {
        if value.is_unknown() {
            return;
        }
        let start = self.0.len();
        number.write(self);
        let value_start = self.0.len();
        value.write(self);
        self.end_field(start, value_start);
    }

    fn end_field(&mut self, start: usize, value_start: usize) {
        let value_len = self.put_length(value_start);
        if self.0.iter().rev().take(value_len).all(|byte| *byte == 0) {
            self.0.truncate(start);
        }
    }
}

/// Bytes being read.
pub struct Reader<'a>(&'a [u8]);

impl<'a> Reader<'a> {
    /// Reads from the beginning.
    pub fn new(bytes: &'a [u8]) -> Self {
        Self(bytes)
    }

    /// What is left.
    pub fn left(&self) -> &'a [u8] {
        self.0
    }

    /// Takes all that is left.
    pub fn take_rest(&mut self) -> &'a [u8] {
        core::mem::take(&mut self.0)
    }

    /// Takes so many bytes.
    ///
    /// # Errors
    /// [`Error::Damaged`] if there are fewer.
    pub fn take(&mut self, length: usize) -> Result<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(length).ok_or(Error::Damaged)?;
        self.0 = rest;
        Ok(taken)
    }

    /// Takes a number in its shortest form.
    ///
    /// # Errors
    /// [`Error::Damaged`] if it is longer than it need be, or than 64 bits.
    pub fn varint(&mut self) -> Result<u64> {
        let mut number = 0_u64;
        for shift in (0..64).step_by(7) {
            let byte = self.take(1)?.first().copied().ok_or(Error::Damaged)?;
            let bits = u64::from(byte & 0x7f);
            let shifted = bits << shift;
            if shifted >> shift != bits || (byte == 0 && shift > 0) {
                return Err(Error::Damaged);
            }
            number |= shifted;
            if byte & 0x80 == 0 {
                return Ok(number);
            }
        }
        Err(Error::Damaged)
    }

    /// Takes a length and so many bytes.
    ///
    /// # Errors
    /// [`Error::Damaged`] if there are fewer.
    pub fn prefixed(&mut self) -> Result<&'a [u8]> {
        let length = usize::try_from(self.varint()?).map_err(|_| Error::Damaged)?;
        self.take(length)
    }

    /// Takes the next field of an evolving value, given the number of the one before; `None` at the end.
    ///
    /// # Errors
    /// [`Error::Damaged`] if it is out of order, has number 0, or says no more than its absence.
    pub fn field(&mut self, last: &mut u32) -> Result<Option<(u32, &'a [u8])>> {
        if self.0.is_empty() {
            return Ok(None);
        }
        let number = u32::read(self)?;
        let value = self.prefixed()?;
        if number <= *last || value.iter().all(|byte| *byte == 0) {
            return Err(Error::Damaged);
        }
        *last = number;
        Ok(Some((number, value)))
    }
}

/// Fields that a newer version wrote and this one does not know: kept as they are, in order.
pub type Rest = Vec<u8>;

/// Writes an evolving value: its length, then its fields with those unknown in their places.
pub fn write_evolving(out: &mut Writer, rest: &[u8], known: &dyn Fn(&mut Writer)) {
    let start = out.0.len();
    if rest.is_empty() {
        known(out);
    } else {
        let mut own = Writer::default();
        known(&mut own);
        let mut fields = split_fields(&own.0);
        fields.extend(split_fields(rest));
        fields.sort_by_key(|(number, _)| *number);
        fields.dedup_by_key(|(number, _)| *number);
        for (number, value) in fields {
            write_field(out, number, value);
        }
    }
    out.put_length(start);
}

/// Takes the fields of `more` in that `rest` has not; nothing if both have one that differs, for only the version that wrote
/// them could tell which holds.
pub fn joined(rest: &[u8], more: &[u8]) -> Option<Rest> {
    let mut fields = split_fields(rest);
    fields.extend(split_fields(more));
    fields.sort();
    fields.dedup();
    let mut out = Writer::default();
    for (at, (number, value)) in fields.iter().enumerate() {
        if at > 0 && fields.get(at - 1).is_some_and(|(before, _)| before == number) {
            return None;
        }
        write_field(&mut out, *number, value);
    }
    Some(out.0.to_vec())
}

/// Appends a field whose encoding is at hand.
pub fn write_field(out: &mut Writer, number: u32, value: &[u8]) {
    number.write(out);
    out.length(value.len());
    out.bytes(value);
}

/// The fields of an evolving value without its length; stops at what is none.
pub fn split_fields(bytes: &[u8]) -> Vec<(u32, &[u8])> {
    let mut from = Reader(bytes);
    let mut last = 0;
    let mut fields = Vec::new();
    while let Ok(Some(field)) = from.field(&mut last) {
        fields.push(field);
    }
    fields
}

/// A value of fields that may grow: each with its number, those unknown kept in `rest`.
macro_rules! evolving {
    ($name:ty { $($number:literal $field:ident),* $(,)? }) => {
        impl $crate::vault::wire::Wire for $name {
            fn write(&self, out: &mut $crate::vault::wire::Writer) {
                $crate::vault::wire::write_evolving(out, &self.rest, &|out| {
                    $(out.field($number, &self.$field);)*
                });
            }

            fn read(from: &mut $crate::vault::wire::Reader<'_>) -> $crate::error::Result<Self> {
                let mut value = Self::default();
                let mut rest = $crate::vault::wire::Writer::default();
                $crate::vault::wire::read_fields(from.prefixed()?, &mut |number, bytes| {
                    match number {
                        $($number => {
                            value.$field = $crate::vault::wire::parse(bytes)?;
                            if !$crate::vault::wire::Wire::is_unknown(&value.$field) {
                                return Ok(());
                            }
                        })*
                        _ => {}
                    }
                    $crate::vault::wire::write_field(&mut rest, number, bytes);
                    Ok(())
                })?;
                value.rest = rest.finish().to_vec();
                Ok(value)
            }
        }
    };
}

/// A value of fixed fields, one after another.
macro_rules! fixed {
    ($name:ty { $($field:ident),* $(,)? }) => {
        impl $crate::vault::wire::Wire for $name {
            fn write(&self, out: &mut $crate::vault::wire::Writer) {
                $(self.$field.write(out);)*
            }

            fn read(from: &mut $crate::vault::wire::Reader<'_>) -> $crate::error::Result<Self> {
                Ok(Self { $($field: $crate::vault::wire::Wire::read(from)?,)* })
            }
        }
    };
}

/// One of several names without fields, as the number of its place. A number without a name is refused, or `or` says
/// how it is called: a newer version's.
macro_rules! numbered {
    ($name:ty { $($number:literal $variant:ident),* $(,)? } $(or $unknown:ident)?) => {
        impl $crate::vault::wire::Wire for $name {
            fn write(&self, out: &mut $crate::vault::wire::Writer) {
                let number: u8 = match self { $(Self::$variant => $number,)* $(Self::$unknown => u8::MAX,)? };
                number.write(out);
            }

            fn read(from: &mut $crate::vault::wire::Reader<'_>) -> $crate::error::Result<Self> {
                match u8::read(from)? {
                    $($number => Ok(Self::$variant),)*
                    $(_ => Ok(Self::$unknown),)?
                    #[allow(unreachable_patterns, reason = "reached where no name stands for what is unknown")]
                    _ => Err($crate::error::Error::Damaged),
                }
            }

            $(fn is_unknown(&self) -> bool {
                *self == Self::$unknown
            })?
        }
    };
}

pub(crate) use {evolving, fixed, numbered};

/// Reads all fields of an evolving value.
///
/// # Errors
/// [`Error::Damaged`], and whatever `take` returns.
pub fn read_fields<'a>(bytes: &'a [u8], take: &mut dyn FnMut(u32, &'a [u8]) -> Result<()>) -> Result<()> {
    let mut from = Reader(bytes);
    let mut last = 0;
    while let Some((number, value)) = from.field(&mut last)? {
        take(number, value)?;
    }
    Ok(())
}

/// What stands behind the length of an evolving value; empty if it is none.
pub fn without_length(encoded: &[u8]) -> &[u8] {
    Reader(encoded).prefixed().unwrap_or(&[])
}
