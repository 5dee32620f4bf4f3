//! The review page, driven in a browser without a screen: what a clerk does on it, on a plan whose words want to be markup.

use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

/// A browser of this machine.
fn browser() -> &'static str {
    let runs = |name: &&str| Command::new(name).arg("--version").output().is_ok_and(|output| output.status.success());
    ["chromium", "chromium-browser", "google-chrome"].into_iter().find(runs).expect("no browser: run make setup")
}

fn folder(name: &str) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("review").join(name);
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).expect("folder");
    folder
}

const PLAN: &str = "UBND TỈNH CAO BẰNG\nSố: 12/KH-UBND\nCao Bằng, ngày 05 tháng 01 năm 2024\nKẾ HOẠCH\n\
    </script><script>document.title='x'</script> <img src=x onerror=alert(1)> \u{202E}ngược {{STYLE}}\n\
    I. NHIỆM VỤ\n1. Nhiệm vụ 1: Rà soát <b>văn bản</b>\na) Phân công nhiệm vụ: Sở Y tế chủ trì.\n\
    b) Thời gian hoàn thành: 30/6/2024.\n2. Nhiệm vụ 3: Tập huấn\na) Phân công nhiệm vụ: Sở Nội vụ chủ trì.\n\
    b) Thời gian hoàn thành: 30/6/2023.\nPHỤ LỤC\n\
    | TT | Nhiệm vụ | Chủ trì | Thời gian hoàn thành |\n| --- | --- | --- | --- |\n\
    | 1 | Nhiệm vụ 1: Rà soát văn bản | Sở Nội vụ | 30/9/2024 |\n| 2 | Nhiệm vụ 2: Tập huấn | Sở Nội vụ | 30/6/2023 |\n";

/// The pages of the plan.
fn pages(folder: &Path, lang: &str) -> PathBuf {
    std::fs::write(folder.join("plan.md"), PLAN).expect("plan");
    let out = folder.join("out");
    let output = Command::new(env!("CARGO_BIN_EXE_rasoat"))
        .args(["review", folder.join("plan.md").to_str().expect("UTF-8"), "--lang", lang, "--out"])
        .arg(&out)
        .output()
        .expect("the program");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    out
}

/// What a script says that runs behind a page.
fn told(page: &Path, script: &str) -> Value {
    let html = std::fs::read_to_string(page).expect("a page");
    let (before, after) = html.rsplit_once("</body>").expect("a body");
    let driven = page.with_extension("driven.html");
    let tell = "const told = {}; const tell = () => { const out = document.createElement('pre'); out.id = 'told'; \
        out.textContent = JSON.stringify(told); document.body.append(out); };";
    std::fs::write(&driven, format!("{before}<script>{tell}\n{script}\ntell();</script></body>{after}"))
        .expect("a page");
    let output = Command::new(browser())
        .args(["--headless=new", "--no-sandbox", "--disable-gpu", "--virtual-time-budget=3000", "--dump-dom"])
        .arg(format!("file://{}", driven.display()))
        .output()
        .expect("a browser");
    let dom = String::from_utf8_lossy(&output.stdout);
    let (_, behind) = dom.rsplit_once("id=\"told\">").unwrap_or_else(|| panic!("the script did not end:\n{dom}"));
    let said = behind.split("</pre>").next().unwrap_or_default();
    let said = said.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&");
    serde_json::from_str(&said).expect("JSON")
}

const MORNING: &str = r##"
    const page = window.rasoat;
    const all = page.shown();
    told.all = all.length;
    page.filter({ severities: ["error"] });
    told.errors = page.shown().length;
    page.filter({ severities: ["error", "warning", "info"], words: "30/9/2024" });
    told.searched = page.shown().length;
    page.filter({ words: "" });
    page.choose(all[0]);
    told.chosen = document.querySelectorAll("#findings-pane [aria-current]").length;
    page.decide(all[0], "accepted");
    page.decide(all[1], "edited", "30/9/2024");
    page.decide(all[2], "rejected");
    page.undo();
    told.exported = page.exported();
    page.filter({ state: "none" });
    told.undecided = page.shown().length;
    page.undo();
    page.undo();
    told.empty = page.exported().documents[0].decisions.length;
    page.importText(JSON.stringify(told.exported));
    told.replayed = page.exported();
    const press = (key) => document.body.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
    const left = () => page.exported().documents[0].decisions.map((decision) => decision.decision).join();
    page.choose(all[3]);
    press("r");
    told.pressed = left();
    press("u");
    document.querySelector("#keys").click();
    page.choose(all[3]);
    press("r");
    told.keysOff = left();
    page.choose(all[3]);
    document.querySelector(".card.chosen .acts .act").click();
    told.clicked = left();
    document.querySelector("#undo").click();
    page.choose(all[0]);
    told.marks = document.querySelectorAll("#source .mark.chosen").length;
    document.querySelector("#place-next").click();
    told.place = document.querySelector("#place-words").textContent;
    told.title = document.title;
    told.images = document.images.length;
    told.bold = document.querySelectorAll("#source b").length;
    told.source = document.querySelector("#source").textContent.includes("<img src=x onerror=alert(1)>");
"##;

#[test]
fn a_morning_on_the_page() {
    for lang in ["vi", "en"] {
        let folder = folder(lang);
        let page = pages(&folder, lang).join("plan.md.html");
        let findings = crate::record(&folder.join("plan.md")).findings;
        assert!(findings.len() > 3, "{findings:?}");
        let told = told(&page, MORNING);
        assert_eq!(told["all"], findings.len(), "{told}");
        let errors = findings.iter().filter(|f| f.severity == rasoat::record::Severity::Error).count();
        assert_eq!(told["errors"], errors);
        assert!(told["searched"].as_u64().is_some_and(|n| n > 0 && n < findings.len() as u64), "{told}");
        assert!(told["chosen"].as_u64().is_some_and(|n| n > 0), "{told}");
        let decisions = told["exported"]["documents"][0]["decisions"].as_array().expect("decisions");
        assert_eq!(decisions.len(), 2);
        assert_eq!(told["undecided"], findings.len() - 2);
        assert_eq!((&told["empty"], &told["replayed"]), (&0.into(), &told["exported"]));
        // By key, not with the keys turned off, by button.
        let two = "accepted,edited";
        assert_eq!((&told["pressed"], &told["keysOff"]), (&format!("{two},rejected").into(), &two.into()), "{told}");
        assert_eq!(told["clicked"], format!("{two},accepted"));
        assert!(told["marks"].as_u64().is_some_and(|n| n > 0) && told["place"] != "", "{told}");
        // What the page has exported is what the command replays.
        let file = folder.join("plan.decisions.json");
        std::fs::write(&file, told["exported"].to_string()).expect("a file");
        let output = Command::new(env!("CARGO_BIN_EXE_rasoat"))
            .args(["check", "--format", "json", "--decisions"])
            .args([&file, &folder.join("plan.md")])
            .output()
            .expect("the program");
        let checked: Value = serde_json::from_slice(&output.stdout).expect("JSON");
        let confirmed = |f: &&Value| f["message"]["en"].as_str().is_some_and(|m| m.ends_with("(confirmed in review)"));
        let again = checked["findings"].as_array().expect("findings");
        assert_eq!((again.len(), again.iter().filter(confirmed).count()), (findings.len(), 2));
        for decision in decisions {
            assert!(findings.iter().any(|f| decision["id"] == *f.id && decision["rule"] == f.rule), "{decision}");
        }
        // What the plan says is text: it made no element and ran no script.
        assert_ne!(told["title"], "x");
        assert_eq!((&told["images"], &told["bold"], &told["source"]), (&0.into(), &0.into(), &true.into()));
    }
}

#[test]
fn the_index_names_every_document() {
    let folder = folder("index");
    std::fs::write(folder.join("broken.pdf"), b"%PDF-1.7 nothing").expect("a file");
    let out = folder.join("out");
    std::fs::write(folder.join("plan.md"), PLAN).expect("plan");
    let output = Command::new(env!("CARGO_BIN_EXE_rasoat"))
        .args([
            "review",
            folder.join("plan.md").to_str().expect("UTF-8"),
            folder.join("broken.pdf").to_str().expect("UTF-8"),
            "--out",
        ])
        .arg(&out)
        .output()
        .expect("the program");
    assert_eq!(output.status.code(), Some(3));
    let script = "told.links = [...document.querySelectorAll('#documents a')].map((a) => a.getAttribute('href'));\
        told.rows = document.querySelectorAll('#documents-body tr').length; told.title = document.title;";
    let told = told(&out.join("index.html"), script);
    assert_eq!((&told["links"], &told["rows"]), (&serde_json::json!(["plan.md.html"]), &2.into()), "{told}");
    // Nothing is fetched from anywhere.
    for page in ["index.html", "plan.md.html"] {
        let html = std::fs::read_to_string(out.join(page)).expect("a page");
        assert!(html.contains("default-src 'none'"), "{page}");
        assert!(!html.contains("src=\"http") && !html.contains("href=\"http"), "{page}");
    }
}
