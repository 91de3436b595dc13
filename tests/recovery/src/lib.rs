//! Proofs that nothing is lost and nothing misleading is claimed: the core is killed at every step,
//! and whole labs live through seeded bad weather.
