/**
 * `financials-reported`, annual and quarterly: the three statements as filed in 10-K and 10-Q, in
 * units of one. Foreign private issuers have no such filings: they get an empty list, like a symbol
 * that does not exist.
 */
import { z } from 'zod'
import { CONCEPT_IDS, type ConceptId, conceptOf } from '#shared/concepts.ts'
import type { Currency } from '#shared/units/unit.ts'
import { instrumentFor } from '../../identity/instrument-for.ts'
import { addDays } from '#shared/calendar.ts'
import { fiscalYearsOf, periodLabeller } from '../../time/periods.ts'
import { endOfDay, MARKET_ZONES } from '../../time/market-time.ts'
import type {
  CompanyQuery,
  NewFact,
  ProviderContext,
  ProviderResult,
  StatementsAnswer,
} from '../../model/provider.ts'
import { filingUrl } from '../sec/filing-url.ts'
import { allFacts, malformed, rowFacts } from '../statement-row.ts'
import { answerOf, canonicalSymbol, edgarPage } from './client.ts'
import { type ReportedPeriod, startsOf } from './periods.ts'
import { currencyOf, figureOf, readSection, type FinnhubSection, sectionSchema } from './report.ts'

const ACCESSION = /^\d{10}-\d{2}-\d{6}$/
/** A date as Finnhub writes it: `2025-09-27 00:00:00`. */
const day = z
  .string()
  .transform((text) => text.slice(0, 10))
  .pipe(z.iso.date())
const dayOrNone = z.union([z.literal('').transform(() => null), day]).nullish()

const filingSchema = z.object({
  accessNumber: z.string().nullish(),
  symbol: z.string().nullish(),
  quarter: z.int().min(0).max(4),
  form: z.string().nullish(),
  startDate: dayOrNone,
  endDate: day,
  filedDate: dayOrNone,
  report: z.object({ bs: sectionSchema, ic: sectionSchema, cf: sectionSchema }),
})
const answerSchema = z.object({
  cik: z.union([z.string(), z.number()]).nullish(),
  symbol: z.string(),
  data: z
    .array(filingSchema)
    .nullish()
    .transform((data) => data ?? []),
})

interface FinnhubFiling extends ReportedPeriod {
  raw: z.infer<typeof filingSchema>
  bs: FinnhubSection
  tags: ReadonlySet<string>
  currency: Currency | null
  source: number
}

const filingOf = (
  raw: z.infer<typeof filingSchema>,
  source: number,
): ProviderResult<FinnhubFiling> => {
  const where = `financials-reported ${raw.accessNumber ?? raw.endDate}`
  const [bs, ic, cf] = (['bs', 'ic', 'cf'] as const).map((name) =>
    readSection(raw.report[name], `${where} ${name}`),
  )
  if (!bs?.ok) return bs ?? malformed('finnhub', where)
  if (!ic?.ok) return ic ?? malformed('finnhub', where)
  if (!cf?.ok) return cf ?? malformed('finnhub', where)
  const sections = [bs.data, ic.data, cf.data]
  const tags = new Set(sections.flatMap((section) => [...section.keys()]))
  const filed = { start: raw.startDate ?? null, end: raw.endDate, quarter: raw.quarter }
  return {
    ok: true,
    data: {
      raw,
      ...filed,
      bs: bs.data,
      ic: ic.data,
      cf: cf.data,
      tags,
      currency: currencyOf(sections),
      source,
    },
  }
}

interface FinnhubCompany {
  symbol: string
  cik: string | null
}

const recordOf = ({ raw, end }: FinnhubFiling, { symbol, cik }: FinnhubCompany) => {
  const accession = raw.accessNumber && ACCESSION.test(raw.accessNumber) ? raw.accessNumber : null
  const url =
    accession && cik
      ? filingUrl(Number(cik), accession, undefined)
      : edgarPage(symbol, raw.quarter === 0 ? '10-K' : '10-Q')
  return { record: accession ?? `${symbol} ${raw.form ?? ''} ${end}`, sourceUrl: url }
}

const SECTIONS = { income: 'ic', balance: 'bs', cash_flow: 'cf', shares: 'ic' } as const
/** Not read: these are counted on dates that the answer does not give. */
const NOT_READ: ReadonlySet<ConceptId> = new Set<ConceptId>([
  'shares_outstanding',
  'stock_split_ratio',
])

/**
 * The facts of one filing. A filing without any unit is read in the currency of the company's other
 * filings; when they have none either, it gives no facts.
 */
const factsOf = (
  filing: FinnhubFiling,
  all: readonly FinnhubFiling[],
  labelOf: (start: string, end: string) => string,
  company: FinnhubCompany,
  now: Date,
) => {
  const currency = filing.currency ?? all.find((other) => other.currency !== null)?.currency ?? null
  const starts = startsOf(filing, all)
  const filedAt = filing.raw.filedDate ?? null
  const results: ProviderResult<NewFact[]>[] = []
  for (const concept of currency ? CONCEPT_IDS : []) {
    const { statement, kind } = conceptOf(concept)
    const figure = NOT_READ.has(concept)
      ? null
      : figureOf(concept, filing[SECTIONS[statement]], filing.tags, currency ?? '')
    const start =
      kind === 'stock' ? filing.end : statement === 'cash_flow' ? starts.cashFlow : starts.income
    if (!figure || start === null) continue
    results.push(
      rowFacts(
        { [figure.field]: figure.value },
        { [concept]: [[figure.field]] },
        {
          provider: 'finnhub',
          form: filing.raw.form ?? null,
          currency: currency ?? '',
          start,
          end: filing.end,
          label: labelOf(start, filing.end),
          basis: { consolidation: 'consolidated', standard: 'US-GAAP' },
          filedAt,
          knownAt: filedAt ? endOfDay(filedAt, MARKET_ZONES.US) : now.toISOString(),
          ...recordOf(filing, company),
        },
      ),
    )
  }
  const facts = allFacts(results)
  return facts.ok
    ? { ...facts, data: facts.data.map((fact) => ({ ...fact, source: filing.source })) }
    : facts
}

/**
 * The fiscal year's last day as MM-DD: the end of the newest year. For a company without a full
 * year, it is the day before the first day of its year so far.
 */
const yearEndOf = (filings: readonly FinnhubFiling[]): string | null => {
  const year = filings.find((filing) => filing.quarter === 0)
  if (year) return year.end.slice(5)
  const start = filings
    .map((filing) => startsOf(filing, filings).cashFlow)
    .find((day) => day !== null)
  return start ? addDays(start, -1).slice(5) : null
}

/** Makes two calls, which cover about sixteen years. */
export const statements = async (
  { market, symbol, known }: CompanyQuery,
  context: ProviderContext,
): Promise<ProviderResult<StatementsAnswer>> => {
  const ask = (freq: string) =>
    answerOf(context, 'stock/financials-reported', { symbol, freq }, answerSchema)
  const [annual, quarterly] = await Promise.all([ask('annual'), ask('quarterly')])
  if (!annual.ok) return annual
  if (!quarterly.ok) return quarterly
  const answers = [annual.data, quarterly.data]
  const named = answers
    .flatMap(({ value }) => [value.symbol, ...value.data.map((row) => row.symbol ?? '')])
    .filter((name) => name !== '')
  const other = named.find((name) => canonicalSymbol(name) !== symbol)
  if (other)
    return {
      ok: false,
      reason: 'wrong_instrument',
      detail: `finnhub: asked for ${symbol}, answered ${other}`,
    }
  const filings: FinnhubFiling[] = []
  for (const [source, { value }] of answers.entries())
    for (const raw of value.data) {
      const filing = filingOf(raw, source)
      if (!filing.ok) return filing
      filings.push(filing.data)
    }
  filings.sort((a, b) => b.end.localeCompare(a.end))
  if (filings.length === 0 || named.length === 0)
    return { ok: false, reason: 'empty', detail: `finnhub has no statements of ${symbol}` }
  const digits = String(annual.data.value.cik ?? '').replace(/\D/g, '')
  const company = {
    symbol: canonicalSymbol(named[0] ?? ''),
    cik: digits ? digits.padStart(10, '0') : null,
  }
  const years = filings.filter((filing) => filing.quarter === 0)
  const durations = years.flatMap((filing) => {
    const { income } = startsOf(filing, filings)
    return income ? [{ start: income, end: filing.end }] : []
  })
  const yearEnd = yearEndOf(filings)
  const labelOf = periodLabeller(fiscalYearsOf(durations), yearEnd)
  const facts = allFacts(
    filings.map((filing) => factsOf(filing, filings, labelOf, company, context.now())),
  )
  if (!facts.ok) return facts
  const instrument = instrumentFor(
    { market, symbol: company.symbol, known },
    {
      fiscal_year_end: known?.fiscal_year_end ?? yearEnd,
      identifiers: company.cik ? { cik: company.cik } : {},
    },
  )
  const sources = answers.map(({ raw }) => raw)
  return { ...facts, data: { instrument, facts: facts.data, sources, recorded: null } }
}
