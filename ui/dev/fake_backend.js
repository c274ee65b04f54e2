// A stand-in for the Rust side, for looking at the page in a browser. It answers every command with made-up data
// and checks next to nothing. Never part of the build. Ask for other answers in the console or a script:
// `fake.next.get_token = fake.refused`, `fake.tell({ event: 'files_over', over: true })`.
;(() => {
  const DAY = 86_400
  const now = () => Math.floor(Date.now() / 1000)
  const fingerprint = '9F:3A:41:0C:77:E2:5D:19:AA:03:6E:F1:20:8B:C4:37:5A:91:DE:02:6B:48:F3:7C:15:E9:80:2D:44:9B:B8:15'
  const pem = '-----BEGIN CERTIFICATE-----\nMIIE8jCCAtqgAwIBAgIUQ0\n-----END CERTIFICATE-----'
  const apiKey = '1c2f0d7e-5a34-4b8e-9f61-2d7c8b90aa15'
  const endpoint = 'https://account.demandware.com/dwsso/oauth2/access_token'
  const audience = 'https://account.demandware.com:443/dwsso/oauth2/access_token'

  const empty = {
    private_key: null,
    certificate: null,
    belong_together: null,
    unsaved: false,
    can_restore_previous: false,
    rotation: null,
  }
  const rsa = (bits) => ({ type: 'rsa', bits })
  const certificate = (over = {}) => ({
    subject: 'countersign',
    issuer: 'countersign',
    self_signed: true,
    serial: '43:4A:91',
    fingerprint_sha256: fingerprint,
    key_type: rsa(4096),
    signature_algorithm: 'SHA-256 with RSA',
    not_before: now(),
    not_after: now() + 365 * DAY,
    life: { state: 'valid', days_left: 365 },
    concerns: [],
    pem,
    origin: { origin: 'generated' },
    ...over,
  })
  const pair = (bits = 4096) => ({
    private_key: {
      key_type: rsa(bits),
      algorithms: ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512'],
      syntax: 'pkcs8',
      origin: { origin: 'generated' },
    },
    certificate: certificate(),
    belong_together: true,
    unsaved: true,
    can_restore_previous: false,
    rotation: null,
  })

  const shown = (finding, severity, place, field = null, certainty = 'proven') => ({
    finding,
    severity,
    certainty,
    place,
    field,
  })

  function preflight(form) {
    const findings = []
    const add = (...args) => findings.push(shown(...args))
    if (!fake.pair.private_key) add({ code: 'key_missing' }, 'error', 'key_pair')
    else add({ code: 'key_can_sign' }, 'fine', 'key_pair')
    if (fake.pair.belong_together === false) add({ code: 'certificate_of_another_key' }, 'error', 'key_pair')
    if (fake.pair.belong_together === true) add({ code: 'certificate_matches' }, 'fine', 'key_pair')
    const life = fake.pair.certificate?.life
    if (life?.state === 'ends_soon')
      add({ code: 'certificate_ends_soon', days_left: life.days_left }, 'note', 'key_pair')
    else if (life) add({ code: 'certificate_valid' }, 'fine', 'key_pair')
    else if (fake.pair.private_key) add({ code: 'certificate_missing' }, 'note', 'key_pair')
    if (form.api_key === '') add({ code: 'api_key_missing' }, 'error', 'api_client', 'api_key')
    else if (/[\r\n]/.test(form.api_key))
      add({ code: 'api_key_white_space', white_space: 'line_end' }, 'error', 'api_client', 'api_key')
    else if (/^\s|\s$/.test(form.api_key))
      add({ code: 'api_key_white_space', white_space: 'around' }, 'error', 'api_client', 'api_key')
    else if (!/^[0-9a-f-]{36}$/.test(form.api_key))
      add({ code: 'api_key_unusual' }, 'warning', 'api_client', 'api_key', 'likely')
    else add({ code: 'api_key_looks_right' }, 'fine', 'api_client', 'api_key')
    if (form.destination.kind === 'account_manager')
      add({ code: 'audience_fits', with_port: true }, 'fine', 'request', 'audience')
    else {
      const typed = form.destination.token_endpoint
      if (typed === '') add({ code: 'endpoint_missing' }, 'error', 'request', 'token_endpoint')
      else if (!/^https?:/.test(typed))
        add({ code: 'endpoint_not_a_url', seen: typed }, 'error', 'request', 'token_endpoint')
      else if (/^http:\/\/(?!127|localhost)/.test(typed))
        add({ code: 'endpoint_not_encrypted', host: new URL(typed).host }, 'warning', 'request', 'token_endpoint')
    }
    if (!/^\d+$/.test(form.lifetime_seconds))
      add({ code: 'lifetime_invalid', seen: form.lifetime_seconds }, 'error', 'request', 'lifetime')
    for (const claim of form.claims)
      if (claim.edit === 'leave_out') add({ code: 'claim_left_out', name: claim.name }, 'warning', 'request', 'claims')
    return findings
  }

  function preview(form) {
    const url = form.destination.kind === 'other' ? form.destination.token_endpoint : endpoint
    const aud = form.destination.kind === 'other' ? form.destination.audience || url : audience
    const automatic = {
      iss: form.api_key,
      sub: form.api_key,
      aud,
      iat: String(now()),
      exp: String(now() + Number(form.lifetime_seconds || 60)),
      jti: '7e0b1f0e-34b5-4a6c-9d37-6f6cbb1c2d55',
    }
    const claims = Object.entries(automatic).map(([name, text]) => {
      const edit = form.claims.find((claim) => claim.name === name)
      if (edit?.edit === 'leave_out') return { name, text: '', source: 'left_out' }
      if (edit) return { name, text: edit.text, source: 'edited' }
      return { name, text, source: name === 'jti' || name === 'iat' ? 'fresh' : 'automatic' }
    })
    for (const edit of form.claims)
      if (edit.edit === 'set' && !(edit.name in automatic))
        claims.push({ name: edit.name, text: edit.text, source: 'added' })
    const values = claims
      .filter((claim) => claim.source !== 'left_out')
      .map(({ name, text }) => [name, /^\d+$/.test(text) ? Number(text) : text])
    return {
      findings: preflight(form),
      claims,
      assertion_header: '{\n  "alg": "RS256",\n  "typ": "JWT"\n}',
      assertion_claims: JSON.stringify(Object.fromEntries(values), null, 2),
      method: 'POST',
      url,
      headers: [
        { name: 'content-type', value: 'application/x-www-form-urlencoded' },
        { name: 'accept', value: 'application/json' },
      ],
      form: [
        { name: 'grant_type', value: 'client_credentials' },
        { name: 'client_assertion_type', value: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer' },
        { name: 'client_assertion', value: 'eyJhbGciOiJSUzI1NiIsInR5cCI6IkpXVCJ9…' },
        ...(form.scopes ? [{ name: 'scope', value: form.scopes }] : []),
      ],
    }
  }

  const jwt =
    'eyJhbGciOiJSUzI1NiIsInR5cCI6IkpXVCJ9.' +
    'eyJpc3MiOiIxYzJmMGQ3ZS01YTM0'.repeat(6) +
    '.' +
    'dGhpcyBpcyBubyBzaWduYXR1cmU'.repeat(24)

  function sentOf(form) {
    const before = preview(form)
    const fields = before.form.map((field) => (field.name === 'client_assertion' ? { ...field, value: jwt } : field))
    const body = fields.map(({ name, value }) => `${name}=${encodeURIComponent(value)}`).join('&')
    return {
      method: 'POST',
      url: before.url,
      headers: [
        ...before.headers,
        { name: 'host', value: 'account.demandware.com' },
        { name: 'content-length', value: String(body.length) },
      ],
      form: fields,
      body,
      assertion_header: before.assertion_header,
      assertion_claims: before.assertion_claims,
      curl: `curl -sS -X POST '${before.url}' \\\n  -H 'Content-Type: application/x-www-form-urlencoded' \\\n  --data-urlencode 'grant_type=client_credentials' \\\n  --data-urlencode 'client_assertion=${jwt}'`,
    }
  }

  const bodyOf = (value, shortened = false) => {
    const text = typeof value === 'string' ? value : JSON.stringify(value)
    return {
      text,
      pretty: typeof value === 'string' ? null : JSON.stringify(value, null, 2),
      bytes: text.length,
      cut_off: false,
      shortened,
    }
  }
  const headers = [
    { name: 'content-type', value: 'application/json;charset=UTF-8' },
    { name: 'date', value: 'Mon, 23 Nov 2026 13:41:02 GMT' },
    { name: 'cache-control', value: 'no-store' },
    { name: 'x-ratelimit-remaining', value: '399' },
  ]
  const respond = (status, reason, body, error = null, description = null) => ({
    status,
    reason,
    version: 'HTTP/1.1',
    headers,
    body,
    error,
    error_description: description,
  })
  const exchange = (form, over) => ({
    outcome: 'sent',
    exchange: {
      verdict: 'refused',
      started_at: Date.now(),
      duration_ms: 287,
      sent: sentOf(form),
      response: null,
      token: null,
      findings: [],
      ...over,
    },
  })

  const fake = {
    empty,
    practice: {
      running_at: null,
      api_clients: [],
      settings: {
        wording: 'as_of_2026',
        faults: {
          another_certificate: false,
          stray_characters: false,
          inactive: false,
          other_auth_method: false,
          clock_minutes: 0,
          strict_audience: false,
          scope_not_allowed: false,
          gateway: 'nobody',
        },
      },
    },
    /** Saves an API client of the practice Account Manager, whatever is in the form. */
    savePracticeClient(client_id, form) {
      const { password, ...rest } = form
      const public_key_field = form.public_key ? { state: 'certificate', facts: certificate() } : { state: 'empty' }
      const client = { ...rest, client_id, has_password: password !== null, public_key_field }
      const others = fake.practice.api_clients.filter((its) => its.client_id !== client_id)
      fake.practice = { ...fake.practice, api_clients: [...others, client] }
      return { outcome: 'saved', client_id, state: fake.practice }
    },
    pair: empty,
    certificate,
    makePair: pair,
    shown,
    delays: { make_key_pair: 300, get_token: 200 },
    next: {},
    reportOf: (over) => ({
      key_pair: fake.pair,
      took_private_key: false,
      locked: [],
      took_certificate: false,
      notes: [],
      problems: [],
      ...over,
    }),
    granted: (form) =>
      exchange(form, {
        verdict: 'token_received',
        duration_ms: 312,
        response: respond(
          200,
          'OK',
          bodyOf(
            { access_token: 'eyJ0eXAiOiJKV1QiLCJraWQi…', scope: 'mail', token_type: 'Bearer', expires_in: 1799 },
            true,
          ),
        ),
        token: {
          shortened: 'eyJ0eXAiOiJKV1QiLCJraWQi.eyJzdWIiOiIxYzJmMGQ3ZS01YTM0LTRiOGUtOWY2',
          token_type: 'Bearer',
          ends_at: Date.now() + 1_781_000,
          expires_in: 1799,
          scopes: ['mail'],
          decoded: {
            header: '{\n  "typ": "JWT",\n  "kid": "DwTf1x",\n  "alg": "RS256"\n}',
            claims: JSON.stringify(
              {
                sub: apiKey,
                iss: 'https://account.demandware.com:443/dwsso/oauth2',
                scope: ['mail'],
                exp: now() + 1799,
                iat: now(),
              },
              null,
              2,
            ),
            client: apiKey,
            issuer: 'https://account.demandware.com:443/dwsso/oauth2',
            audience: [apiKey],
            roles: [],
            tenant_filter: null,
            issued_at: now(),
            expires_at: now() + 1799,
            algorithm: 'RS256',
            key_id: 'DwTf1x',
            practice: false,
          },
        },
      }),
    refused: (form) =>
      exchange(form, {
        response: respond(
          401,
          'Unauthorized',
          bodyOf({ error_description: 'JWT is not valid', error: 'invalid_client' }),
          'invalid_client',
          'JWT is not valid',
        ),
        findings: [
          shown({ code: 'jwt_not_accepted' }, 'error', 'api_client', null, 'likely'),
          shown({ code: 'jwt_time_not_accepted' }, 'error', 'computer', null, 'possible'),
        ],
      }),
    unknownHost: (form) =>
      exchange(form, {
        verdict: 'no_answer',
        duration_ms: 31,
        findings: [
          shown({ code: 'unknown_host', host: 'acount.demandware.com' }, 'error', 'request', 'token_endpoint'),
        ],
      }),
    html: (form) =>
      exchange(form, {
        response: respond(
          503,
          'Service Unavailable',
          bodyOf('<html><head><title>Gateway</title></head><body>' + 'Sorry. '.repeat(200) + '</body></html>'),
        ),
        findings: [shown({ code: 'html_instead_of_json', title: 'Gateway' }, 'error', 'server', null, 'likely')],
      }),
    credentials: [],
    drafts: {},
    attempts: [],
    openId: 1,
    keeping: { home: { state: 'nothing' }, files: [] },
    vault: { state: 'open', protection: 'keychain' },
    /** Fills the list: `fake.fill(4)` for the picture, `fake.fill(500)` for scrolling. */
    fill: (count) => {
      const kinds = [
        ['Sandbox zzte-053', 'sandbox', { verdict: 'token_received', error: null, finding: null }, 365],
        ['Staging loyalty feed', 'staging', { verdict: 'token_received', error: null, finding: null }, 12],
        ['Production OMS', 'production', { verdict: 'token_received', error: null, finding: null }, 201],
        ['Production PIM', 'production', { verdict: 'refused', error: 'invalid_scope', finding: null }, 90],
        ['A name that somebody made so long that it does not fit into one line of the rail', 'none', null, null],
      ]
      fake.credentials = Array.from({ length: count }, (_, index) => {
        const [name, group, last, daysLeft] = kinds[index % kinds.length]
        return {
          id: index + 1,
          name: index < kinds.length ? name : `${name} ${index}`,
          group,
          api_key: apiKey,
          destination: { kind: 'account_manager' },
          last_result: last && { at: Date.now() - (index + 1) * 120_000, ...last },
          certificate_not_after: daysLeft && now() + daysLeft * DAY,
          certificate_life: daysLeft && { state: daysLeft < 30 ? 'ends_soon' : 'valid', days_left: daysLeft },
        }
      })
      fake.attempts = fake.credentials.flatMap(({ id, name, last_result }) =>
        last_result
          ? [
              {
                id,
                credential: id,
                credential_name: name,
                at: last_result.at,
                url: endpoint,
                verdict: last_result.verdict,
                status: last_result.error ? 400 : 200,
                duration_ms: 280 + id,
                error: last_result.error,
                finding: null,
              },
            ]
          : [],
      )
    },
    summary: (id) => fake.credentials.find((credential) => credential.id === id),
    opened: (id) => {
      fake.openId = id
      const { name, group, api_key } = fake.summary(id)
      const form = { ...fake.handlers.default_form(), api_key }
      const draft = fake.drafts[id] ?? { form, notes: '', ticks: [false, false, false, false] }
      return { credential: { id, name, group, draft, key_home: { home: 'vault' } }, last_exchange: null }
    },
    add: (name) => {
      const id = Math.max(0, ...fake.credentials.map((credential) => credential.id)) + 1
      fake.credentials = [
        ...fake.credentials,
        {
          id,
          name,
          group: 'none',
          api_key: '',
          destination: { kind: 'account_manager' },
          last_result: null,
          certificate_not_after: null,
          certificate_life: null,
        },
      ]
      return fake.opened(id)
    },
    change: (id, over) => {
      fake.credentials = fake.credentials.map((each) => (each.id === id ? { ...each, ...over } : each))
      return fake.summary(id)
    },
    check: async (credential, check) => {
      fake.tell({ event: 'checked', result: { credential, check } })
    },
    handlers: {
      start: () => {
        if (fake.credentials.length === 0) fake.add('')
        return { credentials: fake.credentials, open: fake.opened(fake.credentials[0].id), rescue: null }
      },
      list_credentials: () => fake.credentials,
      search_credentials: ({ text }) =>
        fake.credentials.filter(({ name }) => name.toLowerCase().includes(text.toLowerCase())).map(({ id }) => id),
      open_credential: ({ id }) => fake.opened(id),
      open_key_pair: () => ({ facts: fake.pair, storage: fake.keeping }),
      add_credential: ({ name }) => fake.add(name),
      duplicate_credential: ({ name }) => fake.add(name),
      rename_credential: ({ id, name }) => fake.change(id, { name }),
      set_credential_group: ({ id, group }) => fake.change(id, { group }),
      move_credential: () => null,
      delete_credential: ({ id, is_open }) => {
        fake.deleted = fake.summary(id)
        fake.credentials = fake.credentials.filter((credential) => credential.id !== id)
        if (fake.credentials.length === 0) return fake.add('')
        return is_open ? fake.opened(fake.credentials[0].id) : null
      },
      undelete_credential: ({ id, is_open }) => {
        fake.credentials = [fake.deleted, ...fake.credentials]
        return fake.opened(id)
      },
      save_draft: ({ id, draft }) => {
        fake.drafts[id] = draft
        fake.tell({
          event: 'credential_changed',
          credential: fake.change(id, { api_key: draft.form.api_key, destination: draft.form.destination }),
        })
      },
      check_all_credentials: async () => {
        for (const { id, last_result } of fake.credentials) {
          await fake.check(id, { state: 'sending' })
          await new Promise((resolve) => setTimeout(resolve, 300))
          await fake.check(
            id,
            last_result?.error
              ? { state: 'refused', answered: true, duration_ms: 274, error: last_result.error, finding: null }
              : last_result
                ? { state: 'token', duration_ms: 312 }
                : { state: 'not_sent', finding: shown({ code: 'key_missing' }, 'error', 'key_pair') },
          )
        }
      },
      list_attempts: ({ filter }) => {
        const attempts = fake.attempts.filter(
          (attempt) =>
            (filter.credential === null || attempt.credential === filter.credential) &&
            (filter.verdict === null || attempt.verdict === filter.verdict),
        )
        return { attempts: attempts.slice(0, 100), total: attempts.length, more: false }
      },
      open_attempt: ({ id }) => {
        const summary = fake.attempts.find((attempt) => attempt.id === id)
        const form = { ...fake.handlers.default_form(), api_key: apiKey }
        const { exchange } = summary.error ? fake.refused(form) : fake.granted(form)
        return { summary, exchange }
      },
      compare_attempts: ({ left, right }) => ({
        left: fake.attempts.find((attempt) => attempt.id === left),
        right: fake.attempts.find((attempt) => attempt.id === right),
        differences: [
          { part: 'assertion_claims', name: 'aud', left: audience, right: endpoint, expected: false },
          { part: 'status', name: '', left: '200', right: '401', expected: false },
          { part: 'assertion_claims', name: 'jti', left: 'one', right: 'another', expected: true },
        ],
      }),
      delete_attempt: ({ id }) => {
        fake.attempts = fake.attempts.filter((attempt) => attempt.id !== id)
      },
      delete_attempts: () => {
        fake.attempts = []
      },
      vault_state: () => fake.vault,
      unlock_vault: () => fake.vault,
      protect_with_keychain: () => (fake.vault = { state: 'open', protection: 'keychain' }),
      protect_with_passphrase: () => (fake.vault = { state: 'open', protection: 'passphrase' }),
      keep_for_session_only: () => (fake.vault = { state: 'session_only', sealed: null }),
      settings: () => ({
        data_folder: '/home/ada/.local/share/countersign',
        store_file: '/home/ada/.local/share/countersign/countersign.sqlite',
        credentials: fake.credentials.length,
        attempts: fake.attempts.length,
        history_limit: 1000,
      }),
      set_history_limit: ({ limit }) => ({ ...fake.handlers.settings(), history_limit: limit }),
      delete_everything: () => {
        fake.credentials = []
        fake.attempts = []
        return { key: null, traces: null }
      },
      make_key_pair: ({ options }) => {
        if (!/^\d+$/.test(options.days)) return { outcome: 'invalid', problems: [{ code: 'days', seen: options.days }] }
        fake.pair = pair(Number(options.key.replace('rsa', '')) || 4096)
        return { outcome: 'made', key_pair: fake.pair }
      },
      cancel_making_key_pair: () => fake.cancel?.({ outcome: 'cancelled' }),
      current_key_pair: () => fake.pair,
      choose_key_files: () => {
        fake.pair = { ...pair(), unsaved: false }
        return fake.reportOf({ took_private_key: true, took_certificate: true })
      },
      read_dropped_files: () => fake.handlers.choose_key_files(),
      read_pasted_key: ({ text }) => {
        if (!text.includes('BEGIN'))
          return fake.reportOf({
            problems: [{ source: null, problem: { code: 'no_begin_line', starts_with: text.slice(0, 24) } }],
          })
        if (text.includes('ENCRYPTED'))
          return fake.reportOf({ problems: [{ source: null, problem: { code: 'encrypted', form: 'pkcs8' } }] })
        if (text.includes('CERTIFICATE'))
          fake.pair = { ...fake.pair, certificate: certificate({ origin: { origin: 'pasted' } }) }
        else
          fake.pair = {
            ...fake.pair,
            private_key: { key_type: rsa(4096), syntax: 'pkcs8', origin: { origin: 'pasted' } },
          }
        if (fake.pair.private_key && fake.pair.certificate) fake.pair.belong_together = true
        return fake.reportOf({
          took_private_key: !text.includes('CERTIFICATE'),
          took_certificate: text.includes('CERTIFICATE'),
        })
      },
      remove_key_pair: () => {
        fake.previous = fake.pair
        return (fake.pair = { ...empty, can_restore_previous: true })
      },
      forget_key_pair: () => null,
      restore_key_pair: () => (fake.pair = fake.previous),
      save_key_files: () => {
        fake.pair = { ...fake.pair, unsaved: false }
        return { outcome: 'saved', folder: '/home/ada/keys', files: ['key.pem', 'cert.pem'], key_pair: fake.pair }
      },
      save_key_files_anyway: () => ({ outcome: 'cancelled' }),
      save_offers: () => [
        {
          format: 'key_pkcs8',
          file_name: 'key.pem',
          passphrase: 'optional',
          holds_private_key: true,
          takes_certificate: false,
        },
        {
          format: 'pkcs12',
          file_name: 'key-pair.p12',
          passphrase: 'required',
          holds_private_key: true,
          takes_certificate: false,
        },
        {
          format: 'public_key_jwk',
          file_name: 'public-key.jwk.json',
          passphrase: 'none',
          holds_private_key: false,
          takes_certificate: true,
        },
      ],
      save_as: () => ({ outcome: 'cancelled' }),
      save_reminder: () => ({ outcome: 'cancelled' }),
      renew_certificate: () => ({ outcome: 'renewed', key_pair: fake.pair }),
      rotate_key_pair: () => ({ outcome: 'made', key_pair: (fake.pair = pair()) }),
      unlock_key: () => fake.reportOf({ took_private_key: true }),
      forget_locked_keys: () => null,
      preview_request: ({ form }) => preview(form),
      practice_state: () => fake.practice,
      start_practice: () => (fake.practice = { ...fake.practice, running_at: '127.0.0.1:4443' }),
      stop_practice: () => (fake.practice = { ...fake.practice, running_at: null }),
      add_api_client: () =>
        fake.savePracticeClient(crypto.randomUUID(), {
          display_name: 'Practice client',
          password: null,
          public_key: '',
          auth_method: 'private_key_jwt',
          token_format: 'jwt',
          authentication_type: 'confidential',
          active: true,
          allowed_scopes: 'mail roles tenantFilter openid profile',
          roles: [{ role: 'salesforce_commerce_api', instances: 'zzte_053' }],
        }),
      save_api_client: ({ client_id, form }) => fake.savePracticeClient(client_id, form),
      delete_api_client: ({ client_id }) => {
        const api_clients = fake.practice.api_clients.filter((its) => its.client_id !== client_id)
        return (fake.practice = { ...fake.practice, api_clients })
      },
      set_practice_settings: ({ settings }) => (fake.practice = { ...fake.practice, settings }),
      default_form: () => ({
        api_key: '',
        destination: { kind: 'account_manager' },
        scopes: '',
        lifetime_seconds: '60',
        claims: [],
        connect_timeout_seconds: '10',
        total_timeout_seconds: '30',
      }),
      get_token: ({ form, confirmed }) => {
        const against = preflight(form).filter(
          ({ severity }) => severity === 'error' || (severity === 'warning' && !confirmed),
        )
        return against.length > 0 ? { outcome: 'not_sent', findings: against } : fake.granted(form)
      },
      cancel_request: () => fake.cancel?.({ outcome: 'cancelled' }),
      reveal_body: () => bodyOf({ access_token: jwt, scope: 'mail', token_type: 'Bearer', expires_in: 1799 }),
      about: () => ({ version: '0.1.0', data_folder: '/home/ada/.local/share/countersign' }),
    },
    tell: (event) => fake.listener?.({ event: 'window-event', id: 1, payload: event }),
  }

  const callbacks = new Map()
  let nextCallback = 1
  window.__TAURI_INTERNALS__ = {
    transformCallback: (callback) => {
      callbacks.set(nextCallback, callback)
      return nextCallback++
    },
    unregisterCallback: (id) => callbacks.delete(id),
    invoke: async (command, args) => {
      if (command === 'plugin:event|listen') {
        fake.listener = callbacks.get(args.handler)
        return 1
      }
      const handler = fake.next[command] ?? fake.handlers[command]
      const delay = fake.delays[command] ?? 5
      return new Promise((resolve) => {
        if (delay > 5) fake.cancel = resolve
        setTimeout(
          () => resolve(handler?.(args?.form ? (args.form && fake.next[command] ? args.form : args) : args)),
          delay,
        )
      })
    },
  }
  window.fake = fake
  // `/dev/index.html#500` begins with so many credentials.
  fake.fill(Number(location.hash.slice(1)) || 0)
})()
