//! Other people's formats: one file a format, all of them pure functions of an [`Annotation`](crate::model::Annotation).

mod positions;

pub use positions::{Position, Positions};
