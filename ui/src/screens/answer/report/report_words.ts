// The words of a report. What is in it besides words, and that no secret is, the Rust side decides.
import type {
  Certainty,
  Discovered,
  ExperimentShown,
  FindingSaid,
  FindingShown,
  LineSaid,
  ReportSource,
  ReportWords,
} from '../../../backend'
import { joinFacts, m } from '../../../words'
import { authMethods } from '../../../words/auth_methods'
import { basisWords, checkLines, evidenceWords } from '../../../words/diagnosis'
import { outcomeWords, publishedWords, variationTitle } from '../../../words/experiments'
import { findingWords } from '../../../words/findings'
import { proxyWords } from '../../../words/proxy'
import type { Server } from '../../../words/servers'
import { duration } from '../../../words/times'
import { stageWords } from '../../../words/way'
import { answerHeadline, type ShownExchange } from '../answer.svelte'
import { differenceOf, type Difference } from '../clocks_picture'
import { search } from '../experiments/experiments.svelte'
import { reportLabels } from './report_labels'

/** Which attempt a report is about. */
export const reportSource = ({ attempt, credential, exchange }: ShownExchange): ReportSource =>
  attempt === undefined ? { of: 'last', credential, started_at: exchange.started_at } : { of: 'attempt', id: attempt }

/** The words of the report of an attempt. */
export function reportWords(shown: ShownExchange): ReportWords {
  const { exchange, server } = shown
  const { clocks, diagnosis, proxy, sent, way } = exchange
  return {
    language: document.documentElement.lang,
    labels: reportLabels(),
    headline: answerHeadline(shown),
    server: server.name,
    method: authMethods[sent.auth_method](),
    proxy: proxy && proxyWords(proxy),
    findings: exchange.findings.filter(({ severity }) => severity !== 'fine').map((found) => said(found, server)),
    reasoning: diagnosis && reasoning(diagnosis, server),
    checks: checkLines(diagnosis?.checks ?? [], server).map(({ name, word, text }) => ({
      name,
      said: m.report_check({ outcome: word, what: text }),
    })),
    experiments: search.isOf(shown) ? [...publishedLine(search.published), ...search.sent.map(experimentWords)] : [],
    way: way.map((stage): LineSaid => {
      const { name, fact, mark } = stageWords(stage, exchange, server)
      return { name, said: joinFacts([mark, fact]) }
    }),
    clocks: clocks && differenceWords(differenceOf(clocks)),
  }
}

const publishedLine = (published: Discovered | undefined): LineSaid[] =>
  published ? [{ name: m.experiments_published(), said: publishedWords(published) }] : []

const experimentWords = ({ variation, outcome }: ExperimentShown): LineSaid => ({
  name: variationTitle(variation),
  said: outcomeWords(variation, outcome),
})

const certainties: Record<Certainty, () => string> = {
  proven: m.certainty_proven,
  likely: m.report_likely,
  possible: m.report_possible,
}

function said({ finding, certainty, evidence }: FindingShown, server: Server): FindingSaid {
  const { title, text = '', steps = [] } = findingWords(finding, server)
  const sentences = (supports: boolean) =>
    evidence.filter((one) => one.supports === supports).map((one) => evidenceWords(one))
  return {
    title,
    certainty: certainties[certainty](),
    text,
    supports: sentences(true),
    opposes: sentences(false),
    steps: steps.map((step) => step.text),
  }
}

function reasoning({ basis, left, considered }: NonNullable<ShownExchange['exchange']['diagnosis']>, server: Server) {
  const known = basisWords(basis, server)
  return considered === 0 ? known : `${m.said_title({ title: m.cause_left({ left, considered }) })} ${known}`
}

function differenceWords(difference: Difference): string {
  if (difference.is === 'agree') return m.clocks_differ_none()
  const inputs = { duration: duration(difference.seconds) }
  return difference.is === 'ahead' ? m.clocks_differ_ahead(inputs) : m.clocks_differ_behind(inputs)
}
