//! The packages for Linux: what is in them, and what a person sees who installs, upgrades and removes them. The tests of
//! the second kind need root, for a clean root; `cargo xtask test` says so where it leaves them out.
#![cfg(target_os = "linux")]

mod package_files;
mod package_in_a_clean_root;
mod package_installer;
