/**
 * Collects the exhibit `peers`: where the company stands among the companies of its industry and
 * market, by the figures that a screen has of each.
 */
import type { AggregatorContract } from '#shared/contracts/aggregator.ts'
import { MAX_PASSAGE_NAME } from '#shared/contracts/exhibit-records.ts'
import type { ExhibitOf } from '#shared/contracts/exhibits.ts'
import { fail, ok, type Result } from '#shared/contracts/problem.ts'
import type { ResponseOf } from '#shared/contracts/route.ts'
import type { PeersAnswer } from '#shared/contracts/screens.ts'
import { foreignText } from '#shared/exhibits/foreign-text.ts'
import {
  PEER_METRICS,
  PEERS,
  PEERS_MEDIAN,
  PEERS_OWN,
  type PeerMetricName,
} from '#shared/exhibits/terms/peers.ts'
import { isMarket } from '#shared/names.ts'
import { decimalText, Rows } from '#shared/valuation/rows.ts'
import type { ExhibitCollector } from './collector.ts'
import { foreignName } from './records.ts'

/** Peers that are shown by name. */
const SHOWN = 10
/** Waits for the columns of a market that are being made, and seconds of each. */
const WAITS = 3
const WAIT_SECONDS = 2

const METRICS = Object.entries(PEER_METRICS) as [PeerMetricName, { field: string }][]

const middleOf = (values: readonly number[]): number | null => {
  const sorted = values.toSorted((a, b) => a - b)
  const half = sorted.length / 2
  const [low, high] = [sorted[Math.ceil(half) - 1], sorted[Math.floor(half)]]
  return low === undefined || high === undefined ? null : (low + high) / 2
}

/** The exhibit from the answer about peers. A figure in doubt is no measure of anybody. */
export const peersExhibit = (answer: PeersAnswer, as_of: string): ExhibitOf<'peers'> => {
  const table = new Rows()
  const day = answer.as_of
  const from = [`${PEERS}@${day}`]
  table.computed(
    { name: 'peers_count', period: PEERS, end: day, unit: 'count', value: answer.group },
    from,
  )
  const places = METRICS.map(([name, { field }]) => ({
    name,
    at: answer.columns.findIndex(({ text }) => text === field),
  })).filter(({ at }) => at >= 0)
  const known = (cell: PeersAnswer['company'][number] | undefined) =>
    cell && !cell.in_doubt ? cell.value : null
  for (const { name, at } of places) {
    const own = known(answer.company[at])
    const median =
      answer.medians?.[at] ??
      (answer.medians
        ? null
        : middleOf(answer.peers.flatMap(({ cells }) => known(cells[at]) ?? [])))
    const unit = answer.company[at]?.unit ?? answer.columns[at]?.unit ?? 'ratio'
    const percentile = answer.percentiles[at] ?? null
    const rank = answer.ranks?.[at] ?? null
    const add = (of: string, period: string, value: number | null, as = unit) =>
      value === null
        ? table.miss(of, period, 'too_few_peers')
        : table.computed({ name: of, period, end: day, unit: as, value }, from)
    add(name, PEERS_OWN, own)
    add(name, PEERS_MEDIAN, median)
    add(`${name}_percentile`, PEERS, percentile === null ? null : percentile / 100, 'ratio')
    if (rank !== null) add(`${name}_rank`, PEERS, rank, 'count')
  }
  return {
    kind: 'peers',
    instrument: answer.instrument,
    as_of,
    rows: table.rows,
    absences: table.absences,
    group: {
      industry: foreignText(answer.industry, MAX_PASSAGE_NAME),
      level: answer.level,
      size: answer.size,
      count: answer.group,
      day,
    },
    metrics: places.map(({ name }) => name),
    peers: answer.peers.flatMap(({ instrument, name, cells }) => {
      const shown = foreignName(name)
      return shown === null
        ? []
        : [
            {
              instrument,
              name: shown,
              values: places.map(({ at }) => {
                const value = known(cells[at])
                return value === null ? null : decimalText(value)
              }),
            },
          ]
    }),
  }
}

type PeersResult = Result<ResponseOf<AggregatorContract['getPeers']>>

export const peers: ExhibitCollector<'peers'> = {
  step: 'peers',
  async collect({ subject, aggregator, wait }) {
    const { market, symbol, as_of } = subject
    if (!isMarket(market)) return fail('unknown_market', `There is no market ${market}.`)
    for (let tries = 0; ; tries++) {
      const answer: PeersResult = await aggregator.call('getPeers', {
        params: { symbol },
        query: {
          market,
          limit: SHOWN,
          ...(as_of !== null && { as_of: as_of.slice(0, 10) }),
        },
      })
      if (!answer.ok) return answer
      if (!('progress' in answer.data)) return ok(peersExhibit(answer.data, subject.read_at))
      if (tries >= WAITS)
        return fail('peers_not_ready', 'The figures of the market are still being put together.')
      await wait(WAIT_SECONDS)
    }
  },
}
