//! Seeds: the same one lives the same life.
#![allow(clippy::unwrap_used)]

use recovery::report::failure;
use recovery::simulate_one;

#[test]
fn a_seed_lives_the_same_life_each_time() {
    for seed in [1, 2, 3] {
        let [first, second] = [(), ()].map(|()| told(seed));
        let differs = first.1.iter().zip(&second.1).find(|(one, other)| one != other);
        assert_eq!(differs, None, "seed {seed} takes another turn here");
        assert_eq!(first.0, second.0, "seed {seed} leaves another trace");
    }
}

#[test]
fn other_seeds_live_other_lives() {
    assert_ne!(told(4).0, told(5).0);
}

/// The trace of a life, and what was told of it.
fn told(seed: u64) -> (String, Vec<String>) {
    let mut told = Vec::new();
    let life = simulate_one(seed, &mut |line| told.push(line.to_owned())).unwrap();
    if let Some(found) = &life.failure {
        panic!("{}", failure(seed, found));
    }
    assert!(life.steps >= 200, "{} steps", life.steps);
    assert!(life.faults.len() >= 3, "only {:?} struck", life.faults);
    (life.trace, told)
}
