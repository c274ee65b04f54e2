// Tests the token request: its preview follows what is typed, a correction is taken only for the text that it is of,
// and leaving practice can be undone.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { ExchangeShown } from '../../backend'
import {
  answer,
  atOnce,
  begin,
  calls,
  credentials,
  draft,
  form,
  MODULES_MS,
  notices,
  opened,
  opening,
  pending,
  request,
  summary,
} from '../rail/fake_backend'

beforeEach(begin, MODULES_MS)
afterEach(() => vi.useRealTimers())

describe('the preview', () => {
  it('is requested even while the person keeps typing', async () => {
    await credentials.load()
    vi.useFakeTimers()
    for (let letters = 1; letters <= 5; letters++) {
      request.apiKey = 'x'.repeat(letters)
      request.schedulePreview()
      await vi.advanceTimersByTimeAsync(60)
    }
    expect(calls.previewRequest?.length).toBeGreaterThan(0)
  })
})

describe('the correction of an API key', () => {
  /** Returns whether it changed the form. */
  async function correct(text: string): Promise<boolean> {
    const [{ fixes }, { changeForm }] = await Promise.all([import('./fixes.svelte'), import('./form_change.svelte')])
    return changeForm(() => fixes.correct.change({ do: 'correct', field: 'api_key', text, label: '' })) !== null
  }

  it('is taken only for the text that it is of', async () => {
    await credentials.load()
    vi.useFakeTimers()
    const preview = async () => {
      request.schedulePreview()
      await vi.advanceTimersByTimeAsync(200)
      return pending('previewRequest')
    }
    request.apiKey = ' old'
    const first = await preview()
    request.apiKey = ' new'
    first.accept({ claims: [], findings: [] })
    await vi.advanceTimersByTimeAsync(0)
    expect(await correct('old')).toBe(false)
    expect(request.apiKey).toBe(' new')
    const second = await preview()
    second.accept({ claims: [], findings: [] })
    await vi.advanceTimersByTimeAsync(0)
    expect(await correct('new')).toBe(true)
    expect(request.apiKey).toBe('new')
  })
  it('is taken after the preview was brought up to date', async () => {
    await credentials.load()
    vi.useFakeTimers()
    request.apiKey = ' new'
    request.schedulePreview()
    const ready = request.bringPreviewUpToDate()
    // The preview that was scheduled does not take its place.
    await vi.advanceTimersByTimeAsync(200)
    vi.useRealTimers()
    expect(calls.previewRequest).toHaveLength(1)
    await vi.waitFor(() => pending('previewRequest').accept({ claims: [], findings: [] }))
    expect(await ready).toBe(true)
    expect(await correct('new')).toBe(true)
    const again = request.bringPreviewUpToDate()
    request.apiKey = ' newer'
    await vi.waitFor(() => pending('previewRequest').accept({ claims: [], findings: [] }))
    expect(await again).toBe(false)
  })
  it('says so when the preview fails that it waits for', async () => {
    await credentials.load()
    vi.useFakeTimers()
    const before = calls.previewRequest?.length ?? 0
    const refuse = () => calls.previewRequest!.at(-1)!.refuse({ code: 'internal', detail: 'a test' })
    request.apiKey = ' new'
    request.schedulePreview()
    await vi.advanceTimersByTimeAsync(200)
    expect(calls.previewRequest).toHaveLength(before + 1)
    refuse()
    await vi.advanceTimersByTimeAsync(0)
    // Nobody asked for this one.
    expect(notices.error).toBeNull()
    const ready = request.bringPreviewUpToDate()
    expect(calls.previewRequest).toHaveLength(before + 2)
    refuse()
    expect(await ready).toBe(false)
    expect(notices.error).toMatchObject({ detail: 'a test' })
    expect(request.apiKey).toBe(' new')
    notices.error = null
    const outdated = request.bringPreviewUpToDate()
    request.fill(null, form(''))
    refuse()
    expect(await outdated).toBe(false)
    // It was about a form that is no longer open.
    expect(notices.error).toBeNull()
  })
  it('is not taken from the preview of another credential', async () => {
    await credentials.load()
    vi.useFakeTimers()
    request.apiKey = ''
    request.schedulePreview()
    await vi.advanceTimersByTimeAsync(200)
    pending('previewRequest').accept({ claims: [], findings: [] })
    await vi.advanceTimersByTimeAsync(0)
    request.fill(2, form(''))
    expect(await correct('other')).toBe(false)
  })
})

describe('leaving practice', () => {
  const exchange = {
    verdict: 'refused',
    findings: [],
    started_at: 0,
    duration_ms: 1,
    sent: { url: 'http://localhost:4711/dwsso/oauth2/access_token', recipient: 'practice' },
  } as unknown as ExchangeShown
  const practising = { ...draft('client'), form: { ...form('client'), destination: { kind: 'practice' as const } } }

  beforeEach(async () => {
    atOnce.start = () => ({
      credentials: [summary(1)],
      open: { ...opened(1, practising), last_exchange: { exchange, secrets_wiped: false } },
      rescue: null,
    })
    await credentials.load()
    expect(answer.last?.server.practice).toBe(true)
  })

  it('removes the API key and the response', () => {
    request.leavePractice()
    expect(request.form).toEqual(form(''))
    expect(answer.last).toBeNull()
  })
  it('can be undone', () => {
    request.leavePractice()
    request.returnToPractice()
    expect(request.form).toEqual(practising.form)
    expect(answer.last?.exchange).toBe(exchange)
    expect(request.canReturn).toBe(false)
  })
  it('cannot be undone once another API key was typed', () => {
    request.leavePractice()
    expect(request.canReturn).toBe(true)
    request.apiKey = 'real'
    expect(request.canReturn).toBe(false)
  })
  it('shows no practice response when the credential is opened again', () => {
    request.leavePractice()
    opening.leave()
    opening.fillFrom({ ...opened(1, practising), last_exchange: { exchange, secrets_wiped: false } })
    expect(request.practising).toBe(false)
    expect(answer.last).toBeNull()
  })
})
