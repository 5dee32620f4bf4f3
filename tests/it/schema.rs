//! The schema in `schemas/` is generated from the record's types, and every record follows it.

use crate::{json, plans, record, root, updating};

#[test]
fn the_schema_is_the_one_kept() {
    let file = root().join("schemas/plan.schema.json");
    let now = rasoat::emit::json::schema();
    if updating() {
        std::fs::create_dir_all(root().join("schemas")).expect("schemas/");
        std::fs::write(&file, &now).expect("schema");
    }
    let kept = std::fs::read(&file).expect("schemas/plan.schema.json");
    assert!(kept == now, "schemas/plan.schema.json is old; run `UPDATE=1 cargo test`");
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
