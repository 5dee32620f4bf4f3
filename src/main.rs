//! The `rasoat` program: see [`rasoat::cli`].

use std::process::ExitCode;

fn main() -> ExitCode {
    rasoat::cli::run(std::env::args_os())
}
