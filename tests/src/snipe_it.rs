//! The Snipe-IT of a test, and what people do on its page.

use anyhow::{Context, Result, bail};
use chrono::{NaiveDate, Utc};
use chrono_tz::Europe::Lisbon;
use snipeit_simulator::{
    Asset, Holder, Identity, Lab, Locale, NewAsset, NewUser, Options, Rights, Simulator,
};

/// Who has an asset.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Loan {
    /// Their name.
    pub holder: String,
    /// The expected check-in.
    pub until: Option<NaiveDate>,
}

/// A name that breaks whatever does not treat text as text.
pub const AWKWARD_NAME: &str = "Osciloscópio \"Rigol\" <DS1054Z> & sondas";

/// The label that new assets wear.
const AVAILABLE: u32 = 2;

/// A small lab on a simulated server: assets are called by tag, people by e-mail address.
pub struct SnipeIt {
    simulator: Simulator,
}

impl SnipeIt {
    /// Starts a server with [`small_lab`].
    ///
    /// # Errors
    /// When no port is free.
    pub async fn start() -> Result<SnipeIt> {
        SnipeIt::start_with(Options::default()).await
    }

    /// The same set up in another way.
    ///
    /// # Errors
    /// When no port is free.
    pub async fn start_with(options: Options) -> Result<SnipeIt> {
        SnipeIt::with(small_lab(), options).await
    }

    /// The same over https.
    ///
    /// # Errors
    /// When no port is free.
    pub async fn start_over_https(identity: Identity) -> Result<SnipeIt> {
        SnipeIt::start_with(Options { tls: Some(identity), ..Options::default() }).await
    }

    /// Stops it and starts it at the same address with another certificate; what was asked
    /// before is forgotten.
    ///
    /// # Errors
    /// When somebody took the port meanwhile.
    pub async fn restart_with(self, identity: Identity) -> Result<SnipeIt> {
        let port = self.address().rsplit_once(':').context("the address has no port")?.1.parse()?;
        let lab = self.simulator.stop().await;
        SnipeIt::with(lab, Options { port, tls: Some(identity), ..Options::default() }).await
    }

    /// Starts a server with any lab.
    ///
    /// # Errors
    /// When the port is taken.
    pub async fn with(lab: Lab, options: Options) -> Result<SnipeIt> {
        Ok(SnipeIt { simulator: Simulator::start(lab, options).await? })
    }

    /// Where it is.
    pub fn address(&self) -> String {
        self.simulator.address()
    }

    /// The technician's token.
    pub fn token(&self) -> String {
        self.simulator.token()
    }

    /// Another token, with these rights and in this language, of somebody of the lab.
    ///
    /// # Errors
    /// When there is no such user.
    pub fn token_of(&self, email: &str, rights: Rights, locale: Locale) -> Result<String> {
        self.simulator.with_lab(|lab| {
            let user = lab.user_by_email(email).context("no such user")?.id;
            Ok(lab.add_token(user, rights, locale))
        })
    }

    /// The server itself, for its faults and for what was asked of it.
    pub fn simulator(&self) -> &Simulator {
        &self.simulator
    }

    /// What was asked of it that may change something, as `POST /api/v1/statuslabels`.
    pub fn writes(&self) -> Vec<String> {
        let asked = self.simulator.requests().into_iter().filter(|asked| asked.method != "GET");
        asked.map(|asked| format!("{} {}", asked.method, asked.path)).collect()
    }

    /// The name of the label that the asset wears.
    ///
    /// # Errors
    /// When there is no such asset.
    pub fn label_of(&self, tag: &str) -> Result<String> {
        self.simulator.with_lab(|lab| {
            let id = find(lab, tag)?.id;
            let label = lab.label_of(id).context("the asset wears no label")?;
            Ok(label.name.clone())
        })
    }

    /// Who has the asset, if somebody does.
    ///
    /// # Errors
    /// When there is no such asset, or it is with no person.
    pub fn loan_of(&self, tag: &str) -> Result<Option<Loan>> {
        self.simulator.with_lab(|lab| {
            let asset = find(lab, tag)?;
            let Some(holder) = asset.holder else { return Ok(None) };
            let Holder::User(holder) = holder else { bail!("{tag} is with {holder:?}") };
            let holder = lab.user(holder).context("no such user")?.full_name();
            Ok(Some(Loan { holder, until: asset.expected_checkin }))
        })
    }

    /// How many assets there are.
    pub fn asset_count(&self) -> usize {
        self.simulator.with_lab(|lab| lab.assets().count())
    }

    /// Buys more oscilloscopes like ML-0413; their ids go on from what is there.
    ///
    /// # Errors
    /// When there is no ML-0413.
    pub fn buy_more(&self, tags: &[&str]) -> Result<()> {
        self.simulator.with_lab(|lab| {
            let model = find(lab, "ML-0413")?.model;
            for tag in tags {
                let tag = (*tag).to_owned();
                let new = NewAsset { tag, model, label: AVAILABLE, ..NewAsset::default() };
                lab.add_asset(new, Utc::now());
            }
            Ok(())
        })
    }

    /// Gives the asset another label on Snipe-IT's own page.
    ///
    /// # Errors
    /// When there is no such asset or label.
    pub fn put_label(&self, tag: &str, name: &str) -> Result<()> {
        self.simulator.with_lab(|lab| {
            let asset = find(lab, tag)?.id;
            let label = lab.labels().find(|label| label.name == name).context("no such label")?.id;
            lab.set_label(asset, label, Utc::now())?;
            Ok(())
        })
    }

    /// Hands the asset out on Snipe-IT's own page; the number of the activity.
    ///
    /// # Errors
    /// When Snipe-IT refuses.
    pub fn check_out(&self, tag: &str, email: &str) -> Result<u32> {
        self.simulator.with_lab(|lab| {
            let asset = find(lab, tag)?.id;
            let user = lab.user_by_email(email).context("no such user")?.id;
            Ok(lab.check_out(asset, user, None, None, Utc::now())?)
        })
    }

    /// Takes the asset back on Snipe-IT's own page; the number of the activity.
    ///
    /// # Errors
    /// When Snipe-IT refuses.
    pub fn check_in(&self, tag: &str) -> Result<u32> {
        self.simulator.with_lab(|lab| {
            let asset = find(lab, tag)?.id;
            Ok(lab.check_in(asset, None, Utc::now())?)
        })
    }
}

/// Ana Silva and Inês Conceição, and ML-0412, ML-0413 (oscilloscopes), ML-0628 (a computer).
fn small_lab() -> Lab {
    let now = Utc::now();
    let mut lab = Lab::empty(Lisbon);
    lab.add_user(NewUser::named("Ana", "Silva"), now);
    lab.add_user(NewUser::named("Inês", "Conceição"), now);
    let category = lab.add_category("Instrumentação", now);
    let scope = lab.add_model("Osciloscópio Rigol DS1054Z", Some("DS1054Z"), None, category, now);
    let computers = lab.add_category("Computadores", now);
    let computer = lab.add_model("Raspberry Pi 5 8GB", None, None, computers, now);
    let home = Some(lab.add_location("Lab 2.14, armário B", None, now));
    let things = [
        ("ML-0412", Some(AWKWARD_NAME), scope),
        ("ML-0413", None, scope),
        ("ML-0628", None, computer),
    ];
    for (tag, name, model) in things {
        let (tag, name) = (tag.to_owned(), name.map(str::to_owned));
        lab.add_asset(
            NewAsset { tag, name, model, home, label: AVAILABLE, ..NewAsset::default() },
            now,
        );
    }
    lab
}

fn find<'lab>(lab: &'lab Lab, tag: &str) -> Result<&'lab Asset> {
    lab.asset_by_tag(tag).with_context(|| format!("no asset {tag}"))
}
