//! A specification's text, and the way from byte offsets back to lines and columns.

use std::fmt::{self, Display};
use std::ops::Range;
use std::sync::OnceLock;

use crate::diagnostic::Code;

/// A file of a specification.
#[derive(Debug, Clone)]
pub struct Source {
    name: String,
    text: String,
    line_starts: Vec<usize>,
    /// How many characters begin in front of each [`BLOCK`], so that no column costs the length of its line.
    characters: OnceLock<Vec<usize>>,
}

const BLOCK: usize = 1024;

/// Why bytes are not a specification; displayed as what is said of the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SourceFault {
    /// [`Code::NotUtf8`], or [`Code::NulByte`] as in a binary file or in UTF-16.
    pub code: Code,
    /// The offset of the first bad byte.
    pub offset: usize,
    /// The 1-based line that it stands on.
    pub line: usize,
}

impl SourceFault {
    fn new(code: Code, bytes: &[u8], offset: usize) -> Self {
        Self { code, offset, line: bytes[..offset].split(|&byte| byte == b'\n').count() }
    }
}

impl Display for SourceFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.code {
            Code::NulByte => "has a NUL byte, as binary files and UTF-16 have",
            _ => "is not UTF-8 text",
        })
    }
}

impl Source {
    /// Takes the bytes of a file; `name` is how diagnostics and citations call it.
    ///
    /// # Errors
    /// Bytes that are not UTF-8, or that hold a NUL.
    ///
    /// ```
    /// use spec_env_core::source::Source;
    ///
    /// assert!(Source::from_bytes("requirements.md", b"# Requirements".to_vec()).is_ok());
    /// let fault = Source::from_bytes("requirements.md", b"a\xff".to_vec()).unwrap_err();
    /// assert_eq!((fault.line, fault.offset, fault.to_string().as_str()), (1, 1, "is not UTF-8 text"));
    /// ```
    pub fn from_bytes(name: impl Into<String>, bytes: Vec<u8>) -> Result<Self, SourceFault> {
        // Whether there is one is found faster than where.
        if bytes.contains(&0)
            && let Some(offset) = bytes.iter().position(|&byte| byte == 0)
        {
            return Err(SourceFault::new(Code::NulByte, &bytes, offset));
        }
        let text = String::from_utf8(bytes).map_err(|error| {
            SourceFault::new(Code::NotUtf8, error.as_bytes(), error.utf8_error().valid_up_to())
        })?;
        Ok(Self::new(name, text))
    }

    /// Takes text that is already known to be UTF-8.
    pub fn new(name: impl Into<String>, text: impl Into<String>) -> Self {
        let text = text.into();
        let line_starts = std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect();
        Self { name: name.into(), text, line_starts, characters: OnceLock::new() }
    }

    /// The name that diagnostics and citations use.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The whole text, as it stands in the file.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The 1-based line of a byte offset.
    #[must_use]
    pub fn line(&self, offset: usize) -> u32 {
        let line = self.line_starts.partition_point(|&start| start <= offset).max(1);
        u32::try_from(line).unwrap_or(u32::MAX)
    }

    /// The 1-based column of a byte offset, in characters.
    #[must_use]
    pub fn column(&self, offset: usize) -> u32 {
        let start = self.line_range(self.line(offset)).start;
        let marked = start == 0 && offset > 0 && self.text.starts_with('\u{feff}');
        let before = self.characters(offset).saturating_sub(self.characters(start) + usize::from(marked));
        u32::try_from(before + 1).unwrap_or(u32::MAX)
    }

    /// How many characters begin in front of a byte offset.
    fn characters(&self, offset: usize) -> usize {
        let begin = |bytes: &[u8]| bytes.iter().filter(|&&byte| byte & 0xC0 != 0x80).count();
        let bytes = self.text.as_bytes();
        let sums = self.characters.get_or_init(|| {
            let sum = |sum: &mut usize, block| Some(std::mem::replace(sum, *sum + begin(block)));
            bytes.chunks(BLOCK).scan(0, sum).collect()
        });
        let offset = offset.min(bytes.len());
        let block = (offset / BLOCK).min(sums.len().saturating_sub(1));
        sums.get(block).map_or(0, |sum| sum + begin(&bytes[block * BLOCK..offset]))
    }

    /// The bytes of a 1-based line, without its line break.
    #[must_use]
    pub fn line_range(&self, line: u32) -> Range<usize> {
        let index = (line as usize).saturating_sub(1).min(self.line_starts.len() - 1);
        let start = self.line_starts[index];
        let end = self.line_starts.get(index + 1).map_or(self.text.len(), |&next| next - 1);
        let end = if self.text[start..end].ends_with('\r') { end - 1 } else { end };
        start..end
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_one_based_and_count_characters() {
        let source = Source::new("r.md", "\u{feff}ä b\r\nc");
        assert_eq!((source.line(3), source.column(3)), (1, 1));
        assert_eq!((source.line(6), source.column(6)), (1, 3));
        assert_eq!((source.line(9), source.column(9)), (2, 1));
        assert_eq!(&source.text()[source.line_range(1)], "\u{feff}ä b");
        assert_eq!(source.line_range(99), source.line_range(2));
    }

    #[test]
    fn columns_of_long_lines_are_counted_from_blocks() {
        let source = Source::new("r.md", format!("x\n{}", "ä".repeat(5 * BLOCK)));
        for column in [1, 2, BLOCK / 2, BLOCK, 3 * BLOCK + 1, 5 * BLOCK + 1] {
            assert_eq!(source.column(2 + 2 * (column - 1)) as usize, column);
        }
        assert_eq!(Source::new("r.md", "").column(7), 1);
    }
}
