//! Telling a sub-path, which belongs to the address, from the path of a page, which does not.

/// First segments of Snipe-IT's pages that people copy addresses from.
const PAGES: [&str; 10] = [
    "account",
    "categories",
    "hardware",
    "locations",
    "login",
    "models",
    "reports",
    "setup",
    "statuslabels",
    "users",
];

/// What may follow a page's first segment, ids apart.
const BELOW_PAGES: [&str; 12] = [
    "activity",
    "api",
    "checkin",
    "checkout",
    "clone",
    "create",
    "edit",
    "list",
    "profile",
    "requested",
    "user",
    "view-assets",
];

/// The path without slashes at its end and without the API's or a page's part.
pub(super) fn without_page(path: &str) -> String {
    let segments: Vec<&str> = path.split('/').filter(|segment| !segment.is_empty()).collect();
    let own = &segments[..start_of_page(&segments)];
    own.iter().map(|segment| format!("/{segment}")).collect()
}

fn start_of_page(segments: &[&str]) -> usize {
    let is_start = |at: &usize| is_api(&segments[*at..]) || is_page(&segments[*at..]);
    (0..segments.len()).find(is_start).unwrap_or(segments.len())
}

fn is_api(segments: &[&str]) -> bool {
    matches!(segments, ["api"] | ["api", "v1", ..])
}

fn is_page(segments: &[&str]) -> bool {
    let Some((page, below)) = segments.split_first() else { return false };
    PAGES.contains(page) && below.iter().all(|segment| is_below_page(segment))
}

fn is_below_page(segment: &str) -> bool {
    BELOW_PAGES.contains(&segment) || segment.bytes().all(|byte| byte.is_ascii_digit())
}
