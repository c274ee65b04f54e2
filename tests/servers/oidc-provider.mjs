// An authorization server for the tests: node-oidc-provider on a free loopback port, which takes client
// credentials by private_key_jwt or a secret and answers with an access token that is itself a JWT, as Account Manager
// does. Who its clients are is said while it runs:
//
//   PUT /control/clients/<client id>   {"certificate": "-----BEGIN CERTIFICATE-----…", "scope": "mail roles"}
//                                      or {"secret": "…", "method": "client_secret_basic"} or "client_secret_post"
//                                      or {"metadata": {…}}, whatever the provider knows about clients
//
// The first line on stdout is JSON: {"issuer", "token_endpoint", "control"}. Everything after goes to stderr:
// one JSON line for each refusal, with the reason that the answer itself keeps back.
import { createPrivateKey, generateKeyPairSync, X509Certificate } from 'node:crypto';
import { createServer } from 'node:http';

import { createLocalJWKSet, jwtVerify } from 'jose';
import { Provider } from 'oidc-provider';

/** What a client gets that says nothing else. */
const SCOPES = ['mail', 'roles', 'tenantFilter', 'openid', 'profile'];
/** Known here, but allowed to a client only when it is registered with it. */
const GUARDED_SCOPES = ['sfcc.products'];
const RESOURCE = 'urn:countersign:test-resource';

/** All of the provider's state, in memory. */
class Memory {
  static stored = new Map();

  constructor(kind) {
    this.kind = kind;
  }

  key(id) {
    return `${this.kind}:${id}`;
  }

  async upsert(id, payload, expiresIn) {
    const until = expiresIn ? Date.now() + expiresIn * 1000 : Infinity;
    Memory.stored.set(this.key(id), { payload, until });
  }

  async find(id) {
    const entry = Memory.stored.get(this.key(id));
    return entry && entry.until > Date.now() ? entry.payload : undefined;
  }

  async destroy(id) {
    Memory.stored.delete(this.key(id));
  }

  async consume(id) {
    const entry = Memory.stored.get(this.key(id));
    if (entry) entry.payload.consumed = Math.floor(Date.now() / 1000);
  }

  async findByUid() {}
  async findByUserCode() {}
  async revokeByGrantId() {}
}

function log(entry) {
  process.stderr.write(`${JSON.stringify(entry)}\n`);
}

/**
 * By way of PEM: Node 20 now and then stands still for ever when a key that it made is exported and garbage collection
 * sets in meanwhile, because the job that made the key waits for the lock that the export holds.
 */
function makeSigningKey() {
  const { privateKey } = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
  return createPrivateKey(privateKey).export({ format: 'jwk' });
}

/**
 * The JWT bearer grant (RFC 7523 section 2.1), which the provider does not have: the JWT is verified by jose with the keys
 * that its issuer registered, and there is no client authentication beside it.
 */
function jwtBearerGrant(issuer) {
  return async (ctx, next) => {
    if (ctx.method !== 'POST' || ctx.path !== '/token') return next();
    const body = await readBody(ctx.req);
    const form = new URLSearchParams(body);
    if (form.get('grant_type') !== 'urn:ietf:params:oauth:grant-type:jwt-bearer') {
      // The provider takes a body that was read already.
      ctx.req.body = body;
      return next();
    }
    ctx.set('cache-control', 'no-store');
    try {
      if (form.has('client_assertion') || ctx.get('authorization')) throw new Error('two proofs');
      const claimed = JSON.parse(Buffer.from(form.get('assertion').split('.')[1], 'base64url').toString('utf8'));
      const client = await new Memory('Client').find(claimed.iss);
      if (!client) throw new Error('issuer_not_found');
      const verified = await jwtVerify(form.get('assertion'), createLocalJWKSet(client.jwks), {
        algorithms: ['RS256'],
        audience: [issuer, `${issuer}/token`],
        issuer: client.client_id,
        requiredClaims: ['sub', 'exp'],
      });
      const { sub } = verified.payload;
      if (sub === 'nobody@example.com') throw new Error("user hasn't approved this consumer");
      ctx.body = { access_token: `for ${sub}`, token_type: 'Bearer', expires_in: 1800 };
    } catch (error) {
      log({ refused: 'invalid_grant', detail: String(error) });
      ctx.status = 400;
      ctx.body = { error: 'invalid_grant', error_description: error.message };
    }
  };
}

function makeProvider(issuer) {
  const jwk = { ...makeSigningKey(), kid: 'test', use: 'sig', alg: 'RS256' };
  const provider = new Provider(issuer, {
    adapter: Memory,
    clientAuthMethods: ['private_key_jwt', 'client_secret_basic', 'client_secret_post'],
    cookies: { keys: ['tests only'] },
    features: {
      clientCredentials: { enabled: true },
      devInteractions: { enabled: false },
      // Without a resource server access tokens are opaque; Account Manager's are JWTs.
      resourceIndicators: {
        enabled: true,
        defaultResource: () => RESOURCE,
        useGrantedResource: () => true,
        getResourceServerInfo: () => ({
          scope: [...SCOPES, ...GUARDED_SCOPES].join(' '),
          audience: RESOURCE,
          accessTokenTTL: 1800,
          accessTokenFormat: 'jwt',
          jwt: { sign: { alg: 'RS256' } },
        }),
      },
    },
    extraTokenClaims: (_ctx, token) => ({ subname: token.clientId, grant_type: 'client_credentials' }),
    jwks: { keys: [jwk] },
    scopes: [...SCOPES, ...GUARDED_SCOPES],
    ttl: { ClientCredentials: 1800 },
  });
  provider.use(jwtBearerGrant(issuer));
  provider.on('grant.error', (ctx, error) => {
    log({
      refused: error.error,
      description: error.error_description,
      detail: error.error_detail,
      cause: error.cause?.message,
    });
  });
  provider.on('server_error', (_ctx, error) => log({ server_error: String(error?.stack ?? error) }));
  return provider;
}

async function readBody(request) {
  const parts = [];
  for await (const part of request) parts.push(part);
  return Buffer.concat(parts).toString('utf8');
}

function withKey(certificate) {
  const publicKey = new X509Certificate(certificate).publicKey.export({ format: 'jwk' });
  return {
    token_endpoint_auth_method: 'private_key_jwt',
    token_endpoint_auth_signing_alg: 'RS256',
    jwks: { keys: [{ ...publicKey, use: 'sig', alg: 'RS256' }] },
  };
}

async function registerClient(id, request) {
  const { certificate, secret, method, scope, metadata } = JSON.parse(await readBody(request));
  const proof = () =>
    secret === undefined ? withKey(certificate) : { token_endpoint_auth_method: method, client_secret: secret };
  await new Memory('Client').upsert(id, {
    client_id: id,
    client_name: id,
    grant_types: ['client_credentials'],
    redirect_uris: [],
    response_types: [],
    scope: scope ?? SCOPES.join(' '),
    ...(metadata ?? proof()),
  });
}

let answer;
const server = createServer(async (request, response) => {
  const control = /^\/control\/clients\/([^/?]+)$/.exec(request.url);
  if (!control || request.method !== 'PUT') {
    answer(request, response);
    return;
  }
  try {
    await registerClient(decodeURIComponent(control[1]), request);
    response.writeHead(204).end();
  } catch (error) {
    response.writeHead(400, { 'content-type': 'text/plain' }).end(String(error));
  }
});

server.listen(0, '127.0.0.1', () => {
  const issuer = `http://127.0.0.1:${server.address().port}`;
  // The provider warns on stdout about http and memory storage; stdout is for the first line only.
  console.info = console.warn = console.error = (...words) => log({ note: words.join(' ') });
  answer = makeProvider(issuer).callback();
  process.stdout.write(
    `${JSON.stringify({ issuer, token_endpoint: `${issuer}/token`, control: `${issuer}/control` })}\n`,
  );
});
