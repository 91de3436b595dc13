//! A scanner that was made for an American keyboard, at a computer with a Portuguese one: hyphens
//! arrive as apostrophes and brackets as accents, and still the label is known.

use std::time::Duration;

use anyhow::Result;
use end_to_end::technician::{connect, scan};
use end_to_end::{Page, SnipeIt, Stage};

const PACE: Duration = Duration::from_millis(15);
const CLEARLY_A_SCAN: Duration = Duration::from_millis(37);

/// A tag; and one with the kind of barcode before it, whose bracket is a dead key here, so that
/// the page is told of an accented letter.
const LABELS: [(&str, &str); 2] = [("ML-0412", "ML-0412"), ("]C1ML-0413", "ML-0413")];

#[tokio::test]
async fn a_label_read_for_another_keyboard_is_known_and_asked_about() -> Result<()> {
    let stage = Stage::set("portuguese-keyboard").await?;
    let snipe_it = SnipeIt::start().await?;
    let window = stage.open().await?;
    connect(&window, &snipe_it).await?;
    let american = stage.scanner()?;
    stage.change_keyboard("pt")?;

    for (label, tag) in LABELS {
        scan(&window, &american, label, PACE, CLEARLY_A_SCAN).await?;
        window.see(&format!("Did you mean {tag}")).await?;
        window.button(&format!("Open {tag}")).press().await?;
        window.region(&format!("Steps for {tag}")).appears().await?;
    }
    window.screenshot("known").await?;

    // One that was made for this keyboard needs no question.
    let portuguese = stage.scanner()?;
    scan(&window, &portuguese, "ML-0628", PACE, CLEARLY_A_SCAN).await?;
    window.region("Steps for ML-0628").appears().await
}
