/**
 * The cases of EDINET's adapter: lists and tables in the form of its specification, about a company
 * that does not exist.
 */
import type { Instrument } from '#shared/contracts/instrument.ts'
import { type Answering, editJson, type ProviderCase, type Spoilt } from '../test/case.ts'
import * as made from './made.fixture.ts'

const SPECIFICATION =
  'EDINET API 仕様書 Version 2, https://disclosure2dl.edinet-fsa.go.jp/guide/static/disclosure/WZEK0110.html'

export const known: Instrument = {
  id: 'JP:7203',
  market: 'JP',
  symbol: '7203',
  name: '見本自動車',
  names: { ja: '見本自動車' },
  exchange: null,
  industry: null,
  fiscal_year_end: '03-31',
  identifiers: {},
}

export const listOf = (
  day: string,
  ...rows: Parameters<typeof made.list>[1][number][]
): Answering => ({
  match: `documents.json?date=${day}`,
  body: () => made.list(day, rows),
})
/** The list of any other day has only documents of other companies. */
export const otherDays: Answering = {
  match: 'documents.json',
  body: () => made.list('2026-01-01', [made.stranger]),
}
export const tables: Answering = {
  match: '/documents/S100XXXX?type=5',
  body: () => made.tsv([...made.entity, ...made.figures]),
  encode: made.packed,
}

type Body = { results: Record<string, unknown>[] }
const own = (values: Record<string, unknown>) =>
  editJson(({ results }: Body) => {
    for (const row of results) if (row.secCode === '72030') Object.assign(row, values)
  })
const spoilt: Spoilt = {
  other_company: own({ secCode: '67580', filerName: '別の会社' }),
  null_field: own({ docID: null }),
  wrong_type: editJson((json: Record<string, unknown>) => {
    json.results = 'none'
  }),
  empty: editJson(({ results }: Body) => results.splice(0)),
}
/**
 * A list covers all filers. A row of another company in it is not a wrong answer; it only means
 * that this company has no document there.
 */
const outcomes = { other_company: 'empty' } as const

const about = {
  provider: 'edinet',
  market: 'JP',
  symbol: '7203',
  proof: 'fake',
  evidence: [SPECIFICATION],
} as const

export const edinetCases: ProviderCase[] = [
  {
    ...about,
    dataset: 'filings',
    query: { to: '2026-06-26' },
    answers: [listOf('2026-06-26', made.stranger, made.withdrawn, made.annual), otherDays],
    spoilt,
    outcomes,
  },
  {
    ...about,
    dataset: 'statements',
    query: { known },
    answers: [listOf('2026-06-26', made.stranger, made.annual), otherDays, tables],
    spoilt,
    outcomes,
  },
]
