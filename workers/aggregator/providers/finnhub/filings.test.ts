/** Reported filings of all kinds, in Finnhub's form. */
import { describe, expect, test } from 'vitest'
import { served, statements, texts } from './asking.fixture.ts'
import { readSection } from './report.ts'

describe('filings of any kind', () => {
  const line = (concept: string, value: unknown, unit = 'usd') => ({
    concept,
    unit,
    label: concept,
    value,
  })
  const filing = (report: Record<string, unknown>, more: Record<string, unknown> = {}) => ({
    accessNumber: '0000000011-26-000001',
    symbol: 'TST',
    quarter: 0,
    form: '10-K',
    filedDate: '2026-02-02 00:00:00',
    startDate: '2025-01-01 00:00:00',
    endDate: '2025-12-31 00:00:00',
    report: { bs: [], ic: [], cf: [], ...report },
    ...more,
  })
  const company = (...data: unknown[]) => ({ cik: '11', symbol: 'TST', data })

  test('a value of "N/A" is none', async () => {
    const { facts } = served(
      await statements(
        company(filing({ bs: [line('us-gaap_Assets', 111), line('us-gaap_InventoryNet', 'N/A')] })),
      ),
    )
    expect(facts.map(({ concept }) => concept)).toEqual(['total_assets'])
  })
  test("a concept under the company's own prefix is not the standard one", async () => {
    const { facts } = served(
      await statements(
        company(
          filing({
            bs: [line('tst_Assets', 99), line('us-gaap:Assets', 111), line('InventoryNet', 5)],
          }),
        ),
      ),
    )
    expect(texts(facts)).toEqual({ total_assets: '111 USD', inventory: '5 USD' })
  })
  test('a section of an old filing is an object without units: the currency is that of the other filings, or there is no figure', async () => {
    const old = filing(
      { bs: { Assets: 99, 'tst:Own': 1 } },
      {
        endDate: '2018-12-31 00:00:00',
        startDate: '2018-12-31 00:00:00',
        accessNumber: '0000000011-19-000001',
      },
    )
    expect(served(await statements(company(old))).facts).toEqual([])
    const { facts } = served(
      await statements(company(filing({ bs: [line('us-gaap_Assets', 111)] }), old)),
    )
    expect(facts.map(({ end, value, unit }) => [end, value, unit])).toEqual([
      ['2025-12-31', '111', 'USD'],
      ['2018-12-31', '99', 'USD'],
    ])
  })
  test('a start that is the end tells nothing: the flows of such a year count from the year before, or not at all', async () => {
    const report = { ic: [line('us-gaap_Revenues', 11)] }
    const wrong = filing(report, { startDate: '2025-12-31 00:00:00' })
    const { facts } = served(
      await statements(
        company(
          wrong,
          filing(report, { startDate: '2024-12-31 00:00:00', endDate: '2024-12-31 00:00:00' }),
        ),
      ),
    )
    expect(facts.map(({ period, start }) => [period, start])).toEqual([['FY2025', '2025-01-01']])
  })
  test('figures in a unit that does not fit the concept are none; amounts keep their currency', async () => {
    const { facts } = served(
      await statements(
        company(
          filing({
            ic: [
              line('us-gaap_Revenues', 11, 'eur'),
              line('us-gaap_EarningsPerShareBasic', 1.5, 'eur/share'),
              line('us-gaap_GrossProfit', 3, 'shares'),
            ],
          }),
        ),
      ),
    )
    expect(texts(facts)).toEqual({ revenue: '11 EUR', eps_basic: '1.5 EUR/share' })
  })
  test('several values under one tag are a total and its parts, or no figure', () => {
    const section = served(
      readSection(
        [
          line('us-gaap_Revenues', 3),
          line('us-gaap_Revenues', 7),
          line('us-gaap_Revenues', 10),
          line('us-gaap_Assets', 1),
          line('us-gaap_Assets', 5),
        ],
        'ic',
      ),
    )
    expect([...section].map(([tag, { value }]) => [tag, value])).toEqual([['Revenues', '10']])
  })
  test('a foreign private issuer has no filings here: empty, so that the next provider is asked', async () => {
    expect(await statements({ cik: '', symbol: 'TST', data: [] })).toMatchObject({
      ok: false,
      reason: 'empty',
    })
    expect(await statements({ cik: '', symbol: '', data: null })).toMatchObject({
      ok: false,
      reason: 'empty',
    })
  })
  test('quarterly filings of another company are refused too', async () => {
    expect(
      await statements(company(filing({})), { cik: '12', symbol: 'MSFT', data: [] }),
    ).toMatchObject({ ok: false, reason: 'wrong_instrument' })
  })
})
