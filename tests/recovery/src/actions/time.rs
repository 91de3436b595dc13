//! Time, which passes only here.

use chrono::TimeDelta;

use crate::world::World;

/// Some seconds pass.
pub fn seconds(world: &mut World<'_>) -> String {
    let by = world.chance.seconds(2, 20);
    passed(world, by)
}

/// Some minutes pass.
pub fn minutes(world: &mut World<'_>) -> String {
    let by = world.chance.seconds(60, 25 * 60);
    passed(world, by)
}

/// Hours or days pass, as when a computer sleeps.
pub fn days(world: &mut World<'_>) -> String {
    let by = world.chance.seconds(3_600, 3 * 86_400);
    passed(world, by)
}

fn passed(world: &mut World<'_>, by: TimeDelta) -> String {
    world.pass(by);
    format!("{} s pass", by.num_seconds())
}

/// Somebody sets the desk's clock back.
pub fn set_back(world: &mut World<'_>) -> String {
    let by = if world.chance.one_in(2) {
        world.chance.seconds(1, 120)
    } else {
        world.chance.seconds(3_600, 86_400)
    };
    world.stage.clock.set_back(by);
    format!("the desk's clock is set back by {} s", by.num_seconds())
}
