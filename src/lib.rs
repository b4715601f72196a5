//! Policy as code for municipal debt collection.

pub mod quantity;

pub mod prose;

pub mod documents;
