//! Two plans that answer the same question, side by side: which bounds both have, and on which days one allows more than the other.
//!
//! The law is one such plan, an earlier edition of the strategy another.

mod compare;
mod pairs;
mod question;

pub(super) use compare::{apart, compare};
pub(super) use pairs::{End, Known, Pair, pairs};
pub(super) use question::{Claims, claims, common_days, family, is_same};
