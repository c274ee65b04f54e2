// Words for findings before sending about scopes for SCAPI: tenant and families.
import { m } from '.'
import type { FixAction, SomeFindingWords } from './finding_words'
import { correct } from './fix_steps'

const build: FixAction = { do: 'build_scopes' }

export const scapiScopeWords = {
  scope_role_without_tenant: ({ corrected }) => ({
    title: m.finding_scope_role_without_tenant_title(),
    text: m.finding_scope_role_without_tenant_text(),
    actions: corrected === null ? [build] : correct('scopes', corrected, m.fix_remove_role()),
  }),
  scope_with_organization: ({ seen, corrected }) => ({
    title: m.finding_scope_with_organization_title({ seen }),
    text: m.finding_scope_with_organization_text(),
    actions: correct('scopes', corrected, m.fix_correct_scopes()),
  }),
  scope_tenant_with_hyphen: ({ seen, corrected }) => ({
    title: m.finding_scope_tenant_with_hyphen_title({ seen }),
    text: m.finding_scope_tenant_with_hyphen_text(),
    actions: correct('scopes', corrected, m.fix_correct_scopes()),
  }),
  scope_tenant_missing: ({ scope }) => ({
    title: m.finding_scope_tenant_missing_title({ scope }),
    text: m.finding_scope_tenant_missing_text(),
    actions: [build],
  }),
  scope_family_missing: ({ scope }) => ({
    title: m.finding_scope_family_missing_title({ scope }),
    text: m.finding_scope_family_missing_text(),
    actions: [build],
  }),
  scope_redundant: ({ scope, wider, corrected }) => ({
    title: m.finding_scope_redundant_title({ scope }),
    text: m.finding_scope_redundant_text({ wider }),
    actions: correct('scopes', corrected, m.fix_remove_scope({ scope })),
  }),
} satisfies SomeFindingWords
