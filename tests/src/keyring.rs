//! The real keyring of the desktop, unlocked, with nothing in it.

use std::collections::HashMap;
use std::process::Command;

use anyhow::Result;
use zbus::zvariant::{OwnedObjectPath, OwnedValue, Value};
use zbus::{Connection, proxy};

use crate::bus::Bus;
use crate::folders::Folders;
use crate::process::Process;

/// With an empty password the keyring would be stored in the clear.
const PASSWORD: &str = "the stage door is open";

/// What is written on a secret, and the secret.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Secret {
    /// What a person sees in a keyring manager.
    pub label: String,
    /// What programs find it by.
    pub attributes: HashMap<String, String>,
    /// The secret itself.
    pub value: String,
}

/// A Secret Service of its own.
#[derive(Debug)]
pub struct Keyring {
    connection: Connection,
    _daemon: Process,
}

impl Keyring {
    /// Starts gnome-keyring and unlocks its login keyring.
    pub(crate) async fn start(
        command: &mut Command,
        bus: &Bus,
        folders: &Folders,
    ) -> Result<Keyring> {
        command.args(["--foreground", "--unlock", "--components=secrets"]);
        let mut daemon = Process::start(command, &folders.log("keyring"))?;
        daemon.tell(PASSWORD)?;
        bus.wait_for("org.freedesktop.secrets").await?;
        Ok(Keyring { connection: bus.connection().clone(), _daemon: daemon })
    }

    /// Everything in the keyring.
    ///
    /// # Errors
    /// When the keyring is locked or gone.
    pub async fn secrets(&self) -> Result<Vec<Secret>> {
        let collection = CollectionProxy::new(&self.connection).await?;
        let session = self.session().await?;
        let mut secrets = Vec::new();
        for path in collection.search_items(HashMap::new()).await? {
            secrets.push(self.secret(path, &session).await?);
        }
        Ok(secrets)
    }

    /// Puts a secret in, as an earlier run of the app would have.
    ///
    /// # Errors
    /// When the keyring is locked or gone.
    pub async fn store(&self, secret: &Secret) -> Result<()> {
        let properties = HashMap::from([
            ("org.freedesktop.Secret.Item.Label", Value::from(secret.label.as_str())),
            ("org.freedesktop.Secret.Item.Attributes", Value::from(secret.attributes.clone())),
        ]);
        let value = (
            self.session().await?,
            Vec::new(),
            secret.value.clone().into_bytes(),
            "text/plain".to_owned(),
        );
        let collection = CollectionProxy::new(&self.connection).await?;
        collection.create_item(properties, value, true).await?;
        Ok(())
    }

    async fn secret(&self, path: OwnedObjectPath, session: &OwnedObjectPath) -> Result<Secret> {
        let item = ItemProxy::new(&self.connection, path).await?;
        let (_, _, value, _) = item.get_secret(session).await?;
        Ok(Secret {
            label: item.label().await?,
            attributes: item.attributes().await?,
            value: String::from_utf8_lossy(&value).into_owned(),
        })
    }

    /// A session without encryption: the bus is private.
    async fn session(&self) -> Result<OwnedObjectPath> {
        let service = ServiceProxy::new(&self.connection).await?;
        let (_, session) = service.open_session("plain", &Value::from("")).await?;
        Ok(session)
    }
}

/// Session, parameters, value, content type.
type Envelope = (OwnedObjectPath, Vec<u8>, Vec<u8>, String);

#[proxy(
    interface = "org.freedesktop.Secret.Service",
    default_service = "org.freedesktop.secrets",
    default_path = "/org/freedesktop/secrets"
)]
trait Service {
    fn open_session(
        &self,
        algorithm: &str,
        input: &Value<'_>,
    ) -> zbus::Result<(OwnedValue, OwnedObjectPath)>;
}

#[proxy(
    interface = "org.freedesktop.Secret.Collection",
    default_service = "org.freedesktop.secrets",
    default_path = "/org/freedesktop/secrets/aliases/default"
)]
trait Collection {
    fn search_items(&self, attributes: HashMap<&str, &str>) -> zbus::Result<Vec<OwnedObjectPath>>;

    fn create_item(
        &self,
        properties: HashMap<&str, Value<'_>>,
        secret: Envelope,
        replace: bool,
    ) -> zbus::Result<(OwnedObjectPath, OwnedObjectPath)>;
}

#[proxy(interface = "org.freedesktop.Secret.Item", default_service = "org.freedesktop.secrets")]
trait Item {
    fn get_secret(&self, session: &OwnedObjectPath) -> zbus::Result<Envelope>;

    #[zbus(property)]
    fn label(&self) -> zbus::Result<String>;

    #[zbus(property)]
    fn attributes(&self) -> zbus::Result<HashMap<String, String>>;
}
