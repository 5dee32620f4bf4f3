fn main() {
    let args: Vec<String> = std::env::args().collect();
    let out = args.iter().position(|a| a == "--out").map(|i| args[i + 1].clone()).unwrap_or_default();
    let mut files: Vec<std::path::PathBuf> = Vec::new();
    for p in &args[2..] {
        if p == "--out" { break; }
        let p = std::path::Path::new(p);
        if p.is_dir() { files.extend(std::fs::read_dir(p).unwrap().map(|e| e.unwrap().path())); } else { files.push(p.into()); }
    }
    std::fs::create_dir_all(&out).unwrap();
    for f in files {
        let name = f.file_name().unwrap().to_str().unwrap().to_owned();
        match rasoat::read(&std::fs::read(&f).unwrap(), &name, &name) {
            Ok(r) => std::fs::write(format!("{out}/{name}.json"), serde_json::to_vec_pretty(&r).unwrap()).unwrap(),
            Err(e) => eprintln!("{name}: {}", e.message().en),
        }
    }
}
