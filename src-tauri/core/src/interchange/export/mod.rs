//! A credential's request for other tools: as code, as a collection, as settings; or one request exactly as it was sent,
//! as a curl command.
//!
//! `recipe.rs` is what a credential's request carries; every export is written from it. `secrets.rs` says whether the
//! secrets stand in it. `languages/` writes code, from `templates/`; `literals.rs` has one function for each language that
//! writes any text as a literal, so that no text can become code. To add an export, add a file, a variant of
//! [`ExportTarget`], and its arms here.

mod bruno;
mod cartridge;
mod curl;
mod dot_env;
mod key_line;
mod language;
mod languages;
mod literals;
mod outcome;
mod postman;
mod recipe;
mod salesforce_cli;
mod secret_slot;
mod secrets;
mod shell;
mod template;

use serde::{Deserialize, Serialize};

use crate::key::SigningAlgorithm;
use crate::key_pair::KeyPair;
use crate::moment::Moment;
use crate::token_request::{RequestForm, SentRequest};
use key_line::LineForm;
use recipe::Recipe;

pub use outcome::{ExportProblem, ExportedFile};
pub use recipe::RecipeProblem;
pub use secrets::Secrets;

/// What a credential can be exported for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub enum ExportTarget {
    /// bash with curl and openssl.
    #[default]
    Bash,
    /// PowerShell 7.
    PowerShell,
    /// Node.js with jose.
    NodeJs,
    /// Python with PyJWT and requests.
    Python,
    /// Java with Nimbus JOSE + JWT.
    Java,
    /// Go with golang-jwt.
    Go,
    /// PHP with its own OpenSSL and curl.
    Php,
    /// Ruby with the gem jwt.
    Ruby,
    /// C# with what .NET has.
    CSharp,
    /// A server script of B2C Commerce, in a cartridge.
    Cartridge,
    /// A Postman collection.
    Postman,
    /// A Bruno collection.
    Bruno,
    /// dw.json for Salesforce's CLI.
    DwJson,
    /// .env for Salesforce's CLI.
    DotEnv,
    /// Key and certificate in one line each, with `\n` for line ends.
    KeyLines,
    /// Key and certificate in one line each, as Base64.
    KeyLinesBase64,
}

impl ExportTarget {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 16] = [
        Self::Bash,
        Self::PowerShell,
        Self::NodeJs,
        Self::Python,
        Self::Java,
        Self::Go,
        Self::Php,
        Self::Ruby,
        Self::CSharp,
        Self::Cartridge,
        Self::Postman,
        Self::Bruno,
        Self::DwJson,
        Self::DotEnv,
        Self::KeyLines,
        Self::KeyLinesBase64,
    ];

    /// Whether the tests run what is written for it, and get a token with it. What they cannot run says so in the window.
    #[must_use]
    pub fn is_run_by_tests(self) -> bool {
        !matches!(self, Self::PowerShell | Self::CSharp | Self::Cartridge)
    }

    /// Whether it is a key by its nature.
    #[must_use]
    pub fn is_a_key(self) -> bool {
        matches!(self, Self::KeyLines | Self::KeyLinesBase64)
    }

    /// Whether the tool can sign with this algorithm.
    fn signs_with(self, algorithm: SigningAlgorithm) -> bool {
        use SigningAlgorithm::{EdDsa, Es256, Es384};
        let pkcs1 = algorithm.name().starts_with("RS");
        let elliptic = matches!(algorithm, Es256 | Es384);
        match self {
            Self::NodeJs | Self::Python | Self::Go | Self::DwJson | Self::DotEnv => true,
            Self::Bash => !elliptic && algorithm != EdDsa,
            Self::Php | Self::Cartridge => pkcs1,
            Self::Java | Self::Ruby | Self::CSharp | Self::PowerShell => algorithm != EdDsa,
            Self::Postman | Self::Bruno => algorithm != EdDsa,
            Self::KeyLines | Self::KeyLinesBase64 => true,
        }
    }
}

/// A credential as it is exported.
#[derive(Clone, Copy, Debug)]
pub struct Exported<'a> {
    /// Its name.
    pub name: &'a str,
    /// Its form.
    pub form: &'a RequestForm,
    /// Its key pair. Of it, only the certificate is used, unless the secrets are inside.
    pub key_pair: &'a KeyPair,
}

/// Writes a credential's request for a tool.
///
/// # Errors
/// If the tool cannot do what the request needs, or the request is not complete.
///
/// # Examples
/// ```
/// use countersign_core::interchange::export::{ExportTarget, Exported, Secrets, export};
/// # use countersign_core::key_pair::KeyPair;
/// # use countersign_core::moment::{Moment, UnixMillis};
/// # use countersign_core::token_request::RequestForm;
/// # let moment = Moment { now: UnixMillis(1_800_000_000_000), jti: "9b2f6a1e-7c1d-4a52-8f0b-3d9c5e6f7a81".into() };
///
/// let form = RequestForm { api_key: "1c2f0d7e-5a34-4b8e-9f61-2d7c8b90aa15".into(), ..RequestForm::default() };
/// let exported = Exported { name: "Nightly job", form: &form, key_pair: &KeyPair::default() };
/// let files = export(ExportTarget::Python, exported, Secrets::Outside, &moment).expect("Python can do that");
/// assert!(files[0].path.ends_with(".py") && files[0].text.contains("jwt.encode"));
/// ```
pub fn export(
    target: ExportTarget,
    exported: Exported<'_>,
    secrets: Secrets<'_>,
    moment: &Moment,
) -> Result<Vec<ExportedFile>, ExportProblem> {
    let Exported { name, form, key_pair } = exported;
    let shown = matches!(secrets, Secrets::Inside { shown: true, .. });
    let form_of_lines = match target {
        ExportTarget::KeyLines => Some(LineForm::Escaped),
        ExportTarget::KeyLinesBase64 => Some(LineForm::Base64),
        _ => None,
    };
    if let Some(form) = form_of_lines {
        return Ok(vec![ExportedFile::new("key.env", key_line::write(key_pair, form, shown)?)]);
    }
    let recipe = Recipe::of(name, form, key_pair.certificate(), moment)
        .map_err(|part| ExportProblem::Incomplete { part })?;
    write(target, &recipe, secrets)
}

fn write(
    target: ExportTarget,
    recipe: &Recipe,
    secrets: Secrets<'_>,
) -> Result<Vec<ExportedFile>, ExportProblem> {
    if let Some(assertion) = &recipe.assertion
        && !target.signs_with(assertion.algorithm)
    {
        return Err(ExportProblem::Algorithm { algorithm: assertion.algorithm });
    }
    // jsonwebtoken, which is part of Bruno, writes a header in Latin-1.
    let header = recipe.assertion.as_ref().map(|assertion| assertion.header_json());
    if target == ExportTarget::Bruno && header.is_some_and(|header| !header.is_ascii()) {
        return Err(ExportProblem::HeaderNotAscii);
    }
    if let Some(problem) = secrets.problem(recipe) {
        return Err(problem);
    }
    let one = |path, text| Ok(vec![ExportedFile::new(path, text)]);
    match target {
        ExportTarget::Bash => one("access-token.sh", languages::bash::write(recipe, secrets)),
        ExportTarget::PowerShell => one("access-token.ps1", languages::powershell::write(recipe, secrets)),
        ExportTarget::NodeJs => one("access-token.mjs", languages::node::write(recipe, secrets)),
        ExportTarget::Python => one("access_token.py", languages::python::write(recipe, secrets)),
        ExportTarget::Java => one("Token.java", languages::java::write(recipe, secrets)),
        ExportTarget::Go => one("main.go", languages::go::write(recipe, secrets)),
        ExportTarget::Php => one("access-token.php", languages::php::write(recipe, secrets)),
        ExportTarget::Ruby => one("access_token.rb", languages::ruby::write(recipe, secrets)),
        ExportTarget::CSharp => one("Program.cs", languages::csharp::write(recipe, secrets)),
        ExportTarget::Cartridge => Ok(cartridge::write(recipe, secrets)),
        ExportTarget::Postman => one("access-token.postman_collection.json", postman::write(recipe, secrets)),
        ExportTarget::Bruno => Ok(bruno::write(recipe, secrets)),
        ExportTarget::DwJson => one("dw.json", salesforce_cli::write_dw_json(recipe, secrets)?),
        ExportTarget::DotEnv => one(".env", salesforce_cli::write_dot_env(recipe, secrets)?),
        // They are no request, and written above.
        ExportTarget::KeyLines | ExportTarget::KeyLinesBase64 => Ok(Vec::new()),
    }
}

/// A request exactly as it was sent, as a curl command for a POSIX shell. Anyone who has it can use the signed assertion
/// in it until it expires.
///
/// # Examples
/// ```
/// use countersign_core::interchange::export::write_as_curl;
/// # use countersign_core::certificate::{CertificateOptions, make_self_signed};
/// # use countersign_core::key::{RsaBits, make_rsa_key};
/// # use countersign_core::key_pair::KeyPair;
/// # use countersign_core::moment::{Moment, UnixMillis};
/// # use countersign_core::diagnosis::before_sending::Confirmed;
/// # use countersign_core::prepare::prepare;
/// # use countersign_core::token_request::RequestForm;
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// # let moment = Moment { now: UnixMillis(1_800_000_000_000), jti: "9b2f6a1e-7c1d-4a52-8f0b-3d9c5e6f7a81".into() };
/// # let key = make_rsa_key(RsaBits::Rsa2048)?;
/// # let certificate = make_self_signed(&key, &CertificateOptions::default(), moment.now.seconds())?;
/// # let key_pair = KeyPair::generated(key, certificate);
/// # let form = RequestForm { api_key: "1c2f0d7e-5a34-4b8e-9f61-2d7c8b90aa15".into(), ..RequestForm::default() };
///
/// // As in the example of `prepare`.
/// let nothing = Confirmed::default();
/// let (request, _timeouts) = prepare(&form, &key_pair, &moment, &nothing).expect("no error and no warning");
///
/// let command = write_as_curl(&request.sent());
/// assert!(command.starts_with("curl "));
/// assert!(command.contains(request.url().as_str()) && command.contains(request.body()));
/// # Ok(())
/// # }
/// ```
#[must_use]
pub fn write_as_curl(request: &SentRequest) -> String {
    curl::write(request)
}

/// The name that is proposed for a file with [`write_as_curl`].
pub const CURL_FILE_NAME: &str = "token-request.sh";
