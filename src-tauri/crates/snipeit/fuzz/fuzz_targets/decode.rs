//! Any bytes as the answer to any call. The first byte chooses the call, the second the status; the
//! rest is the body.
#![no_main]

use libfuzzer_sys::fuzz_target;

const STATUSES: [u16; 12] = [200, 200, 200, 200, 200, 200, 302, 401, 403, 404, 422, 500];

fuzz_target!(|data: &[u8]| {
    let [call, status, body @ ..] = data else { return };
    let status = STATUSES[usize::from(*status) % STATUSES.len()];
    let _ = snipeit::fuzzing::decode(usize::from(*call), status, "application/json", body.to_vec());
});
