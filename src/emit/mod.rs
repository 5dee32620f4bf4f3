//! Emit: the record as bytes.
//!
//! In: a finished [`Record`](crate::record::Record). Out: bytes of one format. Nothing here reads a plan or decides what a
//! record says.

pub mod json;
