//! The boundary to JavaScript: decode, delegate, encode.
