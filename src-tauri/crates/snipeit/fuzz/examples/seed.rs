//! Writes the recorded replies as what fuzzing starts from, each in every way that it can be read.

use std::collections::hash_map::DefaultHasher;
use std::error::Error;
use std::fs;
use std::hash::{Hash, Hasher};
use std::path::Path;

use serde_json::Value;

fn main() -> Result<(), Box<dyn Error>> {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let corpus = here.join("corpus/decode");
    fs::create_dir_all(&corpus)?;
    for file in fs::read_dir(here.join("../../../../tests/fixtures/recordings"))? {
        let path = file?.path();
        if path.extension().is_some_and(|ending| ending == "json") {
            let recording: Value = serde_json::from_slice(&fs::read(path)?)?;
            for body in bodies(&recording) {
                write(&corpus, &body)?;
            }
        }
    }
    Ok(())
}

/// The bodies of all replies in a recording.
fn bodies(value: &Value) -> Vec<String> {
    if let Some(body) = value.pointer("/response/body") {
        return vec![body.as_str().map_or_else(|| short(body.clone()).to_string(), str::to_owned)];
    }
    match value {
        Value::Object(fields) => fields.values().flat_map(bodies).collect(),
        Value::Array(items) => items.iter().flat_map(bodies).collect(),
        _ => Vec::new(),
    }
}

/// One row of a list says it all, and short seeds are tried more often.
fn short(mut body: Value) -> Value {
    if let Some(rows) = body.get_mut("rows").and_then(Value::as_array_mut) {
        rows.truncate(1);
    }
    body
}

fn write(corpus: &Path, body: &str) -> Result<(), Box<dyn Error>> {
    let body = body.as_bytes();
    for way in 0..snipeit::fuzzing::WAYS {
        if snipeit::fuzzing::decode(way, 200, "application/json", body.to_vec()).is_ok() {
            let seed = [&[u8::try_from(way)?, 0], body].concat();
            let mut hasher = DefaultHasher::new();
            seed.hash(&mut hasher);
            fs::write(corpus.join(format!("{:016x}", hasher.finish())), seed)?;
        }
    }
    Ok(())
}
