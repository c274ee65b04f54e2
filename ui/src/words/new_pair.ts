// Words for a new key pair: its options, and the rotation from the old pair to the new one.
import type { NewKey, OptionsProblem, RotationStep, RotationWay } from '../backend'
import { count, m } from '.'
import type { Explained, Table } from './tables'

export const optionsProblems: Table<OptionsProblem, Explained> = {
  days: () => ({ title: m.options_days_title(), text: m.options_days_text() }),
  name_missing: () => ({ title: m.options_name_missing_title(), text: m.options_name_missing_text() }),
  name_too_long: ({ characters }) => ({
    title: m.options_name_too_long_title(),
    text: m.options_name_too_long_text({ characters: count(characters) }),
  }),
  end_date: () => ({ title: m.options_end_date_title(), text: m.options_end_date_text() }),
  end_date_over: () => ({ title: m.options_end_date_over_title(), text: m.options_end_date_over_text() }),
  end_date_too_far: ({ latest }) => ({
    title: m.options_end_date_far_title(),
    text: m.options_end_date_far_text({ latest }),
  }),
  organization_too_long: ({ characters }) => ({
    title: m.options_organization_too_long_title(),
    text: m.options_name_too_long_text({ characters: count(characters) }),
  }),
  organization_control_character: () => ({
    title: m.options_organization_control_title(),
    text: m.options_name_control_text(),
  }),
  country: () => ({ title: m.options_country_title(), text: m.options_country_text() }),
  name_control_character: () => ({ title: m.options_name_control_title(), text: m.options_name_control_text() }),
}

export function newKey(key: NewKey): string {
  return newKeys[key]()
}

const newKeys: Record<NewKey, () => string> = {
  rsa2048: () => m.key_type_rsa({ bits: 2048 }),
  rsa3072: () => m.key_type_rsa({ bits: 3072 }),
  rsa4096: () => m.key_type_rsa({ bits: 4096 }),
  p256: () => m.key_new_ec({ curve: 'P-256' }),
  p384: () => m.key_new_ec({ curve: 'P-384' }),
}

export const rotationWays: Record<RotationWay, () => Explained> = {
  second_api_client: () => ({ title: m.rotate_way_second(), text: m.rotate_way_second_text() }),
  same_api_client: () => ({ title: m.rotate_way_same(), text: m.rotate_way_same_text() }),
}

export const rotationSteps: Record<RotationStep, (way: RotationWay) => string> = {
  make_pair: () => m.rotate_step_make(),
  save_pair: () => m.rotate_step_save(),
  add_api_client: () => m.rotate_step_add_client(),
  prepare_integration: () => m.rotate_step_prepare(),
  replace_certificate: () => m.rotate_step_replace(),
  get_token: (way) => (way === 'same_api_client' ? m.rotate_step_token_same() : m.rotate_step_token_second()),
  switch_integration: (way) =>
    way === 'same_api_client' ? m.rotate_step_switch_same() : m.rotate_step_switch_second(),
  remove_old_api_client: () => m.rotate_step_remove_client(),
  discard_old_pair: () => m.rotate_step_let_go(),
}
