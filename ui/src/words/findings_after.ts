// Words for findings after sending: no response, a refusal, or a response that cannot be used.
import type { CodeAfterSending, FindingTable } from './finding_words'
import { noAnswerWords } from './findings_no_answer'
import { refusalWords } from './findings_refusal'
import { responseWords } from './findings_response'

export const afterSendingWords: FindingTable<CodeAfterSending> = { ...noAnswerWords, ...refusalWords, ...responseWords }
