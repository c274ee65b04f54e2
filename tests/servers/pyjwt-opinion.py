"""PyJWT proves itself to the practice Account Manager and verifies what it gives.

Reads {"issuer", "audience", "private_key", "signs"} from stdin; prints the claims of the token it got as JSON.
"""

import json
import sys
import time
import urllib.parse
import urllib.request
import uuid

import jwt

asked = json.load(sys.stdin)
# A proxy cannot reach this computer's own servers.
urllib.request.install_opener(urllib.request.build_opener(urllib.request.ProxyHandler({})))


def read(address, form=None):
    body = urllib.parse.urlencode(form).encode() if form else None
    with urllib.request.urlopen(address, body) as response:
        return json.load(response)


metadata = read(asked["issuer"] + "/.well-known/openid-configuration")
now = int(time.time())
claims = {
    "iss": asked["signs"],
    "sub": asked["signs"],
    "aud": metadata["token_endpoint"],
    "iat": now,
    "exp": now + 60,
    "jti": str(uuid.uuid4()),
}
answer = read(
    metadata["token_endpoint"],
    {
        "grant_type": "client_credentials",
        "client_assertion_type": "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
        "client_assertion": jwt.encode(claims, asked["private_key"], algorithm="RS256"),
    },
)
token = answer["access_token"]
key = jwt.PyJWKClient(metadata["jwks_uri"]).get_signing_key_from_jwt(token).key
print(json.dumps(jwt.decode(token, key, algorithms=["RS256"], audience=asked["audience"], issuer=asked["issuer"])))
