/**
 * Answers of the SEC over whole markets in their documented form: frames, the filing index and the
 * list of tickers; companies and figures are invented.
 */
import { gzipSync, strToU8 } from 'fflate'
import { type Answering, editJson } from '../../test/case.ts'
import type { BulkCase } from '../../test/bulk-case.ts'

export const TARGET = 'CY2026Q2'

interface FrameRow {
  accn: string
  cik: number
  entityName: string
  loc: string
  start?: string
  end: string
  val: number
}

export const A_10Q = '0000111111-26-000010'
export const B_10Q = '0000222222-26-000020'
/** Not in the index of periodic reports: a figure of a current report. */
const B_8K = '0000222222-26-000021'

const row = (cik: number, accn: string, val: number, end: string, start?: string): FrameRow => ({
  accn,
  cik,
  entityName: `EXAMPLE ${cik}`,
  loc: 'US-CA',
  ...(start && { start }),
  end,
  val,
})

export const frame = (tag: string, uom: string, ccp: string, data: readonly FrameRow[]): string =>
  JSON.stringify({
    taxonomy: 'us-gaap',
    tag,
    ccp,
    uom,
    label: tag,
    description: tag,
    pts: data.length,
    data,
  })

/** The quarter of company 222222 ends in July: the frame is aligned, its own end is in the row. */
const QUARTER_A = ['2026-06-30', '2026-04-01'] as const
const QUARTER_B = ['2026-07-31', '2026-05-01'] as const
const NOT_FOUND = '<?xml version="1.0" encoding="UTF-8"?><Error><Code>NoSuchKey</Code></Error>'

const answered: Answering[] = [
  {
    match: `/api/xbrl/frames/us-gaap/Assets/USD/${TARGET}I.json`,
    body: () =>
      frame('Assets', 'USD', `${TARGET}I`, [
        row(111111, A_10Q, 5_000_000, '2026-06-30'),
        row(222222, B_10Q, 7_000_000, '2026-07-31'),
      ]),
  },
  {
    match: `/us-gaap/Revenues/USD/${TARGET}.json`,
    body: () =>
      frame('Revenues', 'USD', TARGET, [
        row(111111, A_10Q, 900, ...QUARTER_A),
        row(222222, B_8K, 1, ...QUARTER_B),
      ]),
  },
  {
    match: `/us-gaap/RevenueFromContractWithCustomerExcludingAssessedTax/USD/${TARGET}.json`,
    body: () =>
      frame('RevenueFromContractWithCustomerExcludingAssessedTax', 'USD', TARGET, [
        row(111111, A_10Q, 800, ...QUARTER_A),
        row(222222, B_10Q, 700, ...QUARTER_B),
      ]),
  },
  {
    match: `/us-gaap/EarningsPerShareDiluted/USD-per-shares/${TARGET}.json`,
    body: () =>
      frame('EarningsPerShareDiluted', 'USD/shares', TARGET, [
        row(111111, A_10Q, 1.25, ...QUARTER_A),
      ]),
  },
  {
    match: `/us-gaap/PaymentsToAcquirePropertyPlantAndEquipment/USD/${TARGET}.json`,
    body: () =>
      frame('PaymentsToAcquirePropertyPlantAndEquipment', 'USD', TARGET, [
        row(111111, A_10Q, 42, ...QUARTER_A),
      ]),
  },
  // Every other tag: nobody used it.
  { match: '/api/xbrl/frames/', status: 404, body: () => NOT_FOUND },
]

/** Rows of the index as the SEC writes them, under a head of several lines. */
export const INDEX = [
  'Description:           Master Index of EDGAR Dissemination Feed',
  'Last Data Received:    September 30, 2026',
  ' ',
  'CIK|Company Name|Form Type|Date Filed|Filename',
  '--------------------------------------------------------------------------------',
  `111111|EXAMPLE INC|10-Q|2026-08-01|edgar/data/111111/${A_10Q}.txt`,
  `222222|EXAMPLE | TWO|10-Q|2026-08-30|edgar/data/222222/${B_10Q}.txt`,
  '222222|EXAMPLE TWO|8-K|2026-08-29|edgar/data/222222/0000222222-26-000021.txt',
  '',
].join('\n')
const gzip = (text: string): Uint8Array => gzipSync(strToU8(text))

const changed = (change: (row: Record<string, unknown>) => void) =>
  editJson((json: { data: Record<string, unknown>[] }) => {
    const [first] = json.data
    if (first) change(first)
  })
const common = {
  provider: 'sec',
  market: 'US',
  evidence: 'reference of whole-market sources, SEC',
} as const

export const secBulk: readonly BulkCase[] = [
  {
    ...common,
    kind: 'frames',
    target: TARGET,
    answers: answered,
    kept: {
      'index 2026Q3': {
        rows: [
          [111111, A_10Q, '10-Q', '2026-08-01'],
          [222222, B_10Q, '10-Q', '2026-08-30'],
        ],
        count: null,
        next: [],
      },
    },
    spoilt: {
      null_field: changed((first) => {
        first.accn = null
      }),
      wrong_type: changed((first) => {
        first.val = 'many'
      }),
      empty: () =>
        JSON.stringify({ taxonomy: 'us-gaap', tag: 'Assets', ccp: `${TARGET}I`, pts: 0, data: [] }),
    },
    // A tag that nobody used is no fault of the crawl.
    outcomes: { empty: 'served' },
  },
  {
    ...common,
    kind: 'frames',
    target: 'index 2026Q3',
    answers: [
      {
        match: '/Archives/edgar/full-index/2026/QTR3/master.gz',
        body: () => INDEX.replace('222222|EXAMPLE | TWO', '222222|EXAMPLE TWO'),
        encode: gzip,
      },
    ],
    spoilt: {
      null_field: (text) => text.replaceAll('10-Q', ''),
      wrong_type: (text) => text.replace('CIK|', 'ID|'),
      empty: () => 'CIK|Company Name|Form Type|Date Filed|Filename\n',
    },
    outcomes: { null_field: 'empty' },
  },
  {
    ...common,
    kind: 'universe',
    target: '2026-11-20',
    answers: [
      {
        match: '/files/company_tickers_exchange.json',
        body: () =>
          JSON.stringify({
            fields: ['cik', 'name', 'ticker', 'exchange'],
            data: [
              [111111, 'EXAMPLE  INC', 'EXA', 'Nasdaq'],
              [222222, 'Example Two', 'EXB-A', 'NYSE'],
              [222222, 'Example Two', 'EXB-PB', 'NYSE'],
              [333333, 'Example Over The Counter', 'EXOTC', null],
            ],
          }),
      },
    ],
    spoilt: {
      null_field: editJson((json: { data: unknown[][] }) => {
        const [first] = json.data
        if (first) first[2] = null
      }),
      wrong_type: editJson((json: { fields: string[] }) => {
        json.fields = ['cik', 'name', 'ticker']
      }),
      empty: editJson((json: { data: unknown[] }) => {
        json.data = []
      }),
    },
  },
]
