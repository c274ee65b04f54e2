// The second tour: the token is there, and the API still refuses. It begins where the first one ended, with a token.
import { commands, type TriedApi } from '../../backend'
import { showError } from '../../parts/notices.svelte'
import { m } from '../../words'
import { request } from '../credential/request.svelte'
import { trial } from '../credential/trial/trial.svelte'
import { instance } from '../practice/instance.svelte'
import { screens } from '../screens.svelte'
import { requestWithOwn, showOwn, type Stop, type StopsOfTour } from './own'

/** The scopes that the practice instance's SCAPI wants. */
const SCOPES = 'SALESFORCE_COMMERCE_API:zzte_053 sfcc.scapi-schemas'

/** Tries the token of the tour's credential on an API. Returns whether an answer came. */
async function tryOn(api: TriedApi): Promise<boolean> {
  if (!(await showOwn())) return false
  const before = trial.arrivals
  trial.choose(api)
  await trial.send()
  return trial.arrivals > before
}

/** Pastes what the answer says into Business Manager, into the settings that are there. */
async function pasteSettings(): Promise<boolean> {
  if (!(await showOwn())) return false
  const wanted = trial.last?.findings.find(({ settings }) => settings !== null)?.settings?.wanted
  if (!wanted) return false
  try {
    const merged = await commands.mergeApiSettings(wanted, instance.form.ocapi_settings)
    if (merged.outcome === 'refused') return false
    instance.type({ ocapi_settings: merged.settings.text })
  } catch (reason) {
    showError(reason)
    return false
  }
  await screens.go('practice')
  return instance.save()
}

const stops: readonly Stop[] = [
  {
    title: m.tour_api_title,
    text: m.tour_api_text,
    button: m.tour_api_button,
    act: () => tryOn('ocapi'),
  },
  {
    title: m.tour_settings_title,
    text: m.tour_settings_text,
    button: m.tour_certificate_button,
    act: pasteSettings,
  },
  {
    title: m.tour_again_title,
    text: m.tour_again_text,
    button: m.tour_api_button,
    act: () => tryOn('ocapi'),
  },
  {
    title: m.tour_scapi_title,
    text: m.tour_scapi_text,
    button: m.tour_scapi_button,
    act: () => tryOn('scapi'),
  },
  {
    title: m.tour_scopes_title,
    text: m.tour_scopes_text,
    button: m.tour_scopes_button,
    act: async () => {
      if (!(await showOwn())) return false
      request.scopes = SCOPES
      return (await requestWithOwn()) && tryOn('scapi')
    },
  },
  {
    title: m.tour_end_title,
    text: m.tour_api_end_text,
    button: m.tour_end_button,
    act: async () => {
      await screens.go('practice')
      return true
    },
  },
]

export const apiTour: StopsOfTour = { stops, begin: () => void showOwn() }
