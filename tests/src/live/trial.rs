//! One asset going over the counter, seen from the desk.

use std::time::{Duration, Instant};

use anyhow::{Result, bail, ensure};
use chrono::{TimeDelta, Utc};
use desk::Desk;
use desk::api::{Approval, Decided, DecisionOutcome, RequisitionView, UnitView};
use domain::asset::AssetSnapshot;
use domain::evidence::Evidence;
use domain::ids::{LabelId, PersonId, ProjectId, RequisitionId, UserId};
use domain::labels::LabelMap;
use domain::people::PersonRole;
use domain::project::MemberRole;
use domain::unit::UnitState;
use domain::validate::{
    LineDraft, MemberDraft, PersonDraft, ProjectDraft, RequisitionDraft, Wanted,
};
use snipeit::Client;

/// What notes say, for servers that insist on them and people who read them.
pub(super) const NOTE: &str = "Toolcrib is being tried out";

/// How long a step over the counter may take; an approval alone waits five seconds to be undone.
pub(super) const PATIENCE: Duration = Duration::from_secs(90);

/// The desk and the API side by side, and the asset between them.
pub(super) struct Trial<'a> {
    pub(super) desk: &'a Desk,
    pub(super) client: Client,
    pub(super) user: UserId,
    pub(super) labels: LabelMap,
    pub(super) asset: AssetSnapshot,
    pub(super) glance: Duration,
}

/// Who asks, and for what.
#[derive(Clone, Copy)]
pub(super) struct Asking {
    person: PersonId,
    project: ProjectId,
}

impl Trial<'_> {
    /// A borrower, who is the token's own user so that nobody else is bothered, and a project.
    pub(super) async fn prepare(&self) -> Result<Asking> {
        let person = PersonDraft {
            name: "Toolcrib trial".to_owned(),
            email: "trial@toolcrib.invalid".to_owned(),
            role: PersonRole::Technician,
            student_number: String::new(),
            user: Some(self.user),
        };
        let person = self.desk.create_person(person).await?.id;
        let leader = MemberDraft { person, role: MemberRole::Leader };
        let project = ProjectDraft {
            name: NOTE.to_owned(),
            description: String::new(),
            course: String::new(),
            academic_year: String::new(),
            group_number: None,
            tags: Vec::new(),
            links: Vec::new(),
            members: vec![leader],
        };
        Ok(Asking { person, project: self.desk.create_project(project, true).await? })
    }

    /// Asks for the asset, approves it, and waits until Snipe-IT confirms.
    pub(super) async fn reserve(&self, asking: Asking) -> Result<RequisitionId> {
        let today = Utc::now().date_naive();
        let draft = RequisitionDraft {
            project: Some(asking.project),
            requester: Some(asking.person),
            from: Some(today),
            until: Some(today + TimeDelta::days(2)),
            purpose: NOTE.to_owned(),
            lines: vec![LineDraft { wanted: Wanted::Asset { id: self.asset.id }, quantity: 1 }],
        };
        let id = self.desk.create_requisition(draft).await?.id;
        let unit = self.unit(id).await?.id;
        stored(&self.desk.approve(vec![Approval { unit, asset: None }]).await?)?;
        self.until_state(id, UnitState::Reserved).await?;
        self.until_labelled(self.labels.reserved).await?;
        Ok(id)
    }

    /// Gives the reservation up and waits until the label is back.
    pub(super) async fn release(&self, id: RequisitionId) -> Result<()> {
        let unit = self.unit(id).await?.id;
        stored(&self.desk.release(vec![unit]).await?)?;
        self.until_state(id, UnitState::Released).await?;
        self.until_labelled(self.labels.available).await
    }

    /// Waits until the unit is in this state; what it rests on.
    pub(super) async fn until_state(&self, id: RequisitionId, state: UnitState) -> Result<String> {
        let what = format!("the unit to be {state:?}");
        self.until(&what, PATIENCE, async || {
            let unit = self.unit(id).await?;
            if let Some(refusal) = unit.operation.and_then(|operation| operation.refusal) {
                bail!("refused: {refusal:?}");
            }
            let evidence = unit.why.and_then(|entry| entry.evidence);
            Ok((unit.state == state).then(|| in_words(evidence.as_ref())))
        })
        .await
    }

    /// Waits until the server says that the asset wears this label.
    pub(super) async fn until_labelled(&self, label: LabelId) -> Result<()> {
        self.until("the label", PATIENCE, async || {
            let asset = self.client.asset(self.asset.id).await?;
            Ok((asset.label.map(|label| label.id) == Some(label)).then_some(()))
        })
        .await
    }

    /// Looks, and lets the desk look, until there is something to see.
    pub(super) async fn until<T>(
        &self,
        what: &str,
        patience: Duration,
        mut look: impl AsyncFnMut() -> Result<Option<T>>,
    ) -> Result<T> {
        let began = Instant::now();
        loop {
            if let Some(seen) = look().await? {
                return Ok(seen);
            }
            ensure!(began.elapsed() < patience, "waited {} s for {what}", patience.as_secs());
            self.desk.refresh().await?;
            tokio::time::sleep(self.glance).await;
        }
    }

    async fn unit(&self, id: RequisitionId) -> Result<UnitView> {
        let RequisitionView { lines, .. } = self.desk.requisition(id).await?;
        let unit = lines.into_iter().flat_map(|line| line.units).next();
        unit.ok_or_else(|| anyhow::anyhow!("the requisition has no unit"))
    }
}

fn in_words(evidence: Option<&Evidence>) -> String {
    match evidence {
        Some(Evidence::Activity { id, .. }) => format!("by row {} of the activity log", id.0),
        Some(Evidence::LabelSeen { label_name, .. }) => format!("by the label {label_name}"),
        Some(Evidence::AssetSeen { fact, .. }) => format!("by the asset itself: {fact:?}"),
        None => "without evidence".to_owned(),
    }
}

fn stored(decided: &[Decided]) -> Result<()> {
    match decided {
        [Decided { outcome: DecisionOutcome::Stored { .. }, .. }] => Ok(()),
        other => bail!("it cannot be decided: {other:?}"),
    }
}
