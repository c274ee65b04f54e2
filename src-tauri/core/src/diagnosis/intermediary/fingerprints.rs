//! What is known by its pages, words and headers. Signs are in lower case. A sign is something that no other has, so that
//! the order counts only where one product is inside another.

use super::kind::IntermediaryKind::{self, CompanyProxy, Firewall, Gateway, Portal, Router};

/// By what something is known.
pub(super) struct Fingerprint {
    pub(super) name: &'static str,
    pub(super) kind: IntermediaryKind,
    /// Signs in what a person reads, or in the address of a redirect: whole words, with any ending where they end in `*`.
    pub(super) words: &'static [&'static str],
    /// Signs in the source of a page that nothing else has: its markup, and addresses of its own pages.
    pub(super) markup: &'static [&'static str],
    /// Headers, and what their values have.
    pub(super) headers: &'static [(&'static str, &'static str)],
}

const fn known(
    name: &'static str,
    kind: IntermediaryKind,
    words: &'static [&'static str],
    markup: &'static [&'static str],
    headers: &'static [(&'static str, &'static str)],
) -> Fingerprint {
    Fingerprint { name, kind, words, markup, headers }
}

#[rustfmt::skip]
pub(super) const FINGERPRINTS: &[Fingerprint] = &[
    // ---- companies' proxies and web filters
    known("Zscaler", CompanyProxy, &["zscaler", "zscalertwo.net", "zscloud.net"], &[], &[("server", "zscaler")]),
    known("Netskope", CompanyProxy, &["netskope", "goskope.com"], &[], &[("server", "netskope")]),
    known("Symantec Blue Coat", CompanyProxy, &["blue coat", "bluecoat", "proxysg", "edge swg", "symantec web security"], &["notify.bluecoat.com", "threatpulse.net"], &[("server", "bluecoat"), ("x-bluecoat-via", ""), ("via", "proxysg")]),
    known("Skyhigh (McAfee) Web Gateway", CompanyProxy, &["mcafee web gateway", "skyhigh secure web gateway", "skyhigh security", "web gateway notification"], &["mwg-internal"], &[("via", "mcafee"), ("via", "skyhigh"), ("server", "mcafee")]),
    known("Forcepoint (Websense)", CompanyProxy, &["websense", "forcepoint", "mailcontrol.com"], &["blockpage.cgi"], &[("server", "websense"), ("via", "wcg")]),
    known("Fortinet FortiGate", CompanyProxy, &["fortigate", "fortinet", "fortiguard", "web filter block override", "web page blocked!"], &["fgtauth", "fgt_lang"], &[("server", "fortiweb")]),
    known("Palo Alto Networks", CompanyProxy, &["palo alto networks", "paloaltonetworks", "prisma access", "url filtering in place", "access to the web page you were trying to visit has been blocked in accordance with company policy"], &[], &[]),
    known("Cisco Umbrella", CompanyProxy, &["opendns.com", "cisco umbrella", "umbrella.cisco.com"], &[], &[("server", "opendns"), ("server", "umbrella")]),
    known("Cisco Secure Web Appliance", CompanyProxy, &["ironport", "cisco secure web", "cisco web security", "notification: policy", "based on your organization's access policies"], &[], &[("via", "ironport"), ("server", "ironport"), ("via", "cisco-wsa")]),
    known("Sophos", CompanyProxy, &["sophos", "astaro", "utm web protection"], &[], &[("server", "sophos")]),
    known("Barracuda", CompanyProxy, &["barracuda"], &["cudawebfilter"], &[("server", "barracuda")]),
    known("Check Point", CompanyProxy, &["usercheck", "check point software"], &[], &[("server", "check point svn foundation")]),
    known("SonicWall", CompanyProxy, &["sonicwall"], &[], &[("server", "sonicwall")]),
    known("WatchGuard", CompanyProxy, &["watchguard", "webblocker"], &[], &[]),
    known("Trend Micro", CompanyProxy, &["trend micro", "trendmicro", "interscan web security"], &[], &[("via", "iwsva")]),
    known("Kaspersky", CompanyProxy, &["kaspersky"], &[], &[]),
    known("iboss", CompanyProxy, &["iboss.com", "iboss cloud", "ibosscloud"], &[], &[]),
    known("Cato Networks", CompanyProxy, &["catonetworks"], &[], &[]),
    known("Menlo Security", CompanyProxy, &["menlosecurity"], &[], &[]),
    known("ContentKeeper", CompanyProxy, &["contentkeeper"], &[], &[]),
    known("Smoothwall", CompanyProxy, &["smoothwall"], &[], &[]),
    known("Untangle", CompanyProxy, &["untangle firewall", "untangle ng firewall", "powered by untangle"], &[], &[]),
    known("Securly", CompanyProxy, &["securly"], &[], &[]),
    known("Kerio Control", CompanyProxy, &["kerio control"], &[], &[]),
    known("Microsoft Forefront TMG", CompanyProxy, &["forefront tmg", "threat management gateway", "isa server", "network access message: the page cannot be displayed"], &[], &[("via", "tmg")]),
    known("E2Guardian", CompanyProxy, &["e2guardian", "dansguardian"], &[], &[]),
    known("mitmproxy", CompanyProxy, &["mitmproxy"], &[], &[("server", "mitmproxy")]),
    known("Charles", CompanyProxy, &["charles proxy", "charles error report"], &[], &[]),
    known("Fiddler", CompanyProxy, &["[fiddler]"], &["fiddler.network"], &[("fiddlertemplate", "")]),
    known("Burp Suite", CompanyProxy, &["burp suite"], &[], &[]),
    known("Privoxy", CompanyProxy, &["privoxy"], &[], &[]),
    known("Squid", CompanyProxy, &["(squid/", "squid proxy"], &["squid-cache.org", "id=\"err_access_denied", "id=err_access_denied", "id=\"err_cannot_forward", "id=err_cannot_forward", "id=\"err_dns_fail", "id=err_dns_fail"], &[("x-squid-error", ""), ("server", "squid"), ("via", "(squid")]),

    // ---- captive portals
    known("MikroTik Hotspot", Portal, &["mikrotik hotspot", "mikrotik"], &[], &[]),
    known("Cisco Meraki", Portal, &["meraki splash"], &["meraki.com/splash", "network-auth.com"], &[]),
    known("UniFi guest portal", Portal, &["unifi guest", "ubiquiti"], &["/guest/s/"], &[]),
    known("Aruba ClearPass", Portal, &["clearpass", "securelogin.arubanetworks.com"], &[], &[]),
    known("Nomadix", Portal, &["nomadix"], &[], &[]),
    known("CoovaChilli", Portal, &["chillispot", "coova"], &[], &[]),
    known("pfSense captive portal", Portal, &["pfsense captive portal"], &["$portal_action$"], &[]),
    known("Ruckus", Portal, &["ruckuswireless", "ruckus wireless"], &[], &[]),
    known("Telekom HotSpot", Portal, &["hotspot.t-mobile.net", "telekom hotspot", "hotspot.telekom.de"], &[], &[]),
    known("WIFIonICE", Portal, &["wifionice", "wifionice.de"], &[], &[]),
    known("Boingo", Portal, &["boingo"], &[], &[]),
    known("Wi-Fi login", Portal, &["captive portal", "captiveportal", "hotspot login", "wi-fi login", "wifi login", "guest wi-fi", "guest wifi"], &["wispaccessgatewayparam"], &[]),

    // ---- routers
    known("FRITZ!Box", Router, &["fritz!box", "fritz.box"], &[], &[]),
    known("Speedport", Router, &["speedport"], &[], &[]),
    known("NETGEAR", Router, &["netgear", "routerlogin", "routerlogin.net"], &[], &[("www-authenticate", "netgear")]),
    known("TP-Link", Router, &["tp-link", "tplinkwifi", "tplinkwifi.net", "tplinklogin"], &[], &[("www-authenticate", "tp-link"), ("server", "tp-link")]),
    known("D-Link", Router, &["d-link", "dlinkrouter"], &[], &[("server", "d-link")]),
    known("Linksys", Router, &["linksys"], &[], &[("www-authenticate", "linksys")]),
    known("ASUS", Router, &["router.asus.com", "asus wireless router"], &["main_login.asp"], &[]),
    known("Vigor (DrayTek)", Router, &["draytek", "vigor router"], &[], &[]),
    known("LANCOM", Router, &["lancom"], &[], &[("server", "lancom")]),
    known("OpenWrt", Router, &["openwrt"], &["cgi-bin/luci"], &[]),
    known("Huawei", Router, &["huawei home gateway", "hg8245", "echolife"], &[], &[]),
    known("ZTE", Router, &["zxhn", "zte corporation"], &[], &[]),
    known("Livebox", Router, &["livebox"], &[], &[]),
    known("GoAhead", Router, &[], &[], &[("server", "goahead-webs"), ("server", "rompager"), ("server", "micro_httpd"), ("server", "boa/")]),

    // ---- firewalls and content networks before servers
    known("Imperva (Incapsula)", Firewall, &["incapsula", "imperva"], &["_incapsula_resource"], &[("x-iinfo", ""), ("x-cdn", "incapsula"), ("x-cdn", "imperva")]),
    known("Sucuri", Firewall, &["sucuri"], &[], &[("server", "sucuri"), ("x-sucuri-id", "")]),
    known("DDoS-Guard", Firewall, &["ddos-guard"], &[], &[("server", "ddos-guard")]),
    known("StackPath", Firewall, &["stackpath"], &[], &[("server", "stackpath")]),
    known("Radware", Firewall, &["radware", "shieldsquare"], &["perfdrive.com"], &[]),
    known("DataDome", Firewall, &["datadome"], &["captcha-delivery.com"], &[("x-datadome", ""), ("x-dd-b", "")]),
    known("HUMAN (PerimeterX)", Firewall, &["perimeterx"], &["px-captcha", "_pxappid"], &[]),
    known("Wordfence", Firewall, &["wordfence"], &[], &[]),
    known("Reblaze", Firewall, &["reblaze"], &[], &[("server", "reblaze")]),
    known("Wallarm", Firewall, &[], &[], &[("server", "wallarm")]),
    known("Citrix NetScaler", Firewall, &["netscaler", "citrix application firewall", "appfw session"], &["ns_af="], &[("via", "ns-cache"), ("cneonction", ""), ("nncoection", "")]),
    known("F5 BIG-IP", Firewall, &["the requested url was rejected", "please consult with your administrator", "f5 networks", "big-ip"], &[], &[("server", "big-ip"), ("server", "bigip"), ("x-wa-info", "")]),
    known("FortiWeb", Firewall, &["fortiweb"], &["fortiwebloc"], &[]),
    known("ModSecurity", Firewall, &["mod_security", "modsecurity", "not acceptable! an appropriate representation"], &[], &[("server", "mod_security")]),
    known("AWS WAF", Firewall, &["awswaf", "aws waf"], &[], &[("x-amzn-waf-action", "")]),
    known("Google Cloud Armor", Firewall, &["cloud armor"], &[], &[]),
    known("Azure Front Door", Firewall, &["azurefd", "azure front door", "our services aren't available right now"], &[], &[("x-azure-ref", "")]),
    known("Azure Application Gateway", Firewall, &["microsoft-azure-application-gateway", "azure application gateway"], &[], &[("server", "microsoft-azure-application-gateway")]),
    known("Amazon CloudFront", Firewall, &["generated by cloudfront"], &[], &[("server", "cloudfront"), ("x-cache", "error from cloudfront")]),
    known("Akamai", Firewall, &["akamai", "you don't have permission to access \"http*"], &["errors.edgesuite.net"], &[("server", "akamaighost"), ("server", "akamainetstorage")]),
    known("Fastly", Firewall, &["fastly error", "fastly"], &[], &[("x-served-by", "cache-"), ("server", "fastly")]),
    known("Cloudflare", Firewall, &["cloudflare"], &["cf-error-details", "cf-browser-verification", "cf.errors.css", "_cf_chl_opt"], &[("server", "cloudflare"), ("cf-mitigated", "")]),
    known("Varnish", Firewall, &["guru meditation", "varnish cache server"], &[], &[]),
    known("Vercel", Firewall, &["vercel security checkpoint"], &[], &[("x-vercel-mitigated", "")]),
    known("Azion", Firewall, &[], &[], &[("server", "azion")]),
    known("BunnyCDN", Firewall, &["bunnycdn"], &[], &[("server", "bunnycdn")]),

    // ---- gateways, load balancers and web servers
    known("Salesforce", Gateway, &["trust.salesforce.com", "status.salesforce.com"], &[], &[("server", "sfdcedge"), ("server", "sfdc")]),
    known("AWS API Gateway", Gateway, &[], &[], &[("x-amzn-errortype", ""), ("x-amz-apigw-id", ""), ("apigw-requestid", "")]),
    known("AWS load balancer", Gateway, &[], &[], &[("server", "awselb")]),
    known("Azure API Management", Gateway, &["azure-api.net"], &[], &[]),
    known("Azure", Gateway, &["this web app is stopped", "microsoft azure app service", "azurewebsites.net"], &[], &[]),
    known("Heroku", Gateway, &["no such app", "heroku"], &["herokucdn.com/error-pages"], &[("server", "cowboy"), ("via", "vegur")]),
    known("ngrok", Gateway, &["ngrok", "err_ngrok*"], &[], &[("ngrok-error-code", "")]),
    known("Kong", Gateway, &["kong error"], &[], &[("server", "kong"), ("x-kong-response-latency", "")]),
    known("Apigee", Gateway, &["messaging.adaptors.http*", "apigee"], &[], &[]),
    known("MuleSoft", Gateway, &["mulesoft", "anypoint"], &[], &[]),
    known("WSO2", Gateway, &["wso2"], &[], &[("server", "wso2")]),
    known("Tyk", Gateway, &["tyk"], &[], &[("x-generator", "tyk")]),
    known("Istio", Gateway, &["rbac: access denied"], &[], &[("server", "istio-envoy")]),
    known("Envoy", Gateway, &["upstream connect error or disconnect/reset before headers", "no healthy upstream", "upstream request timeout"], &[], &[("server", "envoy")]),
    known("Kubernetes Ingress", Gateway, &["default backend - 404", "ingress-nginx", "kubernetes ingress"], &[], &[]),
    known("OpenShift router", Gateway, &["the host doesn't exist. make sure the hostname was typed correctly", "openshift"], &[], &[]),
    known("Traefik", Gateway, &["traefik"], &[], &[("server", "traefik")]),
    known("HAProxy", Gateway, &["no server is available to handle this request", "haproxy"], &["your browser sent an invalid request.\n</body>"], &[]),
    known("Google Cloud load balancer", Gateway, &["the server encountered a temporary error and could not complete your request", "google frontend"], &[], &[("server", "google frontend"), ("via", "1.1 google")]),
    known("Oracle WebLogic", Gateway, &["error 404--not found", "error 403--forbidden", "weblogic"], &[], &[]),
    known("IBM WebSphere", Gateway, &["websphere", "srve0*"], &[], &[]),
    known("Apache Tomcat", Gateway, &["apache tomcat"], &[], &[]),
    known("Jetty", Gateway, &["powered by jetty", "jetty://"], &[], &[]),
    known("Microsoft IIS", Gateway, &["internet information services", "iis windows server", "iis detailed error", "iis 10.0", "microsoft-httpapi", "bad request - invalid hostname", "http error 503. the service is unavailable", "http error 500.19", "http error 500.30", "http error 502.5"], &["runtime error</title>"], &[("server", "microsoft-httpapi")]),
    known("OpenResty", Gateway, &[], &["<center>openresty"], &[]),
    known("nginx", Gateway, &["welcome to nginx"], &["<center>nginx", "<em>faithfully yours, nginx"], &[]),
    known("Apache", Gateway, &["apache/2.", "apache2 ubuntu default page", "apache2 debian default page"], &["<address>apache", "was not found on this server.</p>"], &[]),
    known("LiteSpeed", Gateway, &["litespeed"], &[], &[("server", "litespeed")]),
    known("Caddy", Gateway, &[], &[], &[("server", "caddy")]),
];

/// Products that look into TLS connections, and what the names of their issuers have, in lower case.
#[rustfmt::skip]
pub(super) const INTERCEPTORS: &[(&str, &[&str])] = &[
    ("Zscaler", &["zscaler"]),
    ("Netskope", &["netskope", "goskope"]),
    ("Symantec Blue Coat", &["blue coat", "bluecoat", "proxysg"]),
    ("Skyhigh (McAfee) Web Gateway", &["mcafee web gateway", "skyhigh"]),
    ("Forcepoint (Websense)", &["websense", "forcepoint"]),
    ("Fortinet FortiGate", &["fortigate", "fortinet", "fgt_"]),
    ("Palo Alto Networks", &["palo alto", "prisma access", "globalprotect"]),
    ("Cisco Umbrella", &["cisco umbrella", "opendns"]),
    ("Cisco Secure Web Appliance", &["ironport", "cisco wsa", "cisco secure web"]),
    ("Sophos", &["sophos"]),
    ("Barracuda", &["barracuda"]),
    ("Check Point", &["check point", "checkpoint"]),
    ("SonicWall", &["sonicwall"]),
    ("WatchGuard", &["watchguard", "fireware"]),
    ("Trend Micro", &["trend micro"]),
    ("Cloudflare Zero Trust", &["gateway ca - cloudflare", "cloudflare gateway"]),
    ("Cato Networks", &["cato networks"]),
    ("Menlo Security", &["menlo security"]),
    ("iboss", &["iboss"]),
    ("Securly", &["securly"]),
    ("Smoothwall", &["smoothwall"]),
    ("Untangle", &["untangle"]),
    ("Kaspersky", &["kaspersky"]),
    ("ESET", &["eset ssl filter", "eset, spol"]),
    ("Avast", &["avast", "avg web", "avg technologies"]),
    ("Bitdefender", &["bitdefender"]),
    ("AdGuard", &["adguard"]),
    ("Dr.Web", &["dr.web", "dr. web"]),
    ("NetSpark", &["netspark"]),
    ("Squid", &["squid"]),
    ("mitmproxy", &["mitmproxy"]),
    ("Charles", &["charles proxy", "xk72"]),
    ("Fiddler", &["fiddler"]),
    ("Burp Suite", &["portswigger"]),
    ("Proxyman", &["proxyman"]),
    ("OWASP ZAP", &["owasp", "zed attack proxy", "zap root ca"]),
    ("HTTP Toolkit", &["http toolkit"]),
    ("Privoxy", &["privoxy"]),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_are_written_as_they_are_compared() {
        for known in FINGERPRINTS {
            let signs = known
                .words
                .iter()
                .chain(known.markup)
                .chain(known.headers.iter().flat_map(|(name, sign)| [name, sign]));
            for sign in signs {
                assert_eq!(*sign, sign.to_lowercase(), "{}", known.name);
            }
            assert!(
                !known.words.is_empty() || !known.markup.is_empty() || !known.headers.is_empty(),
                "{}",
                known.name
            );
        }
    }
}
