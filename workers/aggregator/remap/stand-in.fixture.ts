/**
 * For tests: a provider with statements, news, dividends and bars, whose upstream and whose mapping
 * the test changes. Its answers are JSON lists in a form of its own.
 */
import type { ConceptId } from '#shared/concepts.ts'
import { providerNamed } from '../chain/deps.fixture.ts'
import type {
  CompanyQuery,
  ItemsAnswer,
  NewFact,
  Provider,
  ProviderContext,
  ProviderResult,
  StatementsAnswer,
} from '../model/provider.ts'
import { askUpstream, type UpstreamAnswer } from '../providers/http-client.ts'

export interface Row {
  end: string
  sales?: number
  profit?: number
  known: string
}
export interface Upstream {
  income: Row[]
  /** A second answer that the statements are made from. */
  balance: { end: string; assets: number; known: string }[]
  news: { id: string; at: string; title: string; head: string }[]
  dividends: { date: string; amount: string }[]
  bars: { date: string; close: string }[]
}

/** What the adapter makes of the columns; a mended adapter has another one. */
export interface Mapping {
  revenue: 'sales' | 'profit'
  withProfit: boolean
  title: 'title' | 'head'
  dividendTimes: number
  closeOf(close: string): string
  /** One more address that the adapter asks for. */
  asksMore?: string
}
export const PLAIN: Mapping = {
  revenue: 'sales',
  withProfit: true,
  title: 'title',
  dividendTimes: 1,
  closeOf: (close) => close,
}

const HOST = 'https://stand-in.example.com'

/** The context of a live read at `now`. Counts what is sent. */
export const standInContext = (
  upstream: Upstream,
  now: Date,
): { context: ProviderContext; sent: string[] } => {
  const sent: string[] = []
  const memory = new Map<string, string>()
  return {
    sent,
    context: {
      requestId: 'stand-in',
      fetch: async (input) => {
        const url = new URL(new Request(input).url)
        sent.push(url.pathname)
        const part = url.pathname.slice(1) as keyof Upstream
        return Response.json(upstream[part], { status: part in upstream ? 200 : 404 })
      },
      now: () => now,
      key: null,
      timeoutMs: 5_000,
      contact: 'Test test@example.com',
      memory: {
        get: async (name) => memory.get(name) ?? null,
        put: async (name, value) => {
          memory.set(name, value)
        },
      },
    },
  }
}

const asked = async <P extends keyof Upstream>(
  part: P,
  { symbol, to }: CompanyQuery,
  context: ProviderContext,
): Promise<ProviderResult<{ rows: Upstream[P]; answer: UpstreamAnswer }>> => {
  const url = `${HOST}/${part}?of=${symbol}&to=${to}&at=${context.now().getTime()}`
  const answer = await askUpstream(context, { provider: 'fmp', url })
  return answer.ok
    ? { ok: true, data: { rows: answer.data.json as Upstream[P], answer: answer.data } }
    : answer
}

const factOf = (
  concept: ConceptId,
  end: string,
  value: number,
  known_at: string,
  source: number,
): NewFact => ({
  concept,
  period: concept === 'total_assets' ? `@${end}` : `FY${end.slice(0, 4)}`,
  period_label: null,
  start: concept === 'total_assets' ? null : `${end.slice(0, 4)}-01-01`,
  end,
  value: String(value),
  unit: 'USD',
  basis: { consolidation: 'consolidated', standard: 'US-GAAP' },
  provider: 'fmp',
  provider_field: concept,
  provider_record: `row ${end}`,
  form: null,
  source_url: 'https://stand-in.example.com/about',
  filed_at: null,
  known_at,
  quality: 'ok',
  source,
})

const subject = { symbol: null, name: null, currency: null }

export const standIn = (mapping: Mapping): Provider => {
  const items = <P extends 'news' | 'dividends' | 'bars', D extends 'news' | 'actions' | 'bars'>(
    part: P,
    make: (rows: Upstream[P]) => ItemsAnswer<D>['items'],
  ) => ({
    markets: ['US'] as const,
    calls: 1,
    async fetch(query: CompanyQuery, context: ProviderContext) {
      const given = await asked(part, query, context)
      if (!given.ok) return given
      const data: ItemsAnswer<D> = {
        subject,
        items: make(given.data.rows),
        sources: [given.data.answer.raw],
      }
      return { ok: true as const, data }
    },
  })
  return providerNamed('fmp', {
    statements: {
      markets: ['US'],
      calls: 2,
      parts: { US: ['income', 'balance'] },
      async fetch(query, context): Promise<ProviderResult<StatementsAnswer>> {
        const income = await asked('income', query, context)
        if (!income.ok) return income
        const balance = await asked('balance', query, context)
        if (!balance.ok) return balance
        if (mapping.asksMore)
          await askUpstream(context, { provider: 'fmp', url: `${HOST}/${mapping.asksMore}` })
        const { market, symbol } = query
        return {
          ok: true,
          data: {
            instrument: {
              id: `${market}:${symbol}`,
              market,
              symbol,
              name: 'Example Inc.',
              names: {},
              exchange: null,
              industry: null,
              fiscal_year_end: '12-31',
              identifiers: {},
            },
            facts: [
              ...income.data.rows.flatMap(({ end, known, ...row }) => {
                const revenue = row[mapping.revenue]
                return [
                  ...(revenue === undefined ? [] : [factOf('revenue', end, revenue, known, 0)]),
                  ...(mapping.withProfit && row.profit !== undefined
                    ? [factOf('net_income', end, row.profit, known, 0)]
                    : []),
                ]
              }),
              ...balance.data.rows.map(({ end, assets, known }) =>
                factOf('total_assets', end, assets, known, 1),
              ),
            ],
            sources: [income.data.answer.raw, balance.data.answer.raw],
            recorded: null,
          },
        }
      },
    },
    news: items('news', (rows) =>
      rows.map((row) => ({
        key: row.id,
        item: {
          title: row[mapping.title],
          published_at: row.at,
          publisher: 'Example Wire',
          url: `https://stand-in.example.com/${row.id}`,
          summary: null,
        },
        known_at: row.at,
        source_url: `https://stand-in.example.com/${row.id}`,
        source: 0,
      })),
    ),
    actions: items('dividends', (rows) =>
      rows.map(({ date, amount }) => ({
        key: `dividend ${date}`,
        item: {
          kind: 'dividend',
          ex_date: date,
          amount: String(Number(amount) * mapping.dividendTimes),
          unit: 'USD/share',
          split_adjusted: false,
          announced_on: null,
          record_date: null,
          pay_date: null,
          plan: null,
        },
        known_at: `${date}T20:00:00.000Z`,
        source_url: 'https://stand-in.example.com/dividends',
        source: 0,
      })),
    ),
    bars: items('bars', (rows) => [
      {
        key: 'raw',
        item: {
          adjustment: 'raw',
          currency: 'USD',
          bars: rows.map(({ date, close }) => ({
            date,
            open: null,
            high: null,
            low: null,
            close: mapping.closeOf(close),
            volume: null,
            turnover: null,
          })),
        },
        known_at: '2026-11-01T00:00:00.000Z',
        source_url: 'https://stand-in.example.com/bars',
        source: 0,
      },
    ]),
  })
}
