/**
 * The cases of J-Quants' adapter: recorded disclosures of Nissui, otherwise rows in the form shown
 * on its own pages.
 */
import { editJson, type ProviderCase, recordedBody, replaced, type Spoilt } from '../test/case.ts'
import * as made from './made.fixture.ts'

type Body = { data: Record<string, unknown>[] }
const rows = (values: Record<string, unknown>) =>
  editJson(({ data }: Body) => {
    for (const row of data) Object.assign(row, values)
  })
const spoilt = (empty: string, wrong: Record<string, unknown>): Spoilt => ({
  other_company: replaced(['13320', '67580'], ['72030', '67580']),
  null_field: rows({ [empty]: null }),
  wrong_type: rows(wrong),
  empty: () => made.page([]),
})

const about = (dataset: ProviderCase['dataset'], symbol = '7203') =>
  ({ provider: 'jquants', dataset, market: 'JP', symbol }) as const
const documented = (page: string) =>
  ({ proof: 'fake', evidence: [`https://jpx-jquants.com/spec/${page}`] }) as const

const CORRECTION = 'jquants/fins_summary_1332_correction.json'

export const jquantsCases: ProviderCase[] = [
  {
    ...about('statements', '1332'),
    proof: 'recorded',
    evidence: [CORRECTION],
    answers: [{ match: '/fins/summary', body: () => recordedBody(CORRECTION) }],
    spoilt: spoilt('DiscDate', { NP: 'many' }),
  },
  // A disclosure with balance sheet and cash flow; the recorded ones have only the income
  // statement.
  {
    ...about('statements'),
    ...documented('fin-summary'),
    answers: [{ match: '/fins/summary', body: () => made.page([made.summary]) }],
    spoilt: spoilt('DiscDate', { TA: 'many' }),
  },
  {
    ...about('instrument', '見本自動車'),
    ...documented('eq-master'),
    answers: [{ match: '/equities/master', body: () => made.page([made.listed]) }],
    spoilt: {
      ...spoilt('CoName', { CoName: 1 }),
      other_company: replaced(['見本自動車', '別の会社']),
    },
    // The list has all companies: when the wanted one is missing, nothing is found.
    outcomes: { other_company: 'empty' },
  },
  {
    ...about('profile'),
    ...documented('eq-master'),
    answers: [{ match: '/equities/master', body: () => made.page([made.listed]) }],
    spoilt: spoilt('CoName', { CoName: 1 }),
    outcomes: { empty: 'not_found' },
  },
  {
    ...about('shares'),
    ...documented('fin-summary'),
    answers: [{ match: '/fins/summary', body: () => made.page([made.summary]) }],
    spoilt: spoilt('DiscDate', { ShOutFY: 'many' }),
  },
  {
    ...about('estimates'),
    ...documented('fin-summary'),
    answers: [{ match: '/fins/summary', body: () => made.page([made.summary]) }],
    spoilt: spoilt('DiscDate', { NxFSales: 'many' }),
  },
  {
    ...about('bars'),
    ...documented('eq-bars-daily'),
    answers: [
      {
        match: '/equities/bars/daily',
        body: () => made.page([made.bar, made.untraded, made.splitDay]),
      },
    ],
    spoilt: spoilt('Date', { C: 'many' }),
  },
  {
    ...about('actions'),
    ...documented('eq-bars-daily'),
    answers: [
      {
        match: '/equities/bars/daily',
        body: () => made.page([made.bar, made.untraded, made.splitDay]),
      },
      { match: '/fins/dividend', body: () => made.page([]) },
    ],
    spoilt: spoilt('Date', { AdjFactor: 'many' }),
  },
]
