// Names of what a token is tried on, and of the fields of the places.
import type { PlaceField, TriedApi } from '../backend'
import { m } from '.'

export const apiNames: Record<TriedApi, () => string> = {
  scapi: m.api_scapi,
  ocapi: m.api_ocapi,
  web_dav: m.api_web_dav,
  other: m.api_other,
}

/** The fields as a sentence names them: "the short code". */
export const placeNames: Record<PlaceField, () => string> = {
  short_code: m.trial_field_short_code,
  organization: m.trial_field_organization,
  instance_host: m.trial_field_instance_host,
  ocapi_version: m.trial_field_ocapi_version,
  web_dav_host: m.trial_field_web_dav_host,
  other_url: m.trial_field_other_url,
}
