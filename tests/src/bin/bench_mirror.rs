//! `cargo xtask bench mirror`: what the mirror costs, beside its budgets.

use anyhow::Result;

#[tokio::main]
async fn main() -> Result<()> {
    end_to_end::measure::mirror().await
}
