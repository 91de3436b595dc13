//! What a token may do, and in which language its user reads.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

/// A language of Snipe-IT's texts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum Locale {
    /// `en-US`
    #[default]
    English,
    /// `pt-PT`
    Portuguese,
}

impl Locale {
    /// The code in a user's record.
    pub fn code(self) -> &'static str {
        match self {
            Locale::English => "en-US",
            Locale::Portuguese => "pt-PT",
        }
    }
}

/// An API token: one user may have several, with one request limit for all of them.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[allow(missing_docs)]
pub struct Token {
    pub text: String,
    pub user: u32,
    pub rights: Rights,
    pub locale: Locale,
}

macro_rules! permissions {
    ($($variant:ident => $key:literal),+ $(,)?) => {
        /// One of Snipe-IT's permissions that a client can notice.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
        #[allow(missing_docs)]
        pub enum Permission { $($variant),+ }

        impl Permission {
            const ALL: &[Permission] = &[$(Permission::$variant),+];

            /// The key in a user's `permissions`.
            pub fn key(self) -> &'static str {
                match self { $(Permission::$variant => $key),+ }
            }
        }
    };
}

permissions! {
    AssetsView => "assets.view",
    AssetsCreate => "assets.create",
    AssetsEdit => "assets.edit",
    AssetsDelete => "assets.delete",
    AssetsCheckout => "assets.checkout",
    AssetsCheckin => "assets.checkin",
    AssetsAudit => "assets.audit",
    ModelsView => "models.view",
    StatusLabelsView => "statuslabels.view",
    StatusLabelsCreate => "statuslabels.create",
    UsersView => "users.view",
    UsersCreate => "users.create",
    LocationsView => "locations.view",
    CategoriesView => "categories.view",
    ManufacturersView => "manufacturers.view",
    SuppliersView => "suppliers.view",
    CompaniesView => "companies.view",
    DepartmentsView => "departments.view",
    ReportsView => "reports.view",
}

/// A set of permissions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rights {
    superuser: bool,
    granted: BTreeSet<Permission>,
}

impl Rights {
    /// A superuser.
    pub fn admin() -> Rights {
        Rights { superuser: true, granted: Permission::ALL.iter().copied().collect() }
    }

    /// Every permission one by one, without being a superuser.
    pub fn technician() -> Rights {
        Rights { superuser: false, ..Rights::admin() }
    }

    /// May look at assets, check them out and in, and nothing else.
    pub fn lending() -> Rights {
        use Permission::{AssetsCheckin, AssetsCheckout, AssetsView};
        Rights { superuser: false, granted: [AssetsView, AssetsCheckout, AssetsCheckin].into() }
    }

    /// The same rights but one. A superuser becomes an ordinary user by losing any.
    pub fn without(mut self, permission: Permission) -> Rights {
        self.superuser = false;
        self.granted.remove(&permission);
        self
    }

    /// Whether this permission is granted.
    pub fn allow(&self, permission: Permission) -> bool {
        self.superuser || self.granted.contains(&permission)
    }

    /// Whether everything is allowed.
    pub fn is_superuser(&self) -> bool {
        self.superuser
    }

    /// The keys as they stand in a user's record.
    pub fn keys(&self) -> Vec<&'static str> {
        if self.superuser {
            return vec!["superuser"];
        }
        let granted = self.granted.iter().map(|p| p.key());
        granted.chain(std::iter::once("self.api")).collect()
    }
}
