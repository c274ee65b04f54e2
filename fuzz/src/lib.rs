//! What the fuzz targets run, one function for each.

pub mod inputs;
