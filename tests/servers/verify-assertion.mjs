// A second opinion on a client assertion: npm `jose` verifies it with a certificate. Reads
// {"assertion", "certificate", "audience", "issuer", "now"} from stdin, `now` in Unix seconds; prints
// {"header", "payload"} and ends with 0, or prints {"code", "message"} and ends with 1.
import { text } from 'node:stream/consumers';

import { importX509, jwtVerify } from 'jose';

const { assertion, certificate, audience, issuer, now } = JSON.parse(await text(process.stdin));
try {
  const publicKey = await importX509(certificate, 'RS256');
  const { protectedHeader, payload } = await jwtVerify(assertion, publicKey, {
    algorithms: ['RS256'],
    audience,
    issuer,
    subject: issuer,
    requiredClaims: ['iat', 'exp', 'jti'],
    currentDate: new Date(now * 1000),
    clockTolerance: 0,
  });
  console.log(JSON.stringify({ header: protectedHeader, payload }));
} catch (error) {
  console.log(JSON.stringify({ code: error.code, message: error.message }));
  process.exitCode = 1;
}
