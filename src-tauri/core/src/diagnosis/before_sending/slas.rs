//! Recognises the token endpoint of SLAS, which issues tokens for shoppers. People test it with the same tools, and it
//! takes other credentials than Account Manager.

use url::Url;

use crate::diagnosis::finding::Finding;
use crate::token_request::{AuthMethod, RequestForm};

/// The domain of the API hosts. The first label is the short code.
const DOMAIN: &str = ".api.commercecloud.salesforce.com";
/// What SLAS requires of a private client.
const CHANNEL: &str = "channel_id";

/// Findings about a request to SLAS; none about any other.
pub(super) fn check_slas(endpoint: &Url, form: &RequestForm) -> Vec<Finding> {
    if !is_slas(endpoint) {
        return Vec::new();
    }
    let has_channel = form.parameters().iter().any(|parameter| parameter.name == CHANNEL);
    let channel = (!has_channel).then_some(Finding::SlasChannelMissing);
    let credentials = match form.method {
        AuthMethod::ClientSecret => Finding::SlasEndpoint,
        AuthMethod::SignedJwt | AuthMethod::BusinessManagerUser => Finding::SlasWantsSecret,
    };
    [Some(credentials), channel].into_iter().flatten().collect()
}

/// Whether it is `https://{short code}.api.commercecloud.salesforce.com/shopper/auth/v1/organizations/{id}/oauth2/token`.
pub(in crate::diagnosis) fn is_slas(url: &Url) -> bool {
    let path: Vec<&str> = url.path_segments().map(Iterator::collect).unwrap_or_default();
    url.host_str().is_some_and(|host| host.ends_with(DOMAIN))
        && matches!(path[..], ["shopper", "auth", _, "organizations", _, "oauth2", "token"])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::http::NameValue;
    use crate::token_request::Destination;

    const SLAS: &str = "https://kv7kzm78.api.commercecloud.salesforce.com/shopper/auth/v1/organizations/f_ecom_zzte_053/oauth2/token";

    fn found(url: &str, method: AuthMethod, parameters: &[(&str, &str)]) -> Vec<Finding> {
        let parameters = parameters.iter().map(|(name, value)| NameValue::new(*name, *value)).collect();
        let (token_endpoint, audience, trusted) = (url.into(), String::new(), String::new());
        let destination = Destination::Other { token_endpoint, audience, parameters, trusted, user: None };
        check_slas(&Url::parse(url).unwrap(), &RequestForm { method, destination, ..RequestForm::default() })
    }

    #[test]
    fn slas_wants_its_own_secret_and_a_channel() {
        let channel = [("channel_id", "RefArch")];
        assert_eq!(
            found(SLAS, AuthMethod::SignedJwt, &[]),
            [Finding::SlasWantsSecret, Finding::SlasChannelMissing]
        );
        assert_eq!(found(SLAS, AuthMethod::SignedJwt, &channel), [Finding::SlasWantsSecret]);
        assert_eq!(found(SLAS, AuthMethod::ClientSecret, &channel), [Finding::SlasEndpoint]);
    }

    #[test]
    fn another_endpoint_is_not_slas() {
        for url in [
            "https://account.demandware.com/dwsso/oauth2/access_token",
            "https://kv7kzm78.api.commercecloud.salesforce.com/shopper/auth/v1/organizations/f_ecom_zzte_053/oauth2/login",
            "https://api.commercecloud.salesforce.com.example/shopper/auth/v1/organizations/a/oauth2/token",
        ] {
            assert_eq!(found(url, AuthMethod::SignedJwt, &[]), [], "{url}");
        }
    }
}
