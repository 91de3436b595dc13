use domain::ids::AssetId;
use proptest::prelude::*;
use snipeit::{AddressError, BaseUrl};

fn base(text: &str) -> String {
    BaseUrl::parse(text).unwrap().as_str().to_owned()
}

#[test]
fn what_people_paste_becomes_the_address_of_the_server() {
    for (pasted, meant) in [
        ("https://snipe.example.org", "https://snipe.example.org"),
        ("  https://snipe.example.org/ \n", "https://snipe.example.org"),
        ("snipe.example.org", "https://snipe.example.org"),
        ("snipe.example.org:8443/", "https://snipe.example.org:8443"),
        ("HTTPS://Snipe.Example.org///", "https://snipe.example.org"),
        ("https://snipe.example.org/api/v1", "https://snipe.example.org"),
        ("https://snipe.example.org/api/v1/hardware", "https://snipe.example.org"),
        ("https://snipe.example.org/hardware/12/edit", "https://snipe.example.org"),
        ("https://snipe.example.org/login", "https://snipe.example.org"),
        ("https://snipe.example.org/account/api/", "https://snipe.example.org"),
        ("http://127.0.0.1:8000/", "http://127.0.0.1:8000"),
        ("http://[::1]:8000", "http://[::1]:8000"),
        ("http://localhost", "http://localhost"),
    ] {
        assert_eq!(base(pasted), meant, "{pasted}");
    }
}

#[test]
fn a_path_of_the_server_is_kept() {
    assert_eq!(
        base("https://lab.example.org/new/snipe-it/"),
        "https://lab.example.org/new/snipe-it"
    );
    assert_eq!(base("https://lab.example.org/snipe/hardware"), "https://lab.example.org/snipe");
    assert_eq!(base("lab.example.org/hardware-lab"), "https://lab.example.org/hardware-lab");
    assert_eq!(base("lab.example.org/users/ours/"), "https://lab.example.org/users/ours");
    assert_eq!(base("https://lab.example.org/a%20b"), "https://lab.example.org/a%20b");
}

#[test]
fn what_is_no_address_is_refused_with_the_reason() {
    for (pasted, problem) in [
        ("  ", AddressError::Empty),
        ("https://", AddressError::NotAnAddress),
        ("two words", AddressError::NotAnAddress),
        ("ftp://snipe.example.org", AddressError::NotAnAddress),
        ("javascript://x", AddressError::NotAnAddress),
        ("http://snipe.example.org", AddressError::NotSecure),
        ("http://127.0.0.1.example.org", AddressError::NotSecure),
        ("http://localhost.example.org", AddressError::NotSecure),
        ("https://admin@snipe.example.org", AddressError::HasCredentials),
        ("https://:pw@snipe.example.org", AddressError::HasCredentials),
        ("https://snipe.example.org/?page=1", AddressError::HasQuery),
        ("https://snipe.example.org/#top", AddressError::HasQuery),
    ] {
        assert_eq!(BaseUrl::parse(pasted).unwrap_err(), problem, "{pasted}");
    }
}

#[test]
fn http_to_another_computer_is_possible_for_someone_who_insists() {
    let base = BaseUrl::parse_insecure("http://snipe.example.org").unwrap();
    assert_eq!(base.as_str(), "http://snipe.example.org");
    assert_eq!(base.host(), "snipe.example.org");
}

#[test]
fn an_assets_page_is_below_the_path_of_the_server() {
    let base = BaseUrl::parse("https://lab.example.org/snipe/").unwrap();
    assert_eq!(base.asset_page(AssetId(7)).as_str(), "https://lab.example.org/snipe/hardware/7");
}

proptest! {
    #[test]
    fn an_accepted_address_is_accepted_again_as_it_is(text in "[a-z]{1,8}(/[a-z0-9%/.]{0,12})?") {
        if let Ok(once) = BaseUrl::parse(&text) {
            prop_assert_eq!(BaseUrl::parse(once.as_str()).unwrap(), once);
        }
    }

    #[test]
    fn no_text_makes_it_panic(text in "\\PC{0,40}") {
        let _ = BaseUrl::parse(&text);
    }
}
