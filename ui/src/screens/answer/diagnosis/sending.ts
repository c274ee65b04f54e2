// Which advice has the button to send again: one is enough.
import type { FindingWords, FixAction } from '../../../words/finding_words'

export const isSending = (action: FixAction): boolean => action.do === 'get_token'

/** The first of these findings that has a step to send again; -1 if none has. */
export const firstThatSends = (all: readonly FindingWords[]): number =>
  all.findIndex(({ steps }) => steps?.some((step) => step.actions?.some(isSending)))
