// Words for the rotation from the old key pair to the new one.
import type { RotationStep, RotationWay } from '../backend'
import { m } from '.'
import type { Explained } from './tables'

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
