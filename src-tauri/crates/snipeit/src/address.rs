//! Where the server is: an address as people paste it, made safe to append paths to.

use std::fmt;
use std::net::IpAddr;

use domain::ids::AssetId;
use thiserror::Error;
use url::{Host, Url};

mod page_path;

/// The address under which `api/v1` and the pages are found; it may have a path of its own.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct BaseUrl {
    url: Url,
    text: String,
}

/// Why a text cannot be the server's address.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum AddressError {
    /// Nothing was given.
    #[error("the address is empty")]
    Empty,
    /// It is no web address.
    #[error("this is not a web address")]
    NotAnAddress,
    /// It is `http` to another computer: the token would travel in the open.
    #[error("the address is not secure: it must begin with https")]
    NotSecure,
    /// It carries a user name or a password.
    #[error("the address must not contain a user name or a password")]
    HasCredentials,
    /// It goes on after a `?` or `#`.
    #[error("the address must end before ? and #")]
    HasQuery,
}

impl BaseUrl {
    /// Takes what people paste: without scheme, with trailing slashes, or the address of the API
    /// or of a page of Snipe-IT.
    ///
    /// # Errors
    /// When it is no address, would send the token in the open, or carries more than an address.
    pub fn parse(text: &str) -> Result<Self, AddressError> {
        let base = Self::parse_insecure(text)?;
        if base.url.scheme() == "http" && !base.is_loopback() {
            return Err(AddressError::NotSecure);
        }
        Ok(base)
    }

    /// Like [`BaseUrl::parse`], for someone who accepted that over `http` everybody on the way can
    /// read the token.
    ///
    /// # Errors
    /// When it is no address or carries more than an address.
    pub fn parse_insecure(text: &str) -> Result<Self, AddressError> {
        let mut url = web_address(text.trim())?;
        refuse_extras(&url)?;
        let path = page_path::without_page(url.path());
        url.set_path(&path);
        let text = url.as_str().trim_end_matches('/').to_owned();
        Ok(Self { url, text })
    }

    /// The address, without a slash at its end.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The server's name.
    #[must_use]
    pub fn host(&self) -> &str {
        self.url.host_str().unwrap_or_default()
    }

    /// The page where people see an asset.
    #[must_use]
    pub fn asset_page(&self, asset: AssetId) -> Url {
        self.join(["hardware", &asset.to_string()])
    }

    /// Whether what is said to the server is encrypted.
    #[must_use]
    pub fn is_encrypted(&self) -> bool {
        self.url.scheme() == "https"
    }

    /// Whether the server is this computer.
    pub(crate) fn is_loopback(&self) -> bool {
        match self.url.host() {
            Some(Host::Domain(name)) => name == "localhost",
            Some(Host::Ipv4(address)) => IpAddr::from(address).is_loopback(),
            Some(Host::Ipv6(address)) => IpAddr::from(address).is_loopback(),
            None => false,
        }
    }

    pub(crate) fn join<S: AsRef<str>>(&self, segments: impl IntoIterator<Item = S>) -> Url {
        let mut url = self.url.clone();
        if let Ok(mut path) = url.path_segments_mut() {
            path.pop_if_empty().extend(segments);
        }
        url
    }
}

fn web_address(text: &str) -> Result<Url, AddressError> {
    if text.is_empty() {
        return Err(AddressError::Empty);
    }
    let with_scheme =
        if text.contains("://") { text.to_owned() } else { format!("https://{text}") };
    let url = Url::parse(&with_scheme).map_err(|_| AddressError::NotAnAddress)?;
    let is_web = matches!(url.scheme(), "http" | "https") && url.has_host();
    if is_web { Ok(url) } else { Err(AddressError::NotAnAddress) }
}

fn refuse_extras(url: &Url) -> Result<(), AddressError> {
    if !url.username().is_empty() || url.password().is_some() {
        return Err(AddressError::HasCredentials);
    }
    if url.query().is_some() || url.fragment().is_some() {
        return Err(AddressError::HasQuery);
    }
    Ok(())
}

impl fmt::Display for BaseUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}
