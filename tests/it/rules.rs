//! Rules on their own pages: every example of a page is a plan that fires the rule or must not.

use rasoat::record::Finding;
use rasoat::rules::{Example, RULES};

fn findings(example: &Example) -> Vec<Finding> {
    let name = if example.markdown { "plan.md" } else { "plan.txt" };
    rasoat::read(example.plan.as_bytes(), name).expect("readable").findings
}

fn told(findings: &[Finding]) -> String {
    let line = |f: &Finding| {
        let quotes: Vec<&str> = f.evidence.iter().map(|e| e.quote.as_str()).collect();
        format!("      {} {:?} {}", f.rule, quotes, f.message.en)
    };
    findings.iter().map(line).collect::<Vec<_>>().join("\n")
}

#[test]
fn every_example_fires_or_does_not() {
    let mut wrong = Vec::new();
    for rule in RULES {
        for example in &rule.page().examples {
            let findings = findings(example);
            let own: Vec<&Finding> = findings.iter().filter(|f| f.rule == rule.name).collect();
            let mut fault = |what: &str| {
                wrong.push(format!("{}: {}: {what}\n{}", rule.name, example.title, told(&findings)));
            };
            if !example.fires {
                // A near miss is quiet altogether: an example that trips another rule shows nothing.
                if !findings.is_empty() {
                    fault("is not quiet");
                }
                continue;
            }
            if own.len() != 1 {
                fault(&format!("fires {} times", own.len()));
                continue;
            }
            for quote in &example.reports {
                let told = own[0].evidence.iter().any(|e| e.quote.contains(quote) || quote.contains(e.quote.as_str()));
                if !told {
                    fault(&format!("does not quote {quote:?}"));
                }
            }
            if findings.len() > 1 {
                fault("fires other rules too");
            }
        }
    }
    assert!(wrong.is_empty(), "{} examples:\n{}", wrong.len(), wrong.join("\n"));
}
