//! Rows of the nine small lists, as `domain` keeps them.

use chrono_tz::Tz;
use domain::asset::Label;
use domain::catalogue::{
    Category, Company, Department, Location, Manufacturer, Model, StatusLabel, Supplier, Times,
    User,
};
use domain::ids::{
    CategoryId, CompanyId, DepartmentId, LabelId, LocationId, ManufacturerId, ModelId, SupplierId,
    UserId,
};
use serde::Deserialize;
use serde_json::Value;

use super::field::{Count, Flag, Number, Reference, Text};
use super::label::kind;
use super::time::Moment;

/// What rows of every list begin with.
#[derive(Deserialize)]
pub(crate) struct Head {
    id: Number,
    #[serde(default)]
    name: Text,
    #[serde(default)]
    created_at: Moment,
    #[serde(default)]
    updated_at: Moment,
}

impl Head {
    fn times(&self, zone: Tz) -> Times {
        Times { created_at: self.created_at.utc(zone), updated_at: self.updated_at.utc(zone) }
    }
}

/// Declares a row: the head, then its own fields, all of which may be missing.
macro_rules! row {
    ($name:ident { $($field:ident: $kind:ty),* $(,)? }) => {
        #[derive(Deserialize)]
        pub(crate) struct $name {
            #[serde(flatten)]
            head: Head,
            $(#[serde(default)] $field: $kind,)*
        }
    };
}

row!(UserRow {
    username: Text,
    first_name: Text,
    last_name: Text,
    email: Text,
    employee_num: Text,
    jobtitle: Text,
    phone: Text,
    department: Reference,
    company: Reference,
    activated: Flag,
});

impl UserRow {
    pub(crate) fn user(self, zone: Tz) -> User {
        User {
            id: UserId(self.head.id.0),
            times: self.head.times(zone),
            name: self.head.name.or_empty(),
            username: self.username.or_empty(),
            first_name: self.first_name.0,
            last_name: self.last_name.0,
            email: self.email.0,
            employee_number: self.employee_num.0,
            job_title: self.jobtitle.0,
            phone: self.phone.0,
            department: self.department.named(DepartmentId),
            company: self.company.named(CompanyId),
            activated: self.activated.0.unwrap_or(true),
        }
    }
}

row!(CompanyRow {
    phone: Text,
    email: Text,
    assets_count: Count,
    licenses_count: Count,
    accessories_count: Count,
    users_count: Count,
});

impl CompanyRow {
    pub(crate) fn company(self, zone: Tz) -> Company {
        Company {
            id: CompanyId(self.head.id.0),
            times: self.head.times(zone),
            name: self.head.name.or_empty(),
            phone: self.phone.0,
            email: self.email.0,
            assets: self.assets_count.0,
            licenses: self.licenses_count.0,
            accessories: self.accessories_count.0,
            users: self.users_count.0,
        }
    }
}

row!(LocationRow {
    address: Text,
    city: Text,
    state: Text,
    country: Text,
    zip: Text,
    assets_count: Count,
    assigned_assets_count: Count,
    users_count: Count,
});

impl LocationRow {
    pub(crate) fn location(self, zone: Tz) -> Location {
        Location {
            id: LocationId(self.head.id.0),
            times: self.head.times(zone),
            name: self.head.name.or_empty(),
            address: self.address.0,
            city: self.city.0,
            state: self.state.0,
            country: self.country.0,
            zip: self.zip.0,
            assets: self.assets_count.0,
            assigned_assets: self.assigned_assets_count.0,
            users: self.users_count.0,
        }
    }
}

row!(CategoryRow {
    category_type: Text,
    assets_count: Count,
    accessories_count: Count,
    consumables_count: Count,
});

impl CategoryRow {
    pub(crate) fn category(self, zone: Tz) -> Category {
        Category {
            id: CategoryId(self.head.id.0),
            times: self.head.times(zone),
            name: self.head.name.or_empty(),
            kind: self.category_type.0,
            assets: self.assets_count.0,
            accessories: self.accessories_count.0,
            consumables: self.consumables_count.0,
        }
    }
}

row!(ManufacturerRow {
    url: Text,
    support_url: Text,
    support_phone: Text,
    support_email: Text,
    assets_count: Count,
});

impl ManufacturerRow {
    pub(crate) fn manufacturer(self, zone: Tz) -> Manufacturer {
        Manufacturer {
            id: ManufacturerId(self.head.id.0),
            times: self.head.times(zone),
            name: self.head.name.or_empty(),
            url: self.url.0,
            support_url: self.support_url.0,
            support_phone: self.support_phone.0,
            support_email: self.support_email.0,
            assets: self.assets_count.0,
        }
    }
}

row!(SupplierRow {
    address: Text,
    phone: Text,
    email: Text,
    contact: Text,
    url: Text,
    assets_count: Count,
    licenses_count: Count,
});

impl SupplierRow {
    pub(crate) fn supplier(self, zone: Tz) -> Supplier {
        Supplier {
            id: SupplierId(self.head.id.0),
            times: self.head.times(zone),
            name: self.head.name.or_empty(),
            address: self.address.0,
            phone: self.phone.0,
            email: self.email.0,
            contact: self.contact.0,
            url: self.url.0,
            assets: self.assets_count.0,
            licenses: self.licenses_count.0,
        }
    }
}

row!(ModelRow {
    model_number: Text,
    manufacturer: Reference,
    category: Reference,
    eol: Text,
    assets_count: Count,
});

impl ModelRow {
    pub(crate) fn model(self, zone: Tz) -> Model {
        Model {
            id: ModelId(self.head.id.0),
            times: self.head.times(zone),
            name: self.head.name.or_empty(),
            model_number: self.model_number.0,
            manufacturer: self.manufacturer.named(ManufacturerId),
            category: self.category.named(CategoryId),
            // The server's word for nothing, in every language.
            eol: self.eol.0.filter(|months| months != "None"),
            assets: self.assets_count.0,
        }
    }
}

/// Here the type is called `type`.
#[derive(Deserialize)]
pub(crate) struct StatusLabelRow {
    #[serde(flatten)]
    head: Head,
    #[serde(default, rename = "type")]
    kind: Value,
    #[serde(default)]
    assets_count: Count,
}

impl StatusLabelRow {
    pub(crate) fn status_label(self, zone: Tz) -> StatusLabel {
        let (id, times) = (LabelId(self.head.id.0), self.head.times(zone));
        let label = Label { id, name: self.head.name.or_empty(), kind: kind(Some(&self.kind)) };
        StatusLabel { label, assets: self.assets_count.0, times }
    }
}

row!(DepartmentRow { company: Reference, users_count: Count });

impl DepartmentRow {
    pub(crate) fn department(self, zone: Tz) -> Department {
        Department {
            id: DepartmentId(self.head.id.0),
            times: self.head.times(zone),
            name: self.head.name.or_empty(),
            company: self.company.named(CompanyId),
            users: self.users_count.0,
        }
    }
}
