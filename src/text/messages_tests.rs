//! The rules the message files keep.
