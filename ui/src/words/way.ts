// Words for the stages on the way of a request.
import type { ExchangeShown, Stage, StageEnd, StageName } from '../backend'
import { m, milliseconds, time } from '.'
import { showInvisible } from './invisible'
import type { Server } from './servers'

const names: Record<Exclude<StageName, 'server'>, () => string> = {
  this_computer: m.way_this_computer,
  proxy: m.way_proxy,
  name: m.way_name,
  connection: m.way_connection,
  tls: m.way_tls,
  token: m.way_token,
}

const ends: Record<StageEnd, () => string> = {
  not_found: m.way_end_not_found,
  refused: m.way_end_refused,
  unreachable: m.way_end_unreachable,
  timed_out: m.way_end_timed_out,
  bad_certificate: m.way_end_bad_certificate,
  cut_off: m.way_end_cut_off,
  no_token: m.way_end_no_token,
  failed: m.way_end_failed,
}

const marks: Record<Stage['mark']['mark'], () => string> = {
  done: m.way_done,
  odd: m.way_odd,
  ended: m.way_ended,
  not_reached: m.way_not_reached,
}

export interface StageWords {
  name: string
  /** What is known about it, in a few words; may be empty. */
  fact: string
  /** What its mark means. */
  mark: string
}

/** The words of a stage. The request was sent to `server` in `exchange`. */
export function stageWords(stage: Stage, exchange: ExchangeShown, server: Server): StageWords {
  return { name: nameOf(stage, server), fact: factOf(stage, exchange), mark: marks[stage.mark.mark]() }
}

function nameOf(stage: Stage, server: Server): string {
  if (stage.name === 'server') return server.accountManager ? server.name : m.way_server()
  if (stage.name === 'tls' && stage.tls_version !== null) return m.way_tls_version({ version: stage.tls_version })
  return names[stage.name]()
}

function factOf(stage: Stage, exchange: ExchangeShown): string {
  if (stage.mark.mark === 'not_reached') return ''
  if (stage.mark.mark === 'ended') return ends[stage.mark.by]()
  if (stage.name === 'this_computer') return m.way_sent({ time: time(exchange.started_at / 1000) })
  if (stage.name === 'proxy') return exchange.proxy?.address ?? ''
  if (stage.issuer !== null) return showInvisible(stage.issuer)
  if (stage.milliseconds === 0) return m.way_no_time()
  return stage.milliseconds === null ? '' : milliseconds(stage.milliseconds)
}
