//! Debian packages: what is needed, what is missing, how it is installed.

use std::collections::HashSet;
use std::process::Command;

use anyhow::{Context, Result};

use crate::command::{output, run, say, succeeds};

/// What compiling and running the app needs; without certificates TLS does not even start.
pub const BUILD: &[&str] =
    &["ca-certificates", "gcc", "libc6-dev", "libwebkit2gtk-4.1-dev", "pkg-config"];

/// What the window in a plain browser needs.
pub const BROWSER: &[&str] = &["chromium"];

/// What a window on a virtual display needs: the display, a driver for the window, a private
/// bus and keyring, and a font for the characters that the bundled one lacks.
pub const WINDOW: &[&str] =
    &["dbus", "fonts-dejavu-core", "gnome-keyring", "webkit2gtk-driver", "xvfb"];

/// Those of the wanted packages that this machine lacks.
///
/// # Errors
/// When this is not a Debian or Ubuntu machine.
pub fn missing_here<'a>(wanted: &[&'a str]) -> Result<Vec<&'a str>> {
    let mut query = Command::new("dpkg-query");
    query.args(["--show", "--showformat=${Package} ${db:Status-Status}\\n"]).args(wanted);
    let listing = output(query).context("this is no Debian or Ubuntu machine")?;
    Ok(missing(wanted, &listing))
}

/// Installs the packages, from a package list fetched just before.
///
/// # Errors
/// When apt refuses.
pub fn install(packages: &[&str]) -> Result<()> {
    say(format_args!("Installing Debian packages: {}", packages.join(" ")));
    let as_root = is_root();
    run(apt(as_root, &["update"]))?;
    run(apt(as_root, &install_arguments(packages)))
}

/// Reads dpkg's listing: a package that was removed but not purged is listed, and missing.
fn missing<'a>(wanted: &[&'a str], listing: &str) -> Vec<&'a str> {
    let installed: HashSet<&str> =
        listing.lines().filter_map(|line| line.strip_suffix(" installed")).collect();
    let absent = |package: &&&str| !installed.contains(**package);
    wanted.iter().filter(absent).copied().collect()
}

fn install_arguments<'a>(packages: &[&'a str]) -> Vec<&'a str> {
    let mut arguments = vec!["install", "-y", "--no-install-recommends"];
    arguments.extend(packages);
    arguments
}

/// apt-get, through sudo unless already root, patient with another installation under way.
fn apt(as_root: bool, arguments: &[&str]) -> Command {
    let mut command = if as_root {
        Command::new("env")
    } else {
        let mut sudo = Command::new("sudo");
        sudo.arg("env");
        sudo
    };
    command
        .args(["DEBIAN_FRONTEND=noninteractive", "apt-get"])
        .args(["-o", "DPkg::Lock::Timeout=400"])
        .args(arguments);
    command
}

fn is_root() -> bool {
    let mut test = Command::new("sh");
    test.args(["-c", "test \"$(id -u)\" = 0"]);
    succeeds(test)
}

#[cfg(test)]
mod tests {
    use super::{apt, install_arguments, missing};
    use crate::command::line;

    #[test]
    fn only_fully_installed_packages_count() {
        let listing = "xvfb installed\ndbus config-files\ngcc installed\ngnome-keyring unpacked\n";
        let wanted = ["dbus", "gcc", "gnome-keyring", "never-heard-of", "xvfb"];
        assert_eq!(missing(&wanted, listing), ["dbus", "gnome-keyring", "never-heard-of"]);
    }

    #[test]
    fn a_package_is_not_taken_for_one_whose_name_it_begins() {
        assert_eq!(missing(&["dbus"], "dbus-x11 installed\n"), ["dbus"]);
    }

    #[test]
    fn an_ordinary_user_installs_through_sudo() {
        let arguments = install_arguments(&["xvfb", "dbus"]);
        let typed = "env DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=400 \
                     install -y --no-install-recommends xvfb dbus";
        assert_eq!(line(&apt(true, &arguments)), typed);
        assert_eq!(line(&apt(false, &arguments)), format!("sudo {typed}"));
    }
}
