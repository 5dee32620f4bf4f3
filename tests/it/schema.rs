//! The schema in `schemas/` is generated from the record's types, and every record follows it.

use crate::{json, plans, record, root, updating};

fn is_kept(name: &str, now: &[u8]) {
    let file = root().join("schemas").join(name);
    if updating() {
        std::fs::create_dir_all(root().join("schemas")).expect("schemas/");
        std::fs::write(&file, now).expect("schema");
    }
    let kept = std::fs::read(&file).expect("a schema");
    assert!(kept == now, "schemas/{name} is old; run `UPDATE=1 cargo test`");
}

#[test]
fn the_schema_is_the_one_kept() {
    is_kept("plan.schema.json", &rasoat::emit::json::schema());
}

#[test]
fn the_schema_of_settings_is_the_one_kept() {
    is_kept("settings.schema.json", &rasoat::emit::json::settings_schema());
}

#[test]
fn every_record_follows_the_schema() {
    let schema = serde_json::from_slice(&rasoat::emit::json::schema()).expect("JSON");
    let validator = jsonschema::validator_for(&schema).expect("a schema");
    for (_, plan) in plans() {
        let record = json(&record(&plan));
        let errors: Vec<String> =
            validator.iter_errors(&record).map(|e| format!("{} at {}", e, e.instance_path())).collect();
        assert!(errors.is_empty(), "{}: {errors:?}", plan.display());
    }
}

#[test]
fn a_broken_record_is_refused() {
    let schema = serde_json::from_slice(&rasoat::emit::json::schema()).expect("JSON");
    let validator = jsonschema::validator_for(&schema).expect("a schema");
    let (_, plan) = plans().into_iter().next().expect("a plan");
    let mut broken = json(&record(&plan));
    broken["status"] = "perhaps".into();
    assert!(!validator.is_valid(&broken));
}
