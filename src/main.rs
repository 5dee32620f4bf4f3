//! The `rasoat` program: see [`rasoat::cli`].

use std::process::ExitCode;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    rasoat::cli::run(std::env::args_os())
}
