//! Compiles the bundle's resources and what the window may do.

use tauri_build::{AppManifest, Attributes};

const CAPABILITIES: &str = "src-tauri/capabilities";
const PERMISSIONS: &str = "src-tauri/shell/commands/permissions.toml";

fn main() {
    println!("cargo:rerun-if-changed={CAPABILITIES}");
    println!("cargo:rerun-if-changed={PERMISSIONS}");
    // With a manifest of its own, the app's commands are refused unless a capability allows them.
    let attributes = Attributes::new()
        .capabilities_path_pattern("./src-tauri/capabilities/**/*")
        .app_manifest(AppManifest::new().permissions_path_pattern(PERMISSIONS));
    tauri_build::try_build(attributes).expect("the Tauri configuration is valid");
}
