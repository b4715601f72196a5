//! Policy as code for municipal debt collection.

pub mod source;

pub mod quantity;

pub mod diagnostic;

pub mod yaml;

pub mod prose;

pub mod cases;

pub mod plan;
