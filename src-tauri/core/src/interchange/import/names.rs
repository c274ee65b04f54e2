//! The names that files have for the parts of a credential: in dw.json, in the environment, and as variables of
//! collections. Case, hyphens and underscores do not matter in any of them.

use super::family::Family;
use super::value::ImportField::{self, *};

/// What a name stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Known {
    /// A part of a credential. Of several names of a part, the one with the lowest rank counts.
    Field(ImportField, u8),
    /// Something of SLAS.
    Slas,
    /// Something that is known and not needed for a token.
    NotForToken,
    /// What a script makes.
    FromScript,
}

/// The family of the name of an environment variable.
pub(super) fn family_in_environment(name: &str) -> Family {
    let folded = folded(name);
    let known = ["sfcc", "b2c"].into_iter().find(|begin| folded.starts_with(begin));
    known.map_or(Family::Common, Family::Named)
}

/// The family of the name of a variable of a collection.
pub(super) fn family_in_collection(name: &str, field: ImportField) -> Family {
    let folded = folded(name);
    let known = [
        ("ocapi", "ocapi"),
        ("scapi", "scapi"),
        ("sfcc", "sfcc"),
        ("dw", "dw"),
        ("accountmanager", "am"),
        ("am", "am"),
    ];
    match known.into_iter().find(|(begin, _)| folded.starts_with(begin)) {
        Some((_, family)) => Family::Named(family),
        None if matches!(field, ClientId | ClientSecret) => Family::Named(""),
        None => Family::Any,
    }
}

/// Whether a part of a credential belongs to one client and no other.
pub(super) fn is_of_one_client(field: ImportField) -> bool {
    matches!(
        field,
        ClientId | ClientSecret | KeyFile | CertificateFile | PrivateKey | Certificate | Passphrase
    )
}

/// A name without case and separators.
pub(super) fn folded(name: &str) -> String {
    name.chars().filter(char::is_ascii_alphanumeric).map(|letter| letter.to_ascii_lowercase()).collect()
}

/// What a member of dw.json stands for.
pub(super) fn of_dw_json(name: &str) -> Option<Known> {
    // The first spelling in the file wins, so all have the same rank.
    let field = |field| Some(Known::Field(field, 0));
    match folded(name).as_str() {
        "name" | "instancename" => field(Name),
        "clientid" | "apikey" | "oauthclientid" => field(ClientId),
        "clientsecret" | "apisecret" | "oauthclientsecret" => field(ClientSecret),
        "jwtkeypath" | "jwtkey" | "privatekeypath" | "keypath" => field(KeyFile),
        "jwtcertpath" | "jwtcert" | "certpath" => field(CertificateFile),
        "jwtpassphrase" => field(Passphrase),
        "oauthscopes" | "scopes" | "scope" => field(Scopes),
        "accountmanagerhost" | "accountmanager" | "loginurl" => field(AccountManagerHost),
        "hostname" | "server" => field(InstanceHost),
        "webdavhostname" | "webdavserver" | "securehostname" | "secureserver" => field(WebDavHost),
        "shortcode" | "scapishortcode" => field(ShortCode),
        "tenantid" | "scapitenantid" | "organizationid" => field(TenantId),
        "username" | "user" => field(User),
        "password" | "accesskey" => field(AccessKey),
        "clientauthmethod" => field(ClientAuthMethod),
        "authmethods" => field(AuthMethods),
        "userauth" => field(UserAuth),
        "slasclientid" | "slasclientsecret" => Some(Known::Slas),
        "active" | "configs" | "schema" => None,
        "apibackend"
        | "scapischemas"
        | "siteid"
        | "certificate"
        | "certificatepassphrase"
        | "passphrase"
        | "selfsigned"
        | "safety"
        | "realm"
        | "codeversion"
        | "version"
        | "cartridge"
        | "cartridges"
        | "cartridgespath"
        | "sandboxapihost"
        | "mrtproject"
        | "mrtenvironment"
        | "mrtapikey"
        | "mrtorigin"
        | "cloudorigin"
        | "catalogs"
        | "libraries"
        | "contentlibrary"
        | "autoupload"
        | "p12"
        | "proxy"
        | "root"
        | "storefrontpassword" => Some(Known::NotForToken),
        _ => None,
    }
}

/// Names by which a file that is called dw.json is told from other programs' files of that name.
pub(super) fn is_of_dw_json(name: &str) -> bool {
    match folded(name).as_str() {
        "configs" | "codeversion" | "cartridge" | "cartridgespath" | "siteid" => true,
        "user" | "scope" | "scopes" => false,
        _ => matches!(of_dw_json(name), Some(Known::Field(field, _)) if field != Name),
    }
}

/// Names without which a file of any other name is no dw.json.
pub(super) fn is_of_client(name: &str) -> bool {
    matches!(of_dw_json(name), Some(Known::Field(ClientId | ClientSecret | KeyFile, _)))
}

/// What an environment variable stands for.
pub(super) fn of_environment(name: &str) -> Option<Known> {
    let field = |field, rank| Some(Known::Field(field, rank));
    let folded = folded(name);
    if folded.starts_with("publicappcommerceapi") || folded.contains("slas") {
        return Some(Known::Slas);
    }
    match folded.as_str() {
        "sfccclientid" => field(ClientId, 0),
        "sfccoauthclientid" => field(ClientId, 1),
        "b2cclientid" => field(ClientId, 2),
        "sfccclientsecret" => field(ClientSecret, 0),
        "sfccoauthclientsecret" => field(ClientSecret, 1),
        "b2cclientsecret" => field(ClientSecret, 2),
        "sfccjwtkey" | "sfccjwtkeypath" => field(KeyFile, 0),
        "sfccjwtcert" | "sfccjwtcertpath" => field(CertificateFile, 0),
        "sfccjwtpassphrase" => field(Passphrase, 0),
        "sfccoauthscopes" => field(Scopes, 0),
        "sfccscopes" | "sfccoauthscope" => field(Scopes, 1),
        "sfccaccountmanagerhost" => field(AccountManagerHost, 0),
        "sfccloginurl" => field(AccountManagerHost, 1),
        "sfccserver" => field(InstanceHost, 0),
        "sfcchostname" => field(InstanceHost, 1),
        "sfccinstance" => field(Name, 0),
        "b2chostname" => field(InstanceHost, 2),
        "sfccwebdavserver" => field(WebDavHost, 0),
        "sfccshortcode" => {
            // Both spellings are one when folded; the canonical one has no underscore in the middle.
            field(ShortCode, u8::from(name.to_ascii_uppercase().contains("SHORT_CODE")))
        }
        "sfcctenantid" => field(TenantId, 0),
        "sfccusername" => field(User, 0),
        "sfccoauthusername" => field(User, 1),
        "b2cusername" => field(User, 2),
        "sfccpassword" => field(AccessKey, 0),
        "sfccoauthuserpassword" => field(AccessKey, 1),
        "b2caccesskey" => field(AccessKey, 2),
        "sfccclientauthmethod" => field(ClientAuthMethod, 0),
        "sfccauthmethods" => field(AuthMethods, 0),
        "sfccuserauth" => field(UserAuth, 0),
        other if other.starts_with("sfcc") || other.starts_with("b2c") => Some(Known::NotForToken),
        // An API key can be any program's, and it would be shown.
        "apikey" | "apisecret" => None,
        // Names that many programs have count only where nothing else says more.
        _ => of_variable(name).map(|known| match known {
            Known::Field(found, _) => Known::Field(found, 9),
            other => other,
        }),
    }
}

/// What a variable of a collection or environment of an API client stands for.
pub(super) fn of_variable(name: &str) -> Option<Known> {
    let field = |field, rank| Some(Known::Field(field, rank));
    let folded = folded(name);
    if folded.contains("slas") || folded.contains("shopper") {
        return Some(Known::Slas);
    }
    match folded.as_str() {
        "apikey"
        | "clientid"
        | "ocapiclientid"
        | "apiclientid"
        | "amclientid"
        | "sfccclientid"
        | "oauthclientid"
        | "accountmanagerclientid"
        | "sfccoauthclientid"
        | "dwclientid"
        | "scapiclientid" => field(ClientId, 0),
        "apisecret"
        | "clientsecret"
        | "ocapiclientsecret"
        | "apiclientsecret"
        | "amclientsecret"
        | "sfccclientsecret"
        | "oauthclientsecret"
        | "ocapiclientpassword"
        | "clientpassword"
        | "accountmanagerclientsecret"
        | "sfccoauthclientsecret"
        | "dwclientsecret"
        | "scapiclientsecret"
        | "apiclientpassword" => field(ClientSecret, 0),
        "pkey" | "privatekey" | "jwtkey" | "jwtprivatekey" | "rsaprivatekey" | "signingkey"
        | "sfccjwtkey" => field(PrivateKey, 0),
        "certificate" | "cert" | "jwtcert" | "jwtcertificate" | "publiccertificate" => field(Certificate, 0),
        "passphrase" | "keypassphrase" | "jwtpassphrase" | "pkeypassphrase" => field(Passphrase, 0),
        "scope" | "scopes" | "oauthscope" | "oauthscopes" | "permissions" => field(Scopes, 0),
        "tokenurl" | "accesstokenurl" | "tokenendpoint" | "authurl" | "amtokenurl" => field(TokenEndpoint, 0),
        "accountmanagerhost" | "amhost" | "accountmanager" | "hostaccountmanager" => {
            field(AccountManagerHost, 0)
        }
        "audience" | "aud" => field(Audience, 0),
        "ocapiinstancehost" | "instancehost" | "hostserver" | "hostname" | "sfcchost" | "sfcchostname"
        | "instanceurl" | "instancehostname" | "sfccserver" => field(InstanceHost, 0),
        "host" | "server" | "baseurl" => field(InstanceHost, 3),
        "webdavhost" | "webdavhostname" => field(WebDavHost, 0),
        "shortcode" | "scapishortcode" | "sfccshortcode" => field(ShortCode, 0),
        "tenantid" | "organizationid" | "orgid" | "organization" | "tenant" => field(TenantId, 0),
        "realmid" | "realm" => field(Realm, 0),
        "instanceid" | "instance" => field(Instance, 0),
        "bmusername" | "bmuser" | "username" | "user" | "login" => field(User, 0),
        "bmpassword" | "accesskey" | "password" | "bmaccesskey" | "userpassword" => field(AccessKey, 0),
        "pmlib" | "jwtsigned" | "signedjwt" | "clientassertion" | "jwt" | "assertion" => {
            Some(Known::FromScript)
        }
        "accesstoken" | "token" | "authtoken" | "bearertoken" | "refreshtoken" | "siteid" | "site" => {
            Some(Known::NotForToken)
        }
        _ => None,
    }
}
