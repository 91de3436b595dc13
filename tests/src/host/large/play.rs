//! Playing the plot on both sides, each step in a transaction with its own actor and time.

use anyhow::{Context, Result};
use chrono::{DateTime, Datelike, Duration, Utc};
use domain::evidence::{Actor, Rule};
use domain::ids::{ActivityId, ProjectId, RequisitionId};
use domain::labels::LabelMap;
use domain::operation::OperationKind;
use domain::project::{MemberRole, ProjectState};
use domain::validate::{MemberDraft, ProjectDraft};
use snipeit_simulator::Lab;
use workspace::table::requisitions::{NewLine, NewRequisition};
use workspace::{Stamp, Workspace, Write};

use super::crowd::{self, Someone};
use super::lives::Event;
use super::plot::{Asked, Deed, Line, Plot, Team};
use super::shelves::{self, Shelf};

/// How long after a row was written the feed reads it.
const SEEN_AFTER: Duration = Duration::seconds(9);

/// Messages older than this were read.
const UNREAD: Duration = Duration::hours(20);

const TECHNICIAN: &str = "Admin Técnico";

const THEMES: [&str; 12] = [
    "Robô seguidor de linha",
    "Estação meteorológica",
    "Inversor fotovoltaico",
    "Amplificador classe D",
    "Luva de língua gestual",
    "Drone de inspeção",
    "Rede de sensores LoRa",
    "Carro elétrico Formula Student",
    "Órgão de luz",
    "Banco de ensaio de motores",
    "Estufa automática",
    "Braço robótico",
];

const COURSES: [&str; 6] = [
    "Eletrónica II",
    "Sistemas Embebidos",
    "Projeto Integrador",
    "Instrumentação",
    "Robótica",
    "Dissertação",
];

/// Both sides while the plot is played.
pub(super) struct Scene {
    pub(super) lab: Lab,
    pub(super) crowd: Vec<Someone>,
    pub(super) shelves: Vec<Shelf>,
    pub(super) labels: LabelMap,
    projects: Vec<ProjectId>,
    requisitions: Vec<RequisitionId>,
}

impl Scene {
    /// The first day: everybody is known, and the log is read from here on.
    pub(super) fn begin(
        workspace: &Workspace,
        lab: Lab,
        labels: LabelMap,
        at: DateTime<Utc>,
    ) -> Result<Scene> {
        let newest = ActivityId(lab.newest_activity());
        let crowd = workspace.write(&Stamp { actor: technician(), at }, |write| {
            write.start_feed(newest)?;
            crowd::register(write, &lab)
        })?;
        let shelves = shelves::stock(&lab, labels.available.0);
        let (projects, requisitions) = Default::default();
        Ok(Scene { lab, crowd, shelves, labels, projects, requisitions })
    }

    /// Plays everything.
    pub(super) fn play(
        &mut self,
        workspace: &Workspace,
        plot: &Plot,
        now: DateTime<Utc>,
    ) -> Result<()> {
        let mut read_messages = Some(now - UNREAD);
        for (at, deed) in &plot.steps {
            if let Some(at) = read_messages.take_if(|read| *read <= *at) {
                let read = Stamp { actor: technician(), at };
                workspace.write(&read, |write| write.mark_all_read())?;
            }
            let stamp = self.stamp(plot, *at, *deed)?;
            workspace.write(&stamp, |write| self.act(write, plot, *deed))?;
        }
        let newest = ActivityId(self.lab.newest_activity());
        let read = Stamp { actor: technician(), at: now };
        workspace.write(&read, |write| write.advance_feed(newest))?;
        Ok(())
    }

    fn stamp(&self, plot: &Plot, at: DateTime<Utc>, deed: Deed) -> Result<Stamp> {
        let feed = Actor::Rule { rule: Rule::Feed };
        Ok(match deed {
            Deed::Found(project) => {
                let team = plot.projects.get(project).context("no such project")?;
                Stamp { actor: self.person(team.students[0])?, at }
            }
            Deed::Ask(number) => {
                let asked = plot.requisitions.get(number).context("no such requisition")?;
                Stamp { actor: self.person(asked.requester)?, at }
            }
            Deed::Line(_, _, Event::CheckOut | Event::CheckIn) => {
                Stamp { actor: feed, at: at + SEEN_AFTER }
            }
            Deed::Line(_, _, Event::Settle(OperationKind::RestoreLabel)) => {
                Stamp { actor: feed, at: at + SEEN_AFTER }
            }
            _ => Stamp { actor: technician(), at },
        })
    }

    fn person(&self, number: usize) -> Result<Actor> {
        let someone = self.crowd.get(number).context("nobody of this number")?;
        Ok(Actor::Person { name: someone.name.clone() })
    }

    fn act(&mut self, write: &Write<'_>, plot: &Plot, deed: Deed) -> Result<()> {
        match deed {
            Deed::Found(number) => self.found(write, number, &plot.projects[number])?,
            Deed::Activate(number) => {
                let project = self.projects[number];
                write.move_project(project, ProjectState::Pending, ProjectState::Active)?;
            }
            Deed::Complete(number) => {
                let project = self.projects[number];
                write.move_project(project, ProjectState::Active, ProjectState::Completed)?;
            }
            Deed::Ask(number) => self.ask(write, &plot.requisitions[number])?,
            Deed::Line(number, place, event) => {
                let asked = &plot.requisitions[number];
                self.happen(write, self.requisitions[number], asked, place, event)?;
            }
        }
        Ok(())
    }

    fn found(&mut self, write: &Write<'_>, number: usize, team: &Team) -> Result<()> {
        let year = write.at().year() - i32::from(write.at().month() < 9);
        let students = team.students.iter().enumerate().map(|(place, &number)| {
            let role = if place == 0 { MemberRole::Leader } else { MemberRole::Member };
            (number, role)
        });
        let members = students.chain([(team.supervisor, MemberRole::Supervisor)]);
        let draft = ProjectDraft {
            name: format!("{} {}", THEMES[number % THEMES.len()], 1 + number / THEMES.len()),
            description: String::new(),
            course: COURSES[number % COURSES.len()].to_owned(),
            academic_year: format!("{year}/{}", year + 1),
            group_number: Some(1 + (number % 40) as u32),
            tags: Vec::new(),
            links: Vec::new(),
            members: members
                .map(|(number, role)| MemberDraft { person: self.crowd[number].person, role })
                .collect(),
        };
        self.projects.push(write.add_project(&draft)?);
        Ok(())
    }

    fn ask(&mut self, write: &Write<'_>, asked: &Asked) -> Result<()> {
        let new_line = |line: &Line| NewLine {
            wanted: line.wanted,
            title: line.title.clone(),
            quantity: line.assets.len() as u32,
        };
        let (id, _) = write.add_requisition(&NewRequisition {
            project: self.projects[asked.project],
            requester: self.crowd[asked.requester].person,
            from: asked.from,
            until: asked.until,
            purpose: "Ensaios e medições no laboratório.".to_owned(),
            lines: asked.lines.iter().map(new_line).collect(),
        })?;
        self.requisitions.push(id);
        Ok(())
    }
}

fn technician() -> Actor {
    Actor::Technician { name: TECHNICIAN.to_owned() }
}
