/** Answers of J-Quants by day in their documented form, with invented companies. */
import { editJson } from '../../test/case.ts'
import type { BulkCase } from '../../test/bulk-case.ts'

type Row = Record<string, unknown>
const DAY = '2026-11-20'
const ASKED = '20261120'

const page = (data: readonly Row[], next?: string): string =>
  JSON.stringify({ data, ...(next && { pagination_key: next }) })

const listing = (Code: string, more: Row = {}): Row => ({
  Date: DAY,
  Code,
  CoName: '例　株式会社',
  CoNameEn: 'Example Corporation',
  S17: '10',
  S17Nm: '情報通信・サービスその他',
  S33: '5250',
  S33Nm: '情報・通信業',
  Mkt: '0111',
  MktNm: 'プライム',
  ...more,
})
const bar = (Code: string, more: Row = {}): Row => ({
  Date: DAY,
  Code,
  O: 1000,
  H: 1010,
  L: 990,
  C: 1005.5,
  Vo: 100,
  Va: 100550,
  AdjFactor: 1,
  ...more,
})
const disclosure = (Code: string, more: Row = {}): Row => ({
  DiscDate: DAY,
  DiscTime: '15:00:00',
  Code,
  DiscNo: `${Code}1`,
  DocType: 'FYFinancialStatements_Consolidated_JP',
  CurPerType: 'FY',
  CurPerSt: '2025-10-01',
  CurPerEn: '2026-09-30',
  CurFYSt: '2025-10-01',
  CurFYEn: '2026-09-30',
  Sales: '100529000000',
  OP: '',
  NP: '35175000000',
  EPS: '68.64',
  TA: '500000000000',
  ...more,
})

const first = (change: (row: Row) => void) =>
  editJson((json: { data: Row[] }) => {
    const [row] = json.data
    if (row) change(row)
  })
const common = {
  provider: 'jquants',
  market: 'JP',
  target: DAY,
  evidence: 'reference of whole-market sources, J-Quants',
} as const
const empty = () => page([])

export const jquantsBulk: readonly BulkCase[] = [
  {
    ...common,
    kind: 'universe',
    answers: [
      {
        match: new RegExp(`/v2/equities/master\\?date=${ASKED} `),
        body: () => page([listing('13010'), listing('130A0')], 'next one'),
      },
      {
        match: `/v2/equities/master?date=${ASKED}&pagination_key=next+one`,
        body: () =>
          page([
            listing('25935'),
            listing('13060', { S33Nm: '-', MktNm: 'その他' }),
            listing('ABCDE'),
          ]),
      },
    ],
    spoilt: {
      null_field: first((row) => {
        row.CoName = ''
      }),
      wrong_type: first((row) => {
        row.S33Nm = 5
      }),
      empty,
    },
  },
  {
    ...common,
    kind: 'market_day',
    answers: [
      {
        match: `/v2/equities/bars/daily?date=${ASKED}`,
        body: () => page([bar('13010'), bar('130A0', { C: null })]),
      },
    ],
    spoilt: {
      null_field: first((row) => {
        row.Date = null
      }),
      wrong_type: first((row) => {
        row.C = {}
      }),
      empty,
    },
  },
  {
    ...common,
    kind: 'frames',
    answers: [
      {
        match: `/v2/fins/summary?date=${ASKED}`,
        body: () => page([disclosure('13010'), disclosure('130A0', { Sales: '7' })]),
      },
    ],
    spoilt: {
      null_field: first((row) => {
        row.DiscDate = null
      }),
      wrong_type: first((row) => {
        row.Sales = 'many'
      }),
      empty,
    },
    // On many days no company discloses anything.
    outcomes: { empty: 'served' },
  },
]
