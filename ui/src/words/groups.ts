// Names of the groups that a credential can be in.
import type { Group } from '../backend'
import { m } from '.'

export const groups: Record<Group, () => string> = {
  none: m.group_none,
  sandbox: m.group_sandbox,
  development: m.group_development,
  staging: m.group_staging,
  production: m.group_production,
}
