//! What other people do in Snipe-IT, and what it does by itself.

use chrono::{DateTime, NaiveDate, Utc};
use snipeit_simulator::{CheckOut, Hand, Holder, Lab, Refused};

/// The administrator at the web page.
const ADMIN: u32 = 1;

/// One thing that happens in the lab.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Meddling {
    /// An asset goes to somebody, possibly labelled in the same step.
    Out {
        /// Which.
        asset: u32,
        /// To whom or what.
        to: Holder,
        /// By when it is expected back.
        due: Option<NaiveDate>,
        /// The label it gets.
        label: Option<u32>,
    },
    /// An asset comes back, possibly labelled in the same step.
    In {
        /// Which.
        asset: u32,
        /// The label it gets.
        label: Option<u32>,
    },
    /// An asset is taken from its holder, and the log says nothing.
    Freed {
        /// Which.
        asset: u32,
    },
    /// An asset gets another label.
    Label {
        /// Which.
        asset: u32,
        /// The label.
        label: u32,
    },
    /// An asset may be kept longer.
    Extended {
        /// Which.
        asset: u32,
        /// Until when.
        due: NaiveDate,
    },
    /// An asset is called something else.
    Renamed {
        /// Which.
        asset: u32,
        /// What.
        name: String,
    },
    /// An asset is deleted.
    Deleted {
        /// Which.
        asset: u32,
    },
}

impl Meddling {
    /// Lets it happen, and says so.
    pub fn happen(&self, lab: &mut Lab, at: DateTime<Utc>) -> String {
        match self.attempt(lab, at) {
            Ok(()) => format!("in Snipe-IT, {self:?}"),
            Err(refused) => format!("in Snipe-IT, {self:?} is refused: {refused}"),
        }
    }

    fn attempt(&self, lab: &mut Lab, at: DateTime<Utc>) -> Result<(), Refused> {
        let hand = Hand::web(ADMIN);
        match self {
            Self::Out { asset, to, due, label } => {
                let expected = due.map(|day| day.to_string());
                let wish = CheckOut { expected, label: *label, ..CheckOut::to(*to) };
                lab.check_out_by(&hand, *asset, wish, at).map(drop)
            }
            Self::In { asset, label } => lab.check_in_by(&hand, *asset, *label, None, at).map(drop),
            Self::Freed { asset } => lab.free_silently(*asset, at),
            Self::Label { asset, label } => lab.set_label(*asset, *label, at).map(drop),
            Self::Extended { asset, due } => lab.set_expected_checkin(*asset, *due, at).map(drop),
            Self::Renamed { asset, name } => lab.rename_asset(*asset, name, at).map(drop),
            Self::Deleted { asset } => lab.delete_asset(*asset, at).map(drop),
        }
    }
}
