import { describe, expect, it } from 'vitest'
import { type Answering, caseContext, recordedText } from '../test/case.ts'
import { sec } from './index.ts'
import { profileOf } from './profile.ts'
import { companyFactsSchema, submissionsSchema } from './raw.ts'
import { companyFacts, filing } from './companyfacts.fixture.ts'
import { answer, example, exampleAnswer, known, knownAs, play, served } from './play.fixture.ts'
import { toFacts } from './to-facts.ts'

const recorded = (match: string, file: string): Answering => ({
  match,
  body: () => recordedText(`sec/${file}`),
})
const listed = recorded('company_tickers.json', 'company_tickers.json')
const submissionsOf = (name: string, cik: string) =>
  recorded(`submissions/CIK${cik}.json`, `submissions_${name}_CIK${cik}.json`)

describe('as recorded', () => {
  it('a profile: Apple, with the names it had', async () => {
    const { subject, items } = await served('profile', 'AAPL', [
      submissionsOf('AAPL', '0000320193'),
      listed,
    ])
    expect(subject).toEqual({ symbol: 'AAPL', name: 'Apple Inc.', currency: null })
    expect(items[0]?.item).toEqual({
      name: 'Apple Inc.',
      names: { en: 'Apple Inc.' },
      exchange: 'Nasdaq',
      sector: null,
      industry: 'Electronic Computers',
      description: null,
      website: null,
      employees: null,
      listed_on: null,
      officers: [],
      quote_currency: null,
      reporting_currency: null,
      country: 'United States',
      address: 'ONE APPLE PARK WAY, CUPERTINO, CA 95014',
      fiscal_year_end: '09-26',
      former_names: [
        { name: 'APPLE INC', until: '2019-08-05' },
        { name: 'APPLE COMPUTER INC', until: '2007-01-04' },
        { name: 'APPLE COMPUTER INC/ FA', until: '1997-07-28' },
      ],
      identifiers: { cik: '0000320193', sic: '3571', ein: '942404110' },
    })
  })

  it.each([
    ['MSFT', '0000789019', 'Services-Prepackaged Software', '06-30'],
    ['NVDA', '0001045810', 'Semiconductors & Related Devices', '01-31'],
  ])('a profile: %s', async (symbol, cik, industry, fiscalYearEnd) => {
    const { items } = await served('profile', symbol, [submissionsOf(symbol, cik), listed])
    expect(items[0]?.item).toMatchObject({
      industry,
      fiscal_year_end: fiscalYearEnd,
      exchange: 'Nasdaq',
      country: 'United States',
    })
  })

  it.each([
    ['BUFFETT-person', '0000315090'],
    ['HASTINGS-person', '0001033331'],
  ])('submissions of a person have no ticker and are no company: %s', async (name, cik) => {
    const { answer } = await play(
      'profile',
      'AAPL',
      [submissionsOf(name, cik), submissionsOf('AAPL', '0000320193'), listed],
      { known: knownAs('AAPL', cik) },
    )
    // Known by a wrong CIK, it is looked up anew; where the list itself leads to a person, it is
    // refused.
    expect(answer.ok && answer.data.subject.name).toBe('Apple Inc.')
    const list = {
      match: 'company_tickers.json',
      body: () =>
        JSON.stringify({ 0: { cik_str: Number(cik), ticker: 'AAPL', title: 'Apple Inc.' } }),
    }
    expect((await play('profile', 'AAPL', [submissionsOf(name, cik), list])).answer).toMatchObject({
      ok: false,
      reason: 'wrong_instrument',
    })
  })

  it('share counts are of the cover and of the balance sheet, each on its date', async () => {
    const facts = recorded(
      'companyfacts/CIK0000320193.json',
      'companyfacts_AAPL_CIK0000320193.json',
    )
    const { items, subject } = await served('shares', 'AAPL', [
      facts,
      submissionsOf('AAPL', '0000320193'),
      listed,
    ])
    expect(subject.symbol).toBe('AAPL')
    expect(items[0]).toMatchObject({
      key: '2026-01-16',
      item: {
        date: '2026-01-16',
        figures: [
          {
            concept: 'shares_outstanding',
            value: '14681140000',
            unit: 'shares',
            provider_field: 'dei:EntityCommonStockSharesOutstanding',
          },
        ],
      },
      known_at: '2026-01-31T04:59:59.999Z',
      source_url:
        'https://www.sec.gov/Archives/edgar/data/320193/000032019326000006/aapl-20251227.htm',
    })
    expect(items.find(({ key }) => key === '2025-09-27')?.item.figures[0]).toMatchObject({
      provider_field: 'us-gaap:CommonStockSharesOutstanding',
    })
    expect(items.map(({ key }) => key)).toEqual(
      items
        .map(({ key }) => key)
        .toSorted()
        .toReversed(),
    )
  })

  it.each([
    ['NVDA', '0001045810', '2026-05-15', '24200000000'],
    ['MRVL', '0001835632', '2026-05-21', '874800000'],
  ])('the newest count of %s', (symbol, cik, date, value) => {
    const given = companyFactsSchema.parse(
      JSON.parse(recordedText(`sec/companyfacts_${symbol}_CIK${cik}.json`)),
    )
    const facts = toFacts({ companyFacts: given, documents: new Map(), fiscalYearEnd: null })
    expect(
      facts.ok && facts.data.filter((fact) => fact.concept === 'shares_outstanding').at(-1),
    ).toMatchObject({ end: date, value })
  })

  it('filings: titles that say what is in them, no clock, no reports of insiders', async () => {
    const { items, sent } = await served(
      'filings',
      'AAPL',
      [submissionsOf('AAPL', '0000320193'), listed],
      { from: '2025-10-01' },
    )
    expect(
      items.slice(0, 5).map(({ item }) => [item.filed_at, item.title, item.period_end]),
    ).toEqual([
      ['2026-02-24', '8-K: Submission of matters to a vote of security holders', '2026-02-24'],
      ['2026-01-30', '10-Q', '2025-12-27'],
      ['2026-01-29', '8-K: Results of operations and financial condition', '2026-01-29'],
      ['2026-01-22', 'PX14A6G: NATIONAL LEGAL AND POLICY CENTER - PX14A6G', null],
      ['2026-01-08', 'DEFA14A: DEFINITIVE ADDITIONAL PROXY SOLICITING MATERIALS', null],
    ])
    expect(items.find(({ item }) => item.form === '10-K')).toEqual({
      key: '0000320193-25-000079',
      item: {
        title: '10-K',
        form: '10-K',
        filed_at: '2025-10-31',
        accepted_at: null,
        period_end: '2025-09-27',
        document_id: '0000320193-25-000079',
        url: 'https://www.sec.gov/Archives/edgar/data/320193/000032019325000079/aapl-20250927.htm',
      },
      known_at: '2025-11-01T03:59:59.999Z',
      source_url:
        'https://www.sec.gov/Archives/edgar/data/320193/000032019325000079/aapl-20250927.htm',
      source: 0,
    })
    expect(items.some(({ item }) => /^(3|4|5|144)(\/A)?$/.test(item.form ?? ''))).toBe(false)
    expect(sent).toHaveLength(2)
  })

  it.each([
    ['MSFT', '0000789019'],
    ['NVDA', '0001045810'],
  ])('filings: each of %s on the first page has a title and an address', async (symbol, cik) => {
    const { items } = await served('filings', symbol, [submissionsOf(symbol, cik), listed], {
      from: '2019-12-01',
      limit: 5_000,
    })
    expect(items.length).toBeGreaterThan(5)
    for (const { item } of items) {
      expect(item.title).not.toBe('')
      expect(item.url).toMatch(/^https:\/\/www\.sec\.gov\/Archives\/edgar\/data\/\d+\/\d{18}\//)
    }
  })

  it('search finds a company by ticker and by name, the shorter ticker first', async () => {
    const find = async (text: string) => {
      const found = await sec.datasets.instrument?.fetch(
        { text, market: 'US' },
        caseContext({ answers: [listed] }).context,
      )
      return found?.ok
        ? found.data.map(({ symbol, name, identifiers }) => [symbol, name, identifiers.cik])
        : found
    }
    expect((await find('brk/b'))?.[0 as never]).toEqual([
      'BRK.B',
      'BERKSHIRE HATHAWAY INC',
      '0001067983',
    ])
    expect((await find('nvidia'))?.[0 as never]).toEqual(['NVDA', 'NVIDIA CORP', '0001045810'])
    expect(await find('no such company at all')).toEqual([])
  })

  it('an unknown CIK is answered with XML and 404: not found', async () => {
    const missing: Answering = {
      ...recorded('submissions/CIK0000000001.json', 'error_404_submissions_bad_cik.xml'),
      status: 404,
    }
    const list = {
      match: 'company_tickers.json',
      body: () => JSON.stringify({ 0: { cik_str: 1, ticker: 'GONE', title: 'Gone Inc.' } }),
    }
    expect((await play('filings', 'GONE', [missing, list])).answer).toEqual({
      ok: false,
      reason: 'not_found',
      detail: 'sec: data.sec.gov answered HTTP 404',
    })
  })
})

describe('a profile', () => {
  const given = (more: object) =>
    profileOf('EXMP', submissionsSchema.parse({ ...example([]), ...more }))
  it.each([
    ['NY', 'NY', 'United States'],
    ['A6', 'Ontario, Canada', 'Canada'],
    ['F4', 'China', 'China'],
    ['XX', null, null],
  ])(
    'of an address in %s has the country %s',
    (stateOrCountry, stateOrCountryDescription, country) => {
      expect(
        given({ addresses: { business: { stateOrCountry, stateOrCountryDescription } } }).country,
      ).toBe(country)
    },
  )
  it.each([
    ['www.example.com', 'https://www.example.com'],
    ['http://example.com/investors', 'http://example.com/investors'],
    ['none yet', null],
    ['', null],
  ])('with the website "%s"', (website, url) => {
    expect(given({ website }).website).toBe(url)
  })
})

describe('share counts', () => {
  it('by class of share are not in companyfacts: empty, and the reason is said', async () => {
    const k24 = filing('0001652044-25-000014', '10-K', '2025-02-05', 2024, 'FY')
    const facts = companyFacts({ 'us-gaap:Assets': { USD: [k24.at('2024-12-31', 450)] } })
    const { answer: given } = await play(
      'shares',
      'EXMP',
      [answer('companyfacts', facts), exampleAnswer(example([]))],
      { known },
    )
    expect(given).toMatchObject({
      ok: false,
      reason: 'empty',
      detail: expect.stringContaining('class'),
    })
  })
})
