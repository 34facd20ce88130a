//! CSV (RFC 4180) cut into rows as its bytes arrive: no more of a table is held than the row that is open.

use csv_core::{ReadRecordResult, Reader, ReaderBuilder};

use crate::{domain::fault::FaultKind, exchange::sheets::MARK};

/// The longest row, in bytes, as for lines: an open quotation mark would else take the rest of the table.
pub const ROW_BYTES_MAX: usize = 16 << 20;
/// The most cells of a row. No spreadsheet of claims is so wide; what is, is no table.
pub const CELLS_MAX: usize = 1_000;
/// What may part cells. Spreadsheets write semicolons where a comma is the decimal sign.
const SEPARATORS: [u8; 3] = [b',', b';', b'\t'];
/// How much room a row has at first: for its bytes, and for its cells.
const ROOM: (usize, usize) = (4 << 10, 32);

/// What stands at a row, by its number: the header is 1, and empty lines count, as in a spreadsheet.
pub(super) type Cut = (usize, Result<Vec<String>, FaultKind>);

/// A table being cut, piece by piece.
pub(super) struct Cutter {
    /// What came until it was known what parts the cells.
    head: Vec<u8>,
    reader: Option<Box<Reader>>,
    bytes: Vec<u8>,
    ends: Vec<usize>,
    /// How many bytes and cells of the open row were read.
    read: (usize, usize),
    /// The number of the open row, and the line it begins in.
    row: usize,
    begins: usize,
    line: usize,
    is_begun: bool,
    /// A row ended with a carriage return, of which a line feed is a part.
    is_behind_return: bool,
    /// Nothing more is read.
    is_over: bool,
}

impl Cutter {
    pub(super) fn new() -> Self {
        Self {
            head: Vec::new(),
            reader: None,
            bytes: vec![0; ROOM.0],
            ends: vec![0; ROOM.1],
            read: (0, 0),
            row: 1,
            begins: 1,
            line: 1,
            is_begun: false,
            is_behind_return: false,
            is_over: false,
        }
    }

    /// Hands on the rows that end in `piece`, and keeps the beginning of the next.
    pub(super) fn feed(&mut self, piece: &[u8], take: &mut impl FnMut(Cut)) {
        if self.reader.is_some() {
            return self.cut(piece, take);
        }
        self.head.extend_from_slice(piece);
        if self.head.contains(&b'\n') || self.head.len() > ROW_BYTES_MAX {
            self.begin(take);
        }
    }

    /// Hands on the last row.
    pub(super) fn finish(mut self, take: &mut impl FnMut(Cut)) {
        if self.reader.is_none() {
            self.begin(take);
        }
        while self.is_begun && !self.is_over {
            self.step(&[], take);
        }
    }

    /// Nothing more of the table is wanted.
    pub(super) fn stop(&mut self) {
        (self.is_over, self.head) = (true, Vec::new());
    }

    /// Finds out what parts the cells, and reads what has come.
    fn begin(&mut self, take: &mut impl FnMut(Cut)) {
        let head = std::mem::take(&mut self.head);
        let head = head.strip_prefix(MARK.as_bytes()).unwrap_or(&head);
        let header = head.split(|byte| *byte == b'\n').next().unwrap_or_default();
        let count = |separator: u8| header.split(|byte| *byte == separator).count();
        let separator = SEPARATORS.into_iter().rev().max_by_key(|separator| count(*separator)).unwrap_or(b',');
        self.reader = Some(Box::new(ReaderBuilder::new().delimiter(separator).build()));
        self.cut(head, take);
    }

    fn cut(&mut self, mut input: &[u8], take: &mut impl FnMut(Cut)) {
        while let Some(first) = input.first().copied().filter(|_| !self.is_over) {
            if !self.is_begun && matches!(first, b'\r' | b'\n') {
                self.pass_over(first);
                input = &input[1..];
                continue;
            }
            if !self.is_begun {
                (self.is_begun, self.begins) = (true, self.line);
            }
            input = &input[self.step(input, take)..];
        }
    }

    /// Passes over the end of a line that nothing stands in, which the reader would not count.
    fn pass_over(&mut self, end: u8) {
        if end == b'\n' {
            self.line += 1;
            self.row += usize::from(!self.is_behind_return);
        }
        self.is_behind_return = false;
    }

    /// Reads on in the open row; says how many bytes of `input` it took. Nothing in `input`: the row ends.
    fn step(&mut self, input: &[u8], take: &mut impl FnMut(Cut)) -> usize {
        let Some(reader) = &mut self.reader else { return input.len() };
        let (bytes, ends) = (&mut self.bytes[self.read.0..], &mut self.ends[self.read.1..]);
        let (result, taken, written, ended) = reader.read_record(input, bytes, ends);
        self.line += input[..taken].iter().map(|byte| usize::from(*byte == b'\n')).sum::<usize>();
        self.read = (self.read.0 + written, self.read.1 + ended);
        match result {
            ReadRecordResult::InputEmpty => {}
            ReadRecordResult::OutputFull if self.bytes.len() >= ROW_BYTES_MAX => {
                self.refuse(FaultKind::FileTooLarge { max_bytes: ROW_BYTES_MAX }, take);
            }
            ReadRecordResult::OutputFull => self.bytes.resize(self.bytes.len() * 2, 0),
            ReadRecordResult::OutputEndsFull if self.ends.len() >= CELLS_MAX => {
                self.refuse(FaultKind::TooManyCells { max: CELLS_MAX }, take);
            }
            ReadRecordResult::OutputEndsFull => self.ends.resize((self.ends.len() * 2).min(CELLS_MAX), 0),
            ReadRecordResult::Record => {
                self.is_behind_return = input[..taken].last() == Some(&b'\r');
                self.end_row(take);
            }
            ReadRecordResult::End => self.is_begun = false,
        }
        taken
    }

    fn end_row(&mut self, take: &mut impl FnMut(Cut)) {
        let mut begin = 0;
        let cells = self.ends[..self.read.1].iter().map(|&end| {
            let cell = &self.bytes[std::mem::replace(&mut begin, end)..end];
            std::str::from_utf8(cell).map(str::to_owned)
        });
        match cells.collect::<Result<Vec<String>, _>>() {
            Ok(cells) => take((self.row, Ok(cells))),
            Err(_) => return self.refuse(FaultKind::NotUtf8 { line: self.begins, column: 1 }, take),
        }
        self.row += 1;
        (self.is_begun, self.read) = (false, (0, 0));
    }

    fn refuse(&mut self, kind: FaultKind, take: &mut impl FnMut(Cut)) {
        self.stop();
        take((self.row, Err(kind)));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(table: &[u8], piece: usize) -> Vec<Cut> {
        let mut cuts = Vec::new();
        let mut cutter = Cutter::new();
        table.chunks(piece).for_each(|piece| cutter.feed(piece, &mut |cut| cuts.push(cut)));
        cutter.finish(&mut |cut| cuts.push(cut));
        cuts
    }

    fn row(number: usize, cells: &[&str]) -> Cut {
        (number, Ok(cells.iter().map(|&cell| cell.to_owned()).collect()))
    }

    #[test]
    fn rows_are_the_same_wherever_the_pieces_end_and_are_numbered_as_a_spreadsheet_does() {
        let table = "\u{FEFF}a;b\r\n\r\n\"1\r\n;\"\"x\"\"\";é\n\n3\rم;\r\n\"\"".as_bytes();
        let expected =
            vec![row(1, &["a", "b"]), row(3, &["1\r\n;\"x\"", "é"]), row(5, &["3"]), row(6, &["م", ""]), row(7, &[""])];
        for piece in 1..=table.len() {
            assert_eq!(cut(table, piece), expected, "pieces of {piece}");
        }
        assert!(cut(b"", 1).is_empty() && cut(b"\n\r\n", 1).is_empty());
    }

    #[test]
    fn nothing_is_read_behind_what_is_no_text_or_never_ends() {
        let cuts = cut(b"a\nb\n\"\n\",\xD9\nc\n", 3);
        assert_eq!(cuts[2..], [(3, Err(FaultKind::NotUtf8 { line: 3, column: 1 }))]);
        // The halves of a letter in two cells are no letter.
        assert!(cut(b"a,b\n\xD9,\x85\n", 100)[1].1.is_err());
        let wide = |cells: usize| cut(",".repeat(cells - 1).as_bytes(), 1 << 20).remove(0).1;
        assert_eq!(wide(CELLS_MAX).map(|cells| cells.len()), Ok(CELLS_MAX));
        assert_eq!(wide(CELLS_MAX + 1), Err(FaultKind::TooManyCells { max: CELLS_MAX }));
        let open = [b"a\n\"".to_vec(), vec![b'x'; ROW_BYTES_MAX + 2]].concat();
        assert_eq!(cut(&open, 1 << 20)[1], (2, Err(FaultKind::FileTooLarge { max_bytes: ROW_BYTES_MAX })));
    }
}
