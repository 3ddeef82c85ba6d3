/** A small market in the form of the contract, for tests: five companies and a few figures. */
import type { Manifest, Preset } from '#shared/contracts/screens.ts'
import type { Market } from '#shared/names.ts'
import { encodeColumn, encodeCompanies } from '#shared/screen/column-bytes.ts'
import type { Field } from '#shared/screen/fields.ts'
import { CELL_REASONS, type CellReason, IN_DOUBT } from '#shared/screen/table.ts'
import { type ApiResult, OFFLINE } from '../../page-problem.ts'
import type { ScreenPorts } from './screen-model.ts'

export const field = (id: string, en: string, zh: string, more: Partial<Field> = {}): Field => ({
  id,
  en,
  zh,
  aliases: [],
  unit: 'ratio',
  scope: 'annual',
  group: 'profitability',
  definition: { en: `The ${en}`, zh: `${zh}的定义` },
  years: 5,
  ...more,
})

export const FIELDS: Field[] = [
  field('roe', 'Return on equity', '净资产收益率'),
  field('net_margin', 'Net margin', '净利率'),
  field('debt_to_equity', 'Debt to equity', '有息负债权益比', { unit: 'x', group: 'leverage' }),
  field('revenue', 'Revenue', '营业总收入', { unit: 'money', group: 'income' }),
]

const NAMES = ['Alpha', 'Beta', 'Gamma', 'Delta', 'Epsilon']
type Cell = number | CellReason
const VALUES: Record<string, Cell[]> = {
  'roe@0': [0.3, 0.2, 0.1, -0.05, 'not_reported'],
  'roe@1': [0.25, 0.1, 0.12, 0.02, 'not_reported'],
  'net_margin@0': [0.12, 0.3, 0.05, 'refused', 0.2],
  'debt_to_equity@0': [0.2, 1.5, 0.4, 3, 0.1],
  'revenue@0': [5e9, 2e8, 1.2e10, 7e7, 4e10],
}

const columnBytes = (cells: readonly Cell[]): Uint8Array<ArrayBuffer> =>
  encodeColumn({
    values: Float64Array.from(cells, (cell) => (typeof cell === 'number' ? cell : Number.NaN)),
    reasons: Uint8Array.from(cells, (cell, row) => {
      if (typeof cell !== 'number') return CELL_REASONS.indexOf(cell)
      // One figure whose checks failed.
      return row === 1 && cell === 0.3 ? IN_DOUBT : 0
    }),
  })

const companyBytes = (market: Market): Uint8Array<ArrayBuffer> =>
  encodeCompanies({
    ids: NAMES.map((name, at) => `${market}:${at === 4 ? 'CIK0000000005' : name.toUpperCase()}`),
    names: NAMES.map((name) => ({ en: `${name} Inc` })),
    markets: NAMES.map(() => market),
    exchanges: NAMES.map(() => 'NYSE'),
    industries: ['Software', 'Software', 'Oil', 'Oil', null],
    kinds: NAMES.map(() => 'general'),
    currencies: NAMES.map(() => (market === 'CN' ? 'CNY' : 'USD')),
    year_ends: NAMES.map(() => '2009-12-31'),
    known_times: NAMES.map(() => ['2010-03-01T00:00:00.000Z']),
    known_at: NAMES.map(() => '2010-02-26T21:00:00Z'),
  })

const hashOf = (name: string): string =>
  Array.from(name, (char) => char.charCodeAt(0).toString(16))
    .join('')
    .padEnd(64, '0')

export const manifestOf = (market: Market, asOf: string): Manifest => ({
  market,
  as_of: asOf,
  made_at: '2026-11-30T03:00:00Z',
  sources: [
    {
      kind: 'filings',
      provider: 'sec',
      day: '2010q2',
      recorded: true,
      note: { en: 'Large companies only', zh: '仅大公司' },
    },
  ],
  companies: { hash: hashOf(`${market} companies`), rows: NAMES.length },
  columns: Object.entries(VALUES).map(([name, cells]) => ({
    field: name.split('@')[0] ?? '',
    lag: Number(name.split('@')[1]),
    hash: hashOf(`${market} ${name}`),
    known: cells.filter((cell) => typeof cell === 'number').length,
    newest_known_at: '2010-02-26T21:00:00Z',
  })),
})

export const PRESET: Preset = {
  id: 'quality',
  name: { en: 'Quality', zh: '优质' },
  text: 'roe >= 15% and debt_to_equity < 1',
  columns: ['roe', 'net_margin'],
  source: { en: 'A book', zh: '一本书' },
  misses: { en: 'Much', zh: '很多' },
}

const ok = <T>(data: T): ApiResult<T> => ({ ok: true, data })

/**
 * The service as the page knows it, with what was asked of it. Timers run when the test says so.
 */
export const standIn = (markets: readonly Market[] = ['US']) => {
  const asked: string[] = []
  const timers: { callback: () => void; ms: number }[] = []
  const bytes = new Map(
    markets.flatMap((market) => [
      [hashOf(`${market} companies`), companyBytes(market)] as const,
      ...Object.entries(VALUES).map(
        ([name, cells]) => [hashOf(`${market} ${name}`), columnBytes(cells)] as const,
      ),
    ]),
  )
  const ports: ScreenPorts = {
    getFields: async () =>
      ok({ fields: FIELDS.map((one) => ({ ...one, aliases: [...one.aliases] })) }),
    getPresets: async () => ok({ presets: [PRESET] }),
    getUniverse: async (market, asOf) => {
      asked.push(`universe ${market} ${asOf}`)
      const known = markets.find((one) => one === market)
      if (known) return ok({ manifest: manifestOf(known, asOf ?? '2010-06-30') })
      return {
        ok: false,
        problem: {
          reason: 'market_empty',
          title: 'Nothing of this market is stored',
          detail: '',
          status: 404,
          request_id: null,
        },
      }
    },
    getColumn: async (hash) => {
      asked.push(`column ${hash}`)
      const found = bytes.get(hash)
      return found ? ok(found) : { ok: false, problem: OFFLINE }
    },
    getScreenRates: async () => ok({ rates: [] }),
    later: (callback, ms) => {
      const timer = { callback, ms }
      timers.push(timer)
      return () => {
        timers.splice(timers.indexOf(timer), timers.includes(timer) ? 1 : 0)
      }
    },
  }
  return {
    ports,
    asked,
    timers,
    /** Runs the timers that wait now. */
    runTimers: () => {
      for (const { callback } of timers.splice(0)) callback()
    },
  }
}

/** Lets all answers that are there arrive. */
export const settle = async (): Promise<void> => {
  for (let turn = 0; turn < 30; turn += 1) await Promise.resolve()
}
