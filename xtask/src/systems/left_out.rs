//! What Wine cannot judge: the one list of what is left out, each with its reason. Everything else has to pass.

/// Something that is left out.
struct LeftOut {
    what: What,
    why: &'static str,
}

enum What {
    /// A whole test program of the core.
    Program(&'static str),
    /// Tests by their names, or by the module that has them.
    Tests(&'static [&'static str]),
    /// What no test program says, for the summary alone.
    Subject(&'static str),
}

const LEFT_OUT: &[LeftOut] = &[
    LeftOut {
        what: What::Program("tls"),
        why: "Wine's own verification of certificates takes most of them for something else than Windows does",
    },
    LeftOut {
        what: What::Tests(&[
            "a_certificate_that_is_not_trusted_ends_at_tls_and_its_issuer_is_known",
            "a_name_or_address_that_nobody_has_ends_before_the_server",
            "a_proxy_that_refuses_the_request_is_not_mistaken_for_the_server",
            "a_proxy_with_an_unknown_name_is_not_mistaken_for_the_server",
            "a_server_that_is_silent_ends_the_stage_that_waits_for_it",
            "a_socks_proxy_is_spoken_to_in_its_protocol",
            "an_encrypted_request_asks_the_proxy_for_a_tunnel",
            "an_unknown_host_is_named",
            "behind_a_proxy_only_what_can_be_seen_from_here_is_a_stage",
            "tls_has_its_version_and_who_issued_the_certificate",
            "what_is_for_this_computer_or_an_exception_is_sent_directly",
        ]),
        why: "they use TLS, and Wine has no trusted authorities, which no Windows lacks",
    },
    LeftOut {
        what: What::Tests(&[
            "a_new_file_is_for_its_owner_alone_before_anything_is_in_it",
            "a_new_folder_is_for_its_owner_alone_and_so_is_what_is_put_into_it",
            "who_can_read_a_new_file_is_told",
        ]),
        why: "Wine adds the access list of a folder to what is in it, also where that is forbidden",
    },
    LeftOut {
        what: What::Tests(&["a_certificate_that_never_expires_is_read", "named::revocation_lists"]),
        why: "OpenSSL runs outside of Wine, and its configuration names files as they are called inside",
    },
    LeftOut { what: What::Subject("the window itself"), why: "WebView2 doesn't run under Wine" },
    LeftOut {
        what: What::Subject("everything on macOS but types and lints"),
        why: "nothing runs its programs but macOS, and its linker is Apple's",
    },
];

/// The names of the test programs that are left out as a whole.
pub(super) fn programs() -> impl Iterator<Item = &'static str> {
    LEFT_OUT.iter().filter_map(|left_out| match left_out.what {
        What::Program(name) => Some(name),
        What::Tests(_) | What::Subject(_) => None,
    })
}

/// The names of tests and modules that are left out.
pub(super) fn names() -> impl Iterator<Item = &'static str> {
    LEFT_OUT
        .iter()
        .flat_map(|left_out| match left_out.what {
            What::Tests(names) => names,
            What::Program(_) | What::Subject(_) => &[],
        })
        .copied()
}

/// The list as a person reads it.
pub(super) fn text() -> String {
    LEFT_OUT.iter().fold(String::new(), |text, LeftOut { what, why }| {
        let what = match what {
            What::Program(name) => format!("the core's tests \"{name}\""),
            What::Tests(names) => names.join(", "),
            What::Subject(subject) => (*subject).to_owned(),
        };
        format!("{text}  {what}: {why}\n")
    })
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;

    /// All Rust sources of a folder, as one text.
    fn sources(folder: &Path) -> String {
        let mut text = String::new();
        for entry in folder.read_dir().unwrap().flatten() {
            let path = entry.path();
            if path.is_dir() {
                text.push_str(&sources(&path));
            } else if path.extension().is_some_and(|end| end == "rs") {
                text.push_str(&std::fs::read_to_string(&path).unwrap());
            }
        }
        text
    }

    #[test]
    fn everything_that_is_left_out_still_exists() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().join("src-tauri");
        let sources = sources(&root);
        for name in names() {
            let last = name.trim_end_matches("::").rsplit("::").next().unwrap();
            let exists =
                sources.contains(&format!("fn {last}(")) || sources.contains(&format!("mod {last};"));
            assert!(exists, "{name}");
        }
        for program in programs() {
            let tests = root.join("core/tests");
            assert!(
                tests.join(format!("{program}.rs")).is_file() || tests.join(program).is_dir(),
                "{program}"
            );
        }
    }
}
