//! Policy as code for municipal debt collection.

pub mod source;

pub mod quantity;

pub mod diagnostic;

pub mod yaml;

pub mod prose;

pub mod law;

pub mod cases;

pub mod plan;

pub mod rules;

pub mod strategy;

pub mod governance;

pub mod findings;
