// Other people's opinion of the practice Account Manager: npm `jose` and `openid-client` prove themselves to it and
// verify what it gives. Reads {"issuer", "audience", "private_key", "signs", "posts", "sends_header", "secret"} from
// stdin: the last three but one are client IDs, by the method each is set up for. Prints what came of it as JSON.
import { randomUUID } from 'node:crypto';
import { text } from 'node:stream/consumers';

import { createRemoteJWKSet, importPKCS8, jwtVerify, SignJWT } from 'jose';
import * as openid from 'openid-client';

const asked = JSON.parse(await text(process.stdin));
const key = await importPKCS8(asked.private_key, 'RS256');

const discovered = (clientId, how) =>
  openid.discovery(new URL(asked.issuer), clientId, undefined, how, { execute: [openid.allowInsecureRequests] });

const metadata = (await discovered(asked.signs, openid.None())).serverMetadata();
const keys = createRemoteJWKSet(new URL(metadata.jwks_uri));
const verified = async (token) => {
  const options = { issuer: asked.issuer, audience: asked.audience, algorithms: ['RS256'] };
  const { payload, protectedHeader } = await jwtVerify(token, keys, options);
  return { payload, header: protectedHeader };
};

/** An assertion by jose, as Account Manager documents it. */
const now = Math.floor(Date.now() / 1000);
const assertion = await new SignJWT()
  .setProtectedHeader({ alg: 'RS256', typ: 'JWT' })
  .setIssuer(asked.signs)
  .setSubject(asked.signs)
  .setAudience(metadata.token_endpoint)
  .setIssuedAt(now)
  .setExpirationTime(now + 60)
  .setJti(randomUUID())
  .sign(key);
const response = await fetch(metadata.token_endpoint, {
  method: 'POST',
  body: new URLSearchParams({
    grant_type: 'client_credentials',
    client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
    client_assertion: assertion,
  }),
});
const jose = { status: response.status, body: await response.json() };
if (jose.body.access_token) jose.verified = await verified(jose.body.access_token);

/** openid-client by itself, with each method. */
const methods = {
  private_key_jwt: [asked.signs, openid.PrivateKeyJwt(key)],
  client_secret_post: [asked.posts, openid.ClientSecretPost(asked.secret)],
  client_secret_basic: [asked.sends_header, openid.ClientSecretBasic(asked.secret)],
};
const byMethod = {};
for (const [method, [clientId, how]] of Object.entries(methods)) {
  const config = await discovered(clientId, how);
  const answer = await openid.clientCredentialsGrant(config, { scope: 'mail' });
  byMethod[method] = {
    scope: answer.scope,
    expires_in: answer.expires_in,
    verified: await verified(answer.access_token),
    introspected: await openid.tokenIntrospection(config, answer.access_token),
  };
}
console.log(JSON.stringify({ jose, openid_client: byMethod }));
// Connections that are kept would keep this waiting.
process.exit(0);
