//! Commands: each converts, calls one function of the desk, and converts back.

pub mod agreement;
pub mod equipment;
pub mod people;
pub mod requisitions;
pub mod session;
