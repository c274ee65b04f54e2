// Words for what was added to settings of Business Manager, and why nothing could be.
import type { AddedSetting, MergeProblem } from '../backend'
import { m } from '.'

export function addedWords(added: AddedSetting): string {
  switch (added.what) {
    case 'all':
      return m.merge_added_all()
    case 'client':
      return m.merge_added_client({ client_id: added.client_id })
    case 'resource':
      return m.merge_added_resource({ resource: added.resource })
    case 'method':
      return m.merge_added_method({ method: added.method, resource: added.resource })
    case 'read_attributes':
      return added.before === ''
        ? m.merge_added_attributes({ resource: added.resource })
        : m.merge_added_attributes_before({ resource: added.resource, before: added.before })
  }
}

export function problemWords(problem: MergeProblem): string {
  switch (problem.code) {
    case 'not_json':
      return m.merge_not_json({ line: problem.line, column: problem.column })
    case 'not_settings':
      return problem.member === '' ? m.merge_not_settings() : m.merge_not_settings_member({ member: problem.member })
  }
}
