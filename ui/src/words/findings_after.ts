// Words for what is found after sending: no answer, a refusal, or an answer that is none.
import type { CodeAfterSending, FindingTable } from './finding_words'
import { noAnswerWords } from './findings_no_answer'
import { refusalWords } from './findings_refusal'
import { responseWords } from './findings_response'

export const afterSendingWords: FindingTable<CodeAfterSending> = { ...noAnswerWords, ...refusalWords, ...responseWords }
