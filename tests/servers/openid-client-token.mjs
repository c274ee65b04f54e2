// One token with openid-client, as its documentation shows it. Arguments: the private key's file, the client ID, the token
// endpoint. Prints the token.
import { readFileSync } from 'node:fs';
import { importPKCS8 } from 'jose';
import * as openid from 'openid-client';

const [file, clientId, endpoint] = process.argv.slice(2);
const key = await importPKCS8(readFileSync(file, 'utf8'), 'RS256');
const server = { issuer: new URL(endpoint).origin, token_endpoint: endpoint };
const toTokenEndpoint = { [openid.modifyAssertion]: (_, payload) => (payload.aud = endpoint) };
const config = new openid.Configuration(server, clientId, undefined, openid.PrivateKeyJwt(key, toTokenEndpoint));
openid.allowInsecureRequests(config);
const answer = await openid.clientCredentialsGrant(config);
console.log(answer.access_token);
// Connections that are kept would keep this waiting.
process.exit(0);
