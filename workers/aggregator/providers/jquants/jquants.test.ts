import { describe, expect, test } from 'vitest'
import type { ItemDataset } from '#shared/names.ts'
import type { ItemOf } from '#shared/datasets/registry.ts'
import { checkStatements } from '../../chain/check.ts'
import { type Answering, caseContext, caseQuery, recordedBody } from '../test/case.ts'
import { jquantsFailure } from './client.ts'
import { coverageIn, cutTo } from './coverage.ts'
import { jquants } from './index.ts'
import * as made from './made.fixture.ts'

type Datasets = Exclude<keyof typeof jquants.datasets, 'instrument' | 'statements' | 'fx'>
const path = (match: string, body: string, status = 200): Answering => ({
  match,
  body: () => body,
  status,
})

const ask = async <D extends Datasets & ItemDataset>(
  dataset: D,
  answers: readonly Answering[],
  symbol = '7203',
) => {
  const { context, sent } = caseContext({ answers })
  const answer = await jquants.datasets[dataset]?.fetch(
    caseQuery({ market: 'JP', symbol }),
    context,
  )
  if (!answer?.ok) throw new Error(answer?.detail)
  return {
    ...answer.data,
    sent,
    items: answer.data.items.map(({ item }) => item as ItemOf<D>),
    known: answer.data.items.map(({ known_at }) => known_at),
  }
}
const statements = async (symbol: string, ...rows: Record<string, unknown>[]) => {
  const { context } = caseContext({ answers: [path('/fins/summary', made.page(rows))] })
  const answer = await jquants.datasets.statements?.fetch(
    caseQuery({ market: 'JP', symbol }),
    context,
  )
  const checked =
    answer && checkStatements({ provider: 'jquants', market: 'JP', symbol, known: null }, answer)
  if (!checked?.ok) throw new Error(checked?.detail)
  return checked.data
}

const COVERED =
  'Your subscription covers the following dates: 2024-03-21 ~ 2026-03-21. If you want more data, please check other plans:https://jpx-jquants.com/#dataset'

describe('errors', () => {
  const reason = (status: number, message: string) =>
    jquantsFailure({ status, json: { message } })?.reason
  test('dates outside the plan are 400, not 403, and an endpoint that is no more is not the plan', () => {
    expect(reason(400, COVERED)).toBe('plan')
    expect(reason(403, 'This API is not available on your subscription ...')).toBe('plan')
    expect(reason(403, '... no active subscription ...')).toBe('plan')
    expect(reason(403, 'The requested endpoint does not exist ...')).toBe('bad_request')
    expect(reason(401, 'The api key is required')).toBe('auth')
    expect(reason(429, 'Too many requests')).toBe('rate_limit')
    expect(jquantsFailure({ status: 200, json: { message: 'fine' } })).toBeNull()
  })
  test('the end of the covered span may be blank', () => {
    expect(coverageIn('covers the following dates: 2021-10-03 ~ . If')).toEqual({
      from: '2021-10-03',
      to: null,
    })
    expect(
      cutTo({ from: '2015-01-01', to: '2026-11-23' }, { from: '2024-03-21', to: '2026-03-21' }),
    ).toEqual({ from: '2024-03-21', to: '2026-03-21' })
    expect(
      cutTo({ from: '2026-10-01', to: '2026-11-23' }, { from: '2024-03-21', to: '2026-03-21' }),
    ).toBeNull()
  })
  test('a range that reaches out of the plan is cut to it, once, and the span is remembered', async () => {
    const { context, sent } = caseContext({
      answers: [
        path('to=20260321', made.page([made.bar])),
        path('/equities/bars/daily', JSON.stringify({ message: COVERED }), 400),
      ],
    })
    const query = caseQuery({ market: 'JP', symbol: '7203' })
    expect(await jquants.datasets.bars?.fetch(query, context)).toMatchObject({ ok: true })
    expect(sent.map(({ url }) => new URL(url).search)).toEqual([
      '?code=72030&from=20150101&to=20261123',
      '?code=72030&from=20240321&to=20260321',
    ])
    expect(await jquants.datasets.bars?.fetch(query, context)).toMatchObject({ ok: true })
    expect(sent).toHaveLength(3)
  })
})

describe('paging', () => {
  test('pages are read until none is named', async () => {
    const { items, sent, sources } = await ask('bars', [
      path('pagination_key=second', made.page([{ ...made.bar, Date: '2025-01-09' }])),
      path('/equities/bars/daily', made.page([made.bar], 'second')),
    ])
    expect(items[0]?.bars.map(({ date }) => date)).toEqual(['2025-01-06', '2025-01-09'])
    expect([sent.length, sources.length]).toEqual([2, 2])
  })
  test('an answer that never ends is refused', async () => {
    const { context } = caseContext({
      answers: [path('/equities/bars/daily', made.page([made.bar], 'more'))],
    })
    expect(
      await jquants.datasets.bars?.fetch(caseQuery({ market: 'JP', symbol: '7203' }), context),
    ).toMatchObject({ ok: false, reason: 'malformed' })
  })
})

describe('bars and actions', () => {
  test('a day without trade has no bar; adjusted prices know splits alone', async () => {
    const { items, subject } = await ask('bars', [
      path('/equities/bars/daily', made.page([made.bar, made.untraded])),
    ])
    expect(subject).toEqual({ symbol: '7203', name: null, currency: null })
    expect(items).toEqual([
      {
        adjustment: 'raw',
        currency: 'JPY',
        bars: [
          {
            date: '2025-01-06',
            open: '1100',
            high: '1122',
            low: '1099',
            close: '1111',
            volume: '111100',
            turnover: '123432100',
          },
        ],
      },
      {
        adjustment: 'split',
        currency: 'JPY',
        bars: [
          {
            date: '2025-01-06',
            open: '550',
            high: '561',
            low: '549.5',
            close: '555.5',
            volume: '222200',
            turnover: '123432100',
          },
        ],
      },
    ])
  })
  test('AdjFactor is the split on that day: 0.5 is two for one, 0.333333 three', async () => {
    const { items } = await ask('actions', [
      path(
        '/equities/bars/daily',
        made.page([
          made.bar,
          made.splitDay,
          { ...made.splitDay, Date: '2025-01-09', AdjFactor: 0.333333 },
        ]),
      ),
      path(
        '/fins/dividend',
        JSON.stringify({ message: 'This API is not available on your subscription' }),
        403,
      ),
    ])
    expect(items).toMatchObject([
      { kind: 'split', ex_date: '2025-01-09', ratio: '3' },
      { kind: 'split', ex_date: '2025-01-08', ratio: '2' },
    ])
  })
  test('only decided dividends count, in their last notice', async () => {
    const { items, known } = await ask('actions', [
      path('/equities/bars/daily', made.page([made.bar])),
      path(
        '/fins/dividend',
        made.page([
          { ...made.notice, StatCode: '2', PubDate: '2025-02-06', DivRate: 12 },
          made.notice,
          { ...made.notice, RefNo: '2', FRCode: '2', DivRate: '-' },
          { ...made.notice, RefNo: '3', StatCode: '3' },
        ]),
      ),
    ])
    expect(items).toEqual([
      {
        kind: 'dividend',
        ex_date: '2025-03-28',
        amount: '12',
        unit: 'JPY/share',
        split_adjusted: false,
        plan: null,
        announced_on: '2025-02-06',
        record_date: '2025-03-31',
        pay_date: '2025-06-12',
      },
    ])
    expect(known).toEqual(['2025-02-06T14:59:59.999Z'])
  })
})

describe('disclosures', () => {
  test('what is known from when: the clock of the disclosure is Tokyo’s', async () => {
    const { facts, instrument } = await statements('7203', made.summary)
    expect(instrument).toMatchObject({ id: 'JP:7203', fiscal_year_end: '03-31' })
    expect(facts[0]).toMatchObject({
      filed_at: '2025-05-08',
      known_at: '2025-05-08T04:55:00.000Z',
      basis: { consolidation: 'consolidated', standard: 'IFRS' },
    })
    expect(
      Object.fromEntries(facts.map((fact) => [fact.concept, `${fact.value} ${fact.unit}`])),
    ).toMatchObject({
      revenue: '111111000000 JPY',
      total_equity: '333333000000 JPY',
      eps_basic: '111.11 JPY/share',
      dividends_per_share: '22.22 JPY/share',
      shares_basic: '100000000 shares',
      investing_cash_flow: '-33333000000 JPY',
    })
  })
  test('a company without subsidiaries reports itself', async () => {
    const { facts } = await statements('7203', {
      ...made.summary,
      DocType: 'FYFinancialStatements_NonConsolidated_JP',
    })
    expect(facts[0]?.basis).toEqual({ consolidation: 'parent', standard: 'J-GAAP' })
  })
  test.each([
    'EarnForecastRevision',
    'DividendForecastRevision',
    'REITEarnForecastRevision',
    'REITDividendForecastRevision',
  ])('%s is no statement: not one of its columns becomes a fact', async (DocType) => {
    const revision = {
      ...made.summary,
      DocType,
      DiscDate: '2025-11-05',
      DiscNo: '20251105111111',
      Sales: '999999000000',
      EPS: '999.99',
    }
    const alone = await statements('7203', made.summary)
    const both = await statements('7203', made.summary, revision)
    expect(alone.facts.length).toBeGreaterThan(5)
    expect(both.facts).toEqual(alone.facts)
  })
  test('ordinary profit is not profit before tax', async () => {
    const { facts } = await statements('7203', { ...made.summary, OdP: '1' })
    expect(facts.some(({ concept }) => concept === 'pretax_income')).toBe(false)
  })
  test('outstanding shares are the issued ones without the treasury’s; a correction names only what it corrects', async () => {
    const correction = {
      ...made.summary,
      DiscDate: '2025-05-20',
      ShOutFY: '',
      TrShFY: '1111111',
      NxFSales: '',
      DocType: 'FYFinancialStatements_Consolidated_IFRS',
    }
    const { items } = await ask('shares', [
      path('/fins/summary', made.page([correction, made.summary])),
    ])
    expect(items[0]?.figures.map(({ concept, value }) => `${concept} ${value}`)).toEqual([
      'shares_issued 111111111',
      'treasury_shares 1111111',
      'shares_outstanding 110000000',
    ])
  })
  test('a revised forecast is guidance, and no actual figure', async () => {
    const revision = {
      ...made.summary,
      DiscDate: '2025-11-05',
      DiscNo: '2',
      DocType: 'EarnForecastRevision',
      CurFYEn: '2026-03-31',
      FNP: '13333000000',
      NxFSales: '',
      NxFOP: '',
      NxFNp: '',
      NxFEPS: '',
      NxFDivAnn: '',
    }
    const { items } = await ask('estimates', [
      path('/fins/summary', made.page([made.summary, revision])),
    ])
    expect(items[0]).toEqual({
      kind: 'guidance',
      concept: 'net_income',
      period: 'FY2026',
      period_end: '2026-03-31',
      as_of: '2025-11-05',
      unit: 'JPY',
      low: '13333000000',
      high: '13333000000',
      words: 'EarnForecastRevision',
    })
    expect(items).toContainEqual(
      expect.objectContaining({
        concept: 'eps_basic',
        period: 'FY2026',
        low: '122.22',
        unit: 'JPY/share',
      }),
    )
  })
  test('the list names a company in two languages', async () => {
    const { context } = caseContext({
      answers: [path('/equities/master', made.page([made.listed]))],
    })
    expect(
      await jquants.datasets.instrument?.fetch({ text: 'example motor', market: 'JP' }, context),
    ).toMatchObject({
      data: [
        {
          symbol: '7203',
          name: '見本自動車',
          names: { en: 'EXAMPLE MOTOR CORPORATION' },
          exchange: 'プライム',
        },
      ],
    })
  })
})

describe('as recorded', () => {
  const body = (file: string) =>
    JSON.parse(recordedBody(`jquants/${file}`)) as { data: Record<string, unknown>[] }
  test('Nissui 1332: a correction of the same period is merged field by field', async () => {
    const { facts } = await statements('1332', ...body('fins_summary_1332_correction.json').data)
    expect(facts.map(({ concept, value, filed_at }) => `${concept} ${value} ${filed_at}`)).toEqual([
      'revenue 886126000000 2025-05-14',
      'net_income 25381000000 2025-05-14',
      'eps_basic 81.66 2025-05-14',
      'net_income 27213000000 2025-05-21',
    ])
  })
  test('the phrases of errors', () => {
    const phrases = JSON.parse(recordedBody('jquants/errors.json')) as Record<
      string,
      { message?: string }
    >
    const of = (name: string, status: number) =>
      jquantsFailure({ status, json: phrases[name] })?.reason
    expect([
      of('400_out_of_coverage', 400),
      of('400_free_plan', 400),
      of('403_plan', 403),
      of('403_expired', 403),
      of('403_bad_path', 403),
    ]).toEqual(['plan', 'plan', 'plan', 'plan', 'bad_request'])
    expect(coverageIn(phrases['400_out_of_coverage']?.message ?? '')).toEqual({
      from: '2021-10-03',
      to: null,
    })
  })
  test('every column that is read is one of the official client’s', () => {
    const { columns } = JSON.parse(recordedBody('jquants/columns_v2.json')) as {
      columns: Record<string, string[]>
    }
    const known = (row: Record<string, unknown>, list: string): string[] =>
      Object.keys(row).filter((column) => !columns[list]?.includes(column))
    expect(known(made.summary, 'FIN_SUMMARY_COLUMNS_V2')).toEqual([])
    expect(known(made.bar, 'EQ_BARS_DAILY_COLUMNS_V2')).toEqual([])
    expect(known(made.notice, 'FINS_DIVIDEND_COLUMNS_V2')).toEqual([])
    expect(known(made.listed, 'EQ_MASTER_COLUMNS_V2')).toEqual([])
  })
  test('the documented samples: 8697, nine months of 2022 and a bar', async () => {
    const { facts } = await statements('8697', ...body('fins_summary_86970_docsample.json').data)
    expect(facts.map(({ concept, period, value }) => `${concept} ${period} ${value}`)).toEqual(
      expect.arrayContaining([
        'revenue 2023-9M 100529000000',
        'net_income 2023-9M 35175000000',
        // Cash at the end is of the balance sheet as much as of the cash flow.
        'cash @2022-12-31 91135000000',
        'end_cash @2022-12-31 91135000000',
      ]),
    )
    const { items } = await ask(
      'bars',
      [path('/equities/bars/daily', made.page(body('bars_daily_86970_docsample.json').data))],
      '8697',
    )
    expect(items[0]?.bars[0]).toMatchObject({
      close: '2045',
      volume: '2202500',
      turnover: '4507051850',
    })
  })
})
