//! The desk: what the shell holds. Each method is a command.

use std::path::PathBuf;
use std::sync::Arc;

use chrono::{NaiveDate, Utc};
use domain::decide::answer::Answer as ResolveAnswer;
use domain::ids::{
    AssetId, DiscrepancyId, OperationId, PersonId, ProjectId, RequisitionId, UnitId,
};
use domain::project::{MemberRole, ProjectState};
use domain::validate::{PersonDraft, ProjectDraft, RequisitionDraft};
use snipeit::Pacing;
use tokio::sync::{Mutex, RwLock, broadcast};

use crate::announce::Announcement;
use crate::api::*;
use crate::backoff::{self, Chance};
use crate::clock::Clock;
use crate::counter::{Counter, Pace};
use crate::first_screen::FirstScreen;
use crate::rounds::{self, Loops, Round};
use crate::setup::{self, Pending};
use crate::tokens::TokenStore;
use crate::{
    activity, damage, decisions, discrepancies, equipment, lending, mirror, notifications, people,
    projects, reconcile, requisitions, rights, scan, search, settings, today,
};

mod stage;

use stage::{Look, Stage};

/// How many announcements a slow listener may lag behind.
const ANNOUNCEMENTS: usize = 256;

/// What a desk is made of.
#[derive(Clone)]
pub struct DeskOptions {
    /// The folder of the workspace files.
    pub folder: PathBuf,
    /// Where tokens are kept.
    pub tokens: Arc<dyn TokenStore>,
    /// The time.
    pub clock: Clock,
    /// How often the loops look.
    pub pace: Pace,
    /// How long the client waits for what.
    pub pacing: Pacing,
    /// Whether the loops run by themselves.
    pub loops: Loops,
    /// What spreads the pauses while the server is away.
    pub chance: Chance,
    /// The window's first screen, if there is a window: what can wait waits for it.
    pub first_screen: FirstScreen,
}

impl DeskOptions {
    /// The usual pace, by this computer's clock.
    #[must_use]
    pub fn new(folder: PathBuf, tokens: Arc<dyn TokenStore>) -> Self {
        Self {
            folder,
            tokens,
            clock: Arc::new(Utc::now),
            pace: Pace::default(),
            pacing: Pacing::default(),
            loops: Loops::default(),
            chance: backoff::chance(),
            first_screen: FirstScreen::default(),
        }
    }
}

/// Everything the window may ask. Cloning is cheap.
#[derive(Clone)]
pub struct Desk(Arc<Inner>);

struct Inner {
    options: DeskOptions,
    stage: RwLock<Stage>,
    pending: Mutex<Option<Pending>>,
    announcements: broadcast::Sender<Announcement>,
}

type Answer<T> = Result<T, DeskError>;

impl Desk {
    /// A desk that has not opened anything yet; see [`Desk::start`].
    #[must_use]
    pub fn new(options: DeskOptions) -> Self {
        Self(Arc::new(Inner {
            options,
            stage: RwLock::new(Stage::Unopened),
            pending: Mutex::new(None),
            announcements: broadcast::Sender::new(ANNOUNCEMENTS),
        }))
    }

    /// What happens by itself. Listen before [`Desk::start`], so that nothing is missed.
    #[must_use]
    pub fn announcements(&self) -> broadcast::Receiver<Announcement> {
        self.0.announcements.subscribe()
    }

    /// Opens the workspace that there is, if any. Commands wait until this is done.
    pub async fn start(&self) {
        self.open(Look::AtOnce).await;
    }

    async fn open(&self, look: Look) {
        let mut stage = self.0.stage.write().await;
        if matches!(*stage, Stage::Unopened) {
            *stage = stage::open_existing(&self.0.options, &self.0.announcements, look).await;
            if let Some(counter) = stage.unchecked() {
                tokio::spawn(self.clone().look_for_damage(counter));
            }
        }
    }

    /// A large file in which damage is found afterwards is as broken as if it had not been opened.
    /// Nothing is written meanwhile.
    async fn look_for_damage(self, counter: Arc<Counter>) {
        let search = damage::found_in(Arc::clone(&counter), self.0.options.first_screen.clone());
        let Ok(Some(error)) = counter.spawn_whole(search).await else { return };
        let mut stage = self.0.stage.write().await;
        if stage.is(&counter) {
            let broken = Stage::broken(&error, counter.db.path().to_owned());
            std::mem::replace(&mut *stage, broken).close().await;
            drop(stage);
            self.session_changed();
        }
    }

    /// The window has painted its first screen.
    pub async fn painted(&self) -> Answer<()> {
        self.0.options.first_screen.painted();
        Ok(())
    }

    /// Closes the workspace for good: the loops have ended when this returns, and a window that
    /// still asks opens nothing again.
    pub async fn stop(&self) {
        let stage = std::mem::replace(&mut *self.0.stage.write().await, Stage::Ended);
        stage.close().await;
    }

    async fn counter(&self) -> Answer<Arc<Counter>> {
        self.start().await;
        match &*self.0.stage.read().await {
            Stage::Open { counter, .. } => Ok(Arc::clone(counter)),
            _ => Err(DeskError::NoWorkspace),
        }
    }

    async fn is_demo(&self) -> bool {
        matches!(&*self.0.stage.read().await, Stage::Open { demo: Some(_), .. })
    }

    fn session_changed(&self) {
        let topics = vec![Topic::Session];
        let _ = self.0.announcements.send(Announcement::Changed(Changed { topics }));
    }

    /// Which workspace is open. A file that could not be opened is tried again: whoever asks may
    /// have put right what was wrong with it.
    pub async fn session(&self) -> Answer<Session> {
        let mut stage = self.0.stage.write().await;
        let again = matches!(*stage, Stage::Broken { .. });
        if again {
            *stage = Stage::Unopened;
        }
        drop(stage);
        self.open(if again { Look::Whole } else { Look::AtOnce }).await;
        Ok(self.0.stage.read().await.session())
    }

    /// The language of the open workspace, English when none is open. Asking opens nothing.
    pub async fn language(&self) -> Language {
        self.0.stage.read().await.language().unwrap_or_default()
    }

    /// Starts the demo: a simulated Snipe-IT on loopback, in a workspace of its own
    /// that speaks this language from its first moment.
    pub async fn start_demo(&self, language: Language) -> Answer<()> {
        self.replace_welcome(async |options, announcements| {
            stage::open_demo(options, announcements, language).await
        })
        .await
    }

    /// Ends the demo and removes its workspace.
    pub async fn leave_demo(&self) -> Answer<()> {
        let mut stage = self.0.stage.write().await;
        if !matches!(*stage, Stage::Open { demo: Some(_), .. }) {
            return Err(DeskError::NotPossible);
        }
        std::mem::replace(&mut *stage, Stage::Welcome).close().await;
        stage::remove_demo(&self.0.options).await?;
        drop(stage);
        self.session_changed();
        Ok(())
    }

    /// Asks the address whether a Snipe-IT answers there.
    pub async fn check_address(
        &self,
        address: String,
        trust: TrustChoice,
    ) -> Answer<AddressReport> {
        setup::check_address(&address, &trust).await
    }

    /// Asks the server who the token is and what it may do. The token stays in memory.
    pub async fn check_token(
        &self,
        address: String,
        trust: TrustChoice,
        token: String,
    ) -> Answer<TokenReport> {
        let pending = setup::check_token(&address, &trust, &token).await?;
        let report = pending.report.clone();
        *self.0.pending.lock().await = Some(pending);
        Ok(report)
    }

    /// Stores the token and opens the workspace.
    pub async fn finish_setup(&self, choice: SetupChoice) -> Answer<()> {
        let mut pending = self.0.pending.lock().await;
        let ready = pending.as_ref().ok_or(DeskError::NotPossible)?;
        let configuration = setup::configuration(ready, &choice)?;
        let (token, rights) = (ready.token.clone(), ready.report.rights);
        self.replace_welcome(async |options, announcements| {
            let place =
                stage::keep_token(options, &configuration, &token, choice.keep_token).await?;
            let found = stage::Found { configuration, token, place, rights };
            stage::open_new(options, announcements, found).await
        })
        .await?;
        *pending = None;
        Ok(())
    }

    async fn replace_welcome(
        &self,
        open: impl AsyncFnOnce(&DeskOptions, &broadcast::Sender<Announcement>) -> Answer<Stage>,
    ) -> Answer<()> {
        self.start().await;
        let mut stage = self.0.stage.write().await;
        if !matches!(*stage, Stage::Welcome) {
            return Err(DeskError::NotPossible);
        }
        *stage = open(&self.0.options, &self.0.announcements).await?;
        drop(stage);
        self.session_changed();
        Ok(())
    }

    /// The time zones there are.
    pub async fn zones(&self) -> Answer<Vec<String>> {
        Ok(chrono_tz::TZ_VARIANTS.iter().map(|zone| zone.name().to_owned()).collect())
    }

    /// The settings.
    pub async fn settings(&self) -> Answer<Settings> {
        settings::show(&*self.counter().await?, self.is_demo().await).await
    }

    /// Changes the settings.
    pub async fn save_settings(&self, change: SettingsChange) -> Answer<()> {
        settings::save(&*self.counter().await?, change).await
    }

    /// Replaces the token; nothing else changes.
    pub async fn replace_token(&self, token: String, keep: KeepToken) -> Answer<()> {
        let counter = self.counter().await?;
        stage::replace_token(&self.0.options, &counter, &token, keep).await?;
        self.session_changed();
        Ok(())
    }

    /// What the present token may do.
    pub async fn check_rights(&self) -> Answer<TokenReport> {
        let counter = self.counter().await?;
        let problem = ServerProblem::TokenRefused;
        let client = counter.client(snipeit::Lane::Counter).ok_or(DeskError::Server { problem })?;
        let report = setup::report(&client).await?;
        rights::learn(&counter, report.rights).await?;
        Ok(report)
    }

    /// What the token may do, as Snipe-IT told it last; `None` before it was asked.
    pub async fn rights(&self) -> Answer<Option<Rights>> {
        rights::known(&*self.counter().await?).await
    }

    /// Creates a missing label in Snipe-IT, deployable, and reads it back: while connecting, or
    /// from the settings.
    pub async fn create_label(&self, role: LabelRole, name: String) -> Answer<LabelChoice> {
        if let Ok(counter) = self.counter().await {
            return setup::create_label(&counter, role, &name).await;
        }
        let mut pending = self.0.pending.lock().await;
        pending.as_mut().ok_or(DeskError::NotPossible)?.create_label(role, &name).await
    }

    /// The certificate that the server shows now, and whether it is trusted.
    pub async fn server_trust(&self) -> Answer<ConnectionTrust> {
        let connection = self.counter().await?.configuration().connection;
        setup::server_trust(&connection).await
    }

    /// Trusts the server in another way from now on.
    pub async fn trust_server(&self, trust: TrustChoice) -> Answer<()> {
        let counter = self.counter().await?;
        if self.is_demo().await {
            return Err(DeskError::NotPossible);
        }
        stage::trust_server(&counter, &trust).await
    }

    /// The ten lists of the mirror.
    pub async fn mirror_lists(&self) -> Answer<Vec<ListView>> {
        mirror::lists(&*self.counter().await?).await
    }

    /// The Equipment table.
    pub async fn equipment(&self, query: EquipmentQuery) -> Answer<EquipmentList> {
        equipment::list(&*self.counter().await?, query).await
    }

    /// The Equipment facets.
    pub async fn equipment_facets(&self, filter: EquipmentFilter) -> Answer<EquipmentFacets> {
        equipment::facets(&*self.counter().await?, filter).await
    }

    /// Everything about one asset.
    pub async fn asset(&self, id: AssetId) -> Answer<EquipmentView> {
        let has_page = !self.is_demo().await;
        equipment::one(&*self.counter().await?, id, has_page).await
    }

    /// What a scanned code stands for.
    pub async fn scan(&self, code: ScanCode) -> Answer<Scanned> {
        scan::scan(&*self.counter().await?, code).await
    }

    /// The same once Snipe-IT was asked about what the mirror does not know.
    pub async fn scan_asked(&self, code: ScanCode) -> Answer<Scanned> {
        scan::scan_asked(&*self.counter().await?, code).await
    }

    /// Everything about one asset, for the card.
    pub async fn scan_card(&self, id: AssetId) -> Answer<ScanCard> {
        let has_page = !self.is_demo().await;
        scan::card(&*self.counter().await?, id, has_page).await
    }

    /// Reads one asset from Snipe-IT now.
    pub async fn read_asset(&self, id: AssetId) -> Answer<()> {
        reconcile::read_asset(&*self.counter().await?, id).await
    }

    /// The address of an asset's page for the person's browser.
    pub async fn asset_page(&self, id: AssetId) -> Answer<String> {
        let counter = self.counter().await?;
        if self.is_demo().await {
            return Err(DeskError::NotPossible);
        }
        setup::asset_page(&counter.configuration().connection, id)
    }

    /// Everything that matches what was typed, kind by kind.
    pub async fn search(&self, query: SearchQuery) -> Answer<Found> {
        search::search(&*self.counter().await?, query).await
    }

    /// The status bar.
    pub async fn health(&self) -> Answer<Health> {
        Ok(self.counter().await?.health.now())
    }

    /// Reads Snipe-IT now.
    pub async fn refresh(&self) -> Answer<()> {
        self.counter().await?.hurry();
        Ok(())
    }

    /// Lets reading rest, or go on. What was decided is sent all the same, and
    /// [`Desk::refresh`] reads once. It is not remembered.
    pub async fn pause(&self, paused: bool) -> Answer<()> {
        self.counter().await?.pause(paused);
        Ok(())
    }

    /// Carries out exactly one round of a loop: for who drives the desk by hand, see
    /// [`Loops::ByHand`].
    ///
    /// # Errors
    /// What kept the round from its end; a next one goes on where it stopped.
    pub async fn round(&self, round: Round) -> Answer<()> {
        rounds::one(&*self.counter().await?, round).await
    }

    /// The newest messages.
    pub async fn notifications(&self) -> Answer<Vec<NotificationView>> {
        notifications::list(&*self.counter().await?).await
    }

    /// Marks all messages as read.
    pub async fn read_notifications(&self) -> Answer<()> {
        notifications::read_all(&*self.counter().await?).await
    }

    /// People whose name, e-mail or number matches.
    pub async fn people(&self, text: String, limit: u32) -> Answer<Vec<PersonRow>> {
        people::list(&*self.counter().await?, text, limit).await
    }

    /// Creates a person.
    pub async fn create_person(&self, draft: PersonDraft) -> Answer<PersonRow> {
        people::create(&*self.counter().await?, draft).await
    }

    /// The People table.
    pub async fn people_table(&self, query: PeopleQuery) -> Answer<PeopleTable> {
        people::table(&*self.counter().await?, query).await
    }

    /// Everything about one person.
    pub async fn person(&self, id: PersonId) -> Answer<PersonView> {
        people::one(&*self.counter().await?, id).await
    }

    /// Changes a person.
    pub async fn change_person(&self, id: PersonId, draft: PersonDraft) -> Answer<PersonRow> {
        people::change(&*self.counter().await?, id, draft).await
    }

    /// Keeps a person from borrowing, for a reason; without one they may borrow again.
    pub async fn block_person(&self, id: PersonId, reason: Option<String>) -> Answer<()> {
        people::block(&*self.counter().await?, id, reason).await
    }

    /// Snipe-IT users who match.
    pub async fn find_users(&self, text: String, limit: u32) -> Answer<Vec<UserHit>> {
        people::users(&*self.counter().await?, text, limit).await
    }

    /// Projects.
    pub async fn projects(&self, query: ProjectQuery) -> Answer<ProjectList> {
        projects::list(&*self.counter().await?, query).await
    }

    /// One project.
    pub async fn project(&self, id: ProjectId) -> Answer<ProjectView> {
        projects::one(&*self.counter().await?, id).await
    }

    /// Creates a project, pending or active at once.
    pub async fn create_project(&self, draft: ProjectDraft, activate: bool) -> Answer<ProjectId> {
        projects::create(&*self.counter().await?, draft, activate).await
    }

    /// Moves a project to its next state.
    pub async fn decide_project(&self, id: ProjectId, state: ProjectState) -> Answer<()> {
        projects::decide(&*self.counter().await?, id, state).await
    }

    /// What waits for a person today.
    pub async fn today(&self) -> Answer<Today> {
        today::today(&*self.counter().await?).await
    }

    /// Changes what a project says of itself; the draft's members are not looked at.
    pub async fn change_project(&self, id: ProjectId, draft: ProjectDraft) -> Answer<()> {
        projects::change(&*self.counter().await?, id, draft).await
    }

    /// Makes somebody a member, gives a member another role, or lets them go.
    pub async fn set_member(
        &self,
        project: ProjectId,
        person: PersonId,
        role: Option<MemberRole>,
    ) -> Answer<MemberOutcome> {
        projects::set_member(&*self.counter().await?, project, person, role).await
    }

    /// What happened in a project.
    pub async fn project_timeline(&self, id: ProjectId, limit: u32) -> Answer<ProjectTimeline> {
        projects::timeline(&*self.counter().await?, id, limit).await
    }

    /// What a project used.
    pub async fn project_usage(&self, id: ProjectId) -> Answer<ProjectUsage> {
        projects::usage(&*self.counter().await?, id).await
    }

    /// What waits for a decision.
    pub async fn inbox(&self, query: InboxQuery) -> Answer<Inbox> {
        requisitions::inbox(&*self.counter().await?, query).await
    }

    /// Requisitions.
    pub async fn requisitions(&self, query: RequisitionQuery) -> Answer<RequisitionList> {
        requisitions::list(&*self.counter().await?, query).await
    }

    /// One requisition.
    pub async fn requisition(&self, id: RequisitionId) -> Answer<RequisitionView> {
        requisitions::one(&*self.counter().await?, id).await
    }

    /// Creates a requisition.
    pub async fn create_requisition(&self, draft: RequisitionDraft) -> Answer<NewRequisition> {
        requisitions::create(&*self.counter().await?, draft).await
    }

    /// Writes something down about a requisition.
    pub async fn add_note(&self, id: RequisitionId, note: String) -> Answer<()> {
        requisitions::add_note(&*self.counter().await?, id, note).await
    }

    /// Models and assets of the mirror that match.
    pub async fn find_equipment(&self, text: String, limit: u32) -> Answer<Vec<EquipmentHit>> {
        requisitions::find_equipment(&*self.counter().await?, text, limit).await
    }

    /// Approves units; each reports for itself.
    pub async fn approve(&self, approvals: Vec<Approval>) -> Answer<Vec<Decided>> {
        decisions::approve(&*self.counter().await?, approvals).await
    }

    /// Rejects units.
    pub async fn reject(&self, units: Vec<UnitId>, reason: String) -> Answer<Vec<Decided>> {
        decisions::reject(&*self.counter().await?, units, reason).await
    }

    /// Cancels units for their requester.
    pub async fn cancel(&self, units: Vec<UnitId>, reason: String) -> Answer<Vec<Decided>> {
        decisions::cancel(&*self.counter().await?, units, reason).await
    }

    /// Gives reservations up.
    pub async fn release(&self, units: Vec<UnitId>) -> Answer<Vec<Decided>> {
        decisions::release(&*self.counter().await?, units).await
    }

    /// Checks reserved units out to their borrowers; sent at once.
    pub async fn hand_over(&self, loans: Vec<HandOver>) -> Answer<Vec<Decided>> {
        lending::hand_over(&*self.counter().await?, loans).await
    }

    /// Checks lent units in; sent at once.
    pub async fn take_back(&self, units: Vec<UnitId>) -> Answer<Vec<Decided>> {
        lending::take_back(&*self.counter().await?, units).await
    }

    /// Where Snipe-IT and the workspace disagree.
    pub async fn discrepancies(&self, query: DiscrepancyQuery) -> Answer<DiscrepancyList> {
        discrepancies::list(&*self.counter().await?, query).await
    }

    /// One discrepancy.
    pub async fn discrepancy(&self, id: DiscrepancyId) -> Answer<DiscrepancyView> {
        let has_page = !self.is_demo().await;
        discrepancies::one(&*self.counter().await?, id, has_page).await
    }

    /// Settles a discrepancy, after checking again in Snipe-IT.
    pub async fn resolve(&self, id: DiscrepancyId, answer: ResolveAnswer) -> Answer<Resolved> {
        discrepancies::resolve(&*self.counter().await?, id, answer).await
    }

    /// The activity log as read, and what each row did.
    pub async fn activity(&self, query: ActivityQuery) -> Answer<ActivityList> {
        activity::list(&*self.counter().await?, query).await
    }

    /// Changes the day on which a reserved unit will be due back.
    pub async fn change_due(&self, unit: UnitId, due: NaiveDate) -> Answer<()> {
        requisitions::change_due(&*self.counter().await?, unit, due).await
    }

    /// Puts Available back on returned assets.
    pub async fn restore_labels(&self, units: Vec<UnitId>) -> Answer<Vec<Decided>> {
        decisions::restore_labels(&*self.counter().await?, units).await
    }

    /// Takes decisions back of which nothing was sent.
    pub async fn withdraw(&self, operations: Vec<OperationId>) -> Answer<()> {
        decisions::withdraw(&*self.counter().await?, operations).await
    }

    /// Reads the asset of a doubtful operation now.
    pub async fn check_operation(&self, operation: OperationId) -> Answer<()> {
        decisions::check(&*self.counter().await?, operation).await
    }
}
