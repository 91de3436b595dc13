//! A workspace in a folder of its own, and short ways to furnish it.

mod assets;
mod catalogue;
#[cfg(unix)]
pub mod child;
mod raw;

use std::path::PathBuf;
use std::sync::atomic::{AtomicI64, Ordering};

use chrono::{DateTime, Duration, NaiveDate, Utc};
use domain::evidence::Actor;
use domain::ids::{AssetId, ModelId, OperationId, PersonId, ProjectId, RequisitionId, UnitId};
use domain::operation::OperationKind;
use domain::people::PersonRole;
use domain::project::MemberRole;
use domain::requisition::RequisitionNumber;
use domain::unit::UnitState;
use domain::validate::{MemberDraft, PersonDraft, ProjectDraft, Wanted};
use tempfile::TempDir;
use workspace::table::operations::{NewOperation, OperationRecord, Step};
use workspace::table::requisitions::{NewLine, NewRequisition};
use workspace::table::units::{Transition, UnitRecord};
use workspace::{Error, Read, Stamp, Workspace, Write};

pub use assets::{AVAILABLE, RESERVED, asset, broken, held_by, label};
pub use catalogue::{model, status_label, user};
pub use raw::{JOURNALED, agrees_with_itself, count, everything, raw, replayed, stored};

/// An open workspace. Each write happens a minute after the one before.
pub struct Lab {
    folder: TempDir,
    pub workspace: Workspace,
    minute: AtomicI64,
}

impl Lab {
    pub fn new() -> Self {
        Self::at(TempDir::new().unwrap())
    }

    /// The workspace in this folder.
    pub fn at(folder: TempDir) -> Self {
        let workspace = Workspace::open(&folder.path().join("lab.db"), "desk-1").unwrap();
        Self { folder, workspace, minute: AtomicI64::new(0) }
    }

    pub fn path(&self) -> PathBuf {
        self.workspace.path().to_owned()
    }

    /// Closes the workspace and keeps its folder.
    pub fn close(self) -> TempDir {
        self.folder
    }

    pub fn stamp(&self) -> Stamp {
        let minute = 1 + self.minute.fetch_add(1, Ordering::Relaxed);
        let actor = Actor::Technician { name: "Rita".to_owned() };
        Stamp { actor, at: nine() + Duration::minutes(minute) }
    }

    pub fn write<T>(&self, work: impl FnOnce(&Write<'_>) -> Result<T, Error>) -> T {
        self.try_write(work).unwrap()
    }

    pub fn try_write<T>(
        &self,
        work: impl FnOnce(&Write<'_>) -> Result<T, Error>,
    ) -> Result<T, Error> {
        self.workspace.write(&self.stamp(), work)
    }

    pub fn read<T>(&self, work: impl FnOnce(&Read<'_>) -> Result<T, Error>) -> T {
        self.workspace.read(work).unwrap()
    }

    pub fn person(&self, name: &str) -> PersonId {
        self.write(|w| w.add_person(&person(name)))
    }

    pub fn project(&self, name: &str, leader: PersonId) -> ProjectId {
        self.write(|w| w.add_project(&project(name, leader)))
    }

    /// A requisition of somebody new, for a project of its own.
    pub fn ask(&self, lines: &[NewLine]) -> Asked {
        let who = format!("Borrower {}", self.minute.load(Ordering::Relaxed));
        let requester = self.person(&who);
        let project = self.project(&format!("Project of {who}"), requester);
        self.ask_for(project, requester, lines)
    }

    pub fn ask_for(&self, project: ProjectId, requester: PersonId, lines: &[NewLine]) -> Asked {
        let new = requisition(project, requester, lines);
        let (id, number) = self.write(|w| w.add_requisition(&new));
        Asked { id, number, units: self.read(|r| r.units_of(id)) }
    }

    pub fn unit(&self, id: UnitId) -> UnitRecord {
        self.read(|r| r.unit(id)).unwrap()
    }

    /// Moves a unit without asking whether it may.
    pub fn moved(&self, unit: &UnitRecord, to: UnitState) -> Result<(), Error> {
        self.try_write(|w| w.move_unit(unit, &Transition::to(to)))
    }

    /// Stores a decision, due at once.
    pub fn decide(&self, unit: &UnitRecord, kind: OperationKind) -> Result<OperationId, Error> {
        let asset = unit.asset.filter(|_| kind.needs_server());
        self.try_write(|w| w.add_operation(Some(unit), &NewOperation::new(kind, asset, w.at())))
    }

    pub fn operation(&self, id: OperationId) -> OperationRecord {
        self.read(|r| r.operation(id)).unwrap()
    }

    /// Takes an operation through these steps.
    pub fn steps(&self, unit: &UnitRecord, id: OperationId, steps: &[Step]) {
        for step in steps {
            let operation = self.operation(id);
            self.write(|w| w.step_operation(Some(unit), &operation, step));
        }
    }
}

/// A requisition that was asked for.
pub struct Asked {
    pub id: RequisitionId,
    pub number: RequisitionNumber,
    pub units: Vec<UnitRecord>,
}

impl Asked {
    /// Its first unit.
    pub fn unit(&self) -> &UnitRecord {
        &self.units[0]
    }
}

/// When the day at the counter begins.
pub fn nine() -> DateTime<Utc> {
    "2026-11-02T09:00:00Z".parse().unwrap()
}

pub fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

pub fn person(name: &str) -> PersonDraft {
    PersonDraft {
        name: name.to_owned(),
        email: format!("{}@uni.pt", name.replace(' ', ".").to_lowercase()),
        role: PersonRole::Student,
        student_number: String::new(),
        user: None,
    }
}

pub fn project(name: &str, leader: PersonId) -> ProjectDraft {
    ProjectDraft {
        name: name.to_owned(),
        description: String::new(),
        course: String::new(),
        academic_year: "2026/2027".to_owned(),
        group_number: None,
        tags: vec![],
        links: vec![],
        members: vec![MemberDraft { person: leader, role: MemberRole::Leader }],
    }
}

pub fn requisition(project: ProjectId, requester: PersonId, lines: &[NewLine]) -> NewRequisition {
    NewRequisition {
        project,
        requester,
        from: day("2026-11-02"),
        until: day("2026-11-20"),
        purpose: "A measurement".to_owned(),
        lines: lines.to_vec(),
    }
}

/// A line for one named asset.
pub fn named(asset: u32) -> NewLine {
    let wanted = Wanted::Asset { id: AssetId(asset) };
    NewLine { wanted, title: format!("Asset {asset}"), quantity: 1 }
}

/// A line for so many of a model.
pub fn several(quantity: u32, model: u32) -> NewLine {
    let wanted = Wanted::Model { id: ModelId(model) };
    NewLine { wanted, title: format!("Model {model}"), quantity }
}
