/**
 * Income statement, balance sheet and cash flow statement, annual and quarterly. Amounts are in
 * units of one of `reportedCurrency`, quarters are discrete, and `date` is the exact last day of
 * the fiscal period. Capital expenditure, dividends and buybacks are negative.
 */
import { z } from 'zod'
import { isCurrency } from '#shared/units/unit.ts'
import { instrumentFor } from '../../identity/instrument-for.ts'
import { fiscalYearsOf, periodLabeller } from '../../time/periods.ts'
import { endOfDay, MARKET_ZONES } from '../../time/market-time.ts'
import type {
  CompanyQuery,
  NewFact,
  ProviderContext,
  ProviderResult,
  RawAnswer,
  StatementsAnswer,
} from '../../model/provider.ts'
import { allFacts, type Lines, malformed, rowFacts } from '../statement-row.ts'
import { canonicalSymbol, fmpSymbol, ifInPlan, notFound, rowsOf } from './client.ts'
import { startOf } from './periods.ts'

const KINDS = ['income-statement', 'balance-sheet-statement', 'cash-flow-statement'] as const
type FmpStatement = (typeof KINDS)[number]

const one = (column: string): readonly (readonly string[])[] => [[column]]

/** `netInterestIncome` is left out: FMP computes it for companies that file no such line. */
const LINES: Record<FmpStatement, Lines> = {
  'income-statement': {
    revenue: one('revenue'),
    cost_of_revenue: one('costOfRevenue'),
    gross_profit: one('grossProfit'),
    research_and_development: one('researchAndDevelopmentExpenses'),
    selling_general_administrative: one('sellingGeneralAndAdministrativeExpenses'),
    operating_income: one('operatingIncome'),
    interest_expense: one('interestExpense'),
    interest_income: one('interestIncome'),
    pretax_income: one('incomeBeforeTax'),
    income_tax: one('incomeTaxExpense'),
    net_income: one('netIncome'),
    eps_basic: one('eps'),
    eps_diluted: one('epsDiluted'),
    shares_basic: one('weightedAverageShsOut'),
    shares_diluted: one('weightedAverageShsOutDil'),
  },
  'balance-sheet-statement': {
    cash: one('cashAndCashEquivalents'),
    short_term_investments: one('shortTermInvestments'),
    long_term_investments: one('longTermInvestments'),
    receivables: [['accountsReceivables'], ['netReceivables']],
    inventory: one('inventory'),
    current_assets: one('totalCurrentAssets'),
    property_plant_equipment: one('propertyPlantEquipmentNet'),
    goodwill: one('goodwill'),
    intangibles: one('intangibleAssets'),
    total_assets: one('totalAssets'),
    payables: one('accountPayables'),
    contract_liabilities: one('deferredRevenue'),
    short_term_debt: one('shortTermDebt'),
    current_liabilities: one('totalCurrentLiabilities'),
    long_term_debt: one('longTermDebt'),
    lease_liabilities: one('capitalLeaseObligations'),
    total_liabilities: one('totalLiabilities'),
    retained_earnings: one('retainedEarnings'),
    minority_interest: one('minorityInterest'),
    equity_parent: one('totalStockholdersEquity'),
    total_equity: one('totalEquity'),
  },
  'cash-flow-statement': {
    operating_cash_flow: [['operatingCashFlow'], ['netCashProvidedByOperatingActivities']],
    investing_cash_flow: one('netCashProvidedByInvestingActivities'),
    financing_cash_flow: one('netCashProvidedByFinancingActivities'),
    capex: one('capitalExpenditure'),
    depreciation_amortization: one('depreciationAndAmortization'),
    stock_based_compensation: one('stockBasedCompensation'),
    dividends_paid: one('netDividendsPaid'),
    buybacks: one('commonStockRepurchased'),
    exchange_rate_effect_on_cash: one('effectOfForexChangesOnCash'),
    net_change_in_cash: one('netChangeInCash'),
    end_cash: one('cashAtEndOfPeriod'),
  },
}
/** These are negative in FMP's rows, while `rowFacts` expects outflows as positive figures. */
const OUTFLOWS = [
  'capitalExpenditure',
  'netDividendsPaid',
  'commonStockRepurchased',
] as const satisfies readonly string[]

const rowSchema = z.looseObject({
  date: z.iso.date(),
  symbol: z.string().min(1),
  reportedCurrency: z.string(),
  cik: z.string().nullish(),
  filingDate: z.string().nullish(),
  fiscalYear: z.union([z.string(), z.number()]).nullish(),
  period: z.string().regex(/^(FY|Q[1-4])$/),
})
type FmpStatementRow = z.infer<typeof rowSchema>

/** FMP writes 0 when the filing has no such line, so a 0 is not read as a figure. */
const readable = (row: FmpStatementRow): Record<string, unknown> => {
  const cells = Object.entries(row).filter(([, value]) => value !== 0)
  return Object.fromEntries(
    cells.map(([column, value]) => [
      column,
      typeof value === 'number' && OUTFLOWS.some((name) => name === column) ? -value : value,
    ]),
  )
}

/** A filing date on or before the last day of the period is wrong and is not used. */
const filedOn = (row: FmpStatementRow): string | null => {
  const date = z.iso.date().safeParse(row.filingDate?.slice(0, 10))
  return date.success && date.data > row.date ? date.data : null
}

/**
 * The page where a human reader finds the filing: EDGAR's list for the company, or FMP's own page.
 */
const pageOf = (row: FmpStatementRow): string =>
  row.cik && /^\d{1,10}$/.test(row.cik)
    ? `https://www.sec.gov/cgi-bin/browse-edgar?action=getcompany&CIK=${row.cik}&type=${row.period === 'FY' ? '10-K' : '10-Q'}`
    : `https://financialmodelingprep.com/financial-statements/${row.symbol}`

const periodsOf = (rows: readonly FmpStatementRow[]) => {
  const ends = [...new Set(rows.map((row) => row.date))]
  const start = (row: FmpStatementRow): string =>
    startOf(row.date, row.period === 'FY' ? 'year' : 'quarter', ends)
  const labelOf = periodLabeller(
    fiscalYearsOf(
      rows
        .filter((row) => row.period === 'FY')
        .map((row) => ({ start: start(row), end: row.date })),
    ),
  )
  return (row: FmpStatementRow) => {
    const label = labelOf(start(row), row.date)
    const own = row.fiscalYear
      ? row.period === 'FY'
        ? `FY${row.fiscalYear}`
        : `${row.fiscalYear}${row.period}`
      : label
    return { start: start(row), label, own: own === label ? null : own }
  }
}

type PeriodOf = ReturnType<typeof periodsOf>

const factsOf = (
  kind: FmpStatement,
  row: FmpStatementRow,
  periodOf: PeriodOf,
  source: number,
  context: ProviderContext,
): ProviderResult<NewFact[]> => {
  if (!isCurrency(row.reportedCurrency))
    return malformed('fmp', `${kind} ${row.date} reportedCurrency`)
  const { start, label, own } = periodOf(row)
  const filed = filedOn(row)
  const facts = rowFacts(readable(row), LINES[kind], {
    provider: 'fmp',
    record: `${row.symbol} ${kind} ${row.date} ${row.period}`,
    form: null,
    currency: row.reportedCurrency,
    start,
    end: row.date,
    label,
    basis: { consolidation: 'consolidated', standard: 'unstated' },
    sourceUrl: pageOf(row),
    filedAt: filed,
    knownAt: filed ? endOfDay(filed, MARKET_ZONES.US) : context.now().toISOString(),
  })
  return facts.ok
    ? {
        ok: true,
        data: facts.data.map((fact) => ({
          ...fact,
          period_label: fact.start === null ? null : own,
          source,
        })),
      }
    : facts
}

/** The balance sheet of the fourth quarter equals that of the year, so only the year's is kept. */
const once = (facts: readonly NewFact[]): NewFact[] => {
  const said = new Set<string>()
  return facts.filter((fact) => {
    const key = [fact.concept, fact.start, fact.end, fact.unit, fact.value, fact.filed_at].join(' ')
    return !said.has(key) && said.add(key)
  })
}

/** Rows of each statement: a free key may ask for five, and more gives 402. */
const LIMIT = 5

/**
 * Makes six calls at once. Quarters that the key's plan does not have are left out. Without annual
 * rows, the symbol is unknown to FMP.
 */
export const statements = async (
  { market, symbol, known }: CompanyQuery,
  context: ProviderContext,
): Promise<ProviderResult<StatementsAnswer>> => {
  const wanted = (['annual', 'quarter'] as const).flatMap((period) =>
    KINDS.map((kind) => ({ period, kind })),
  )
  const ask = async ({ period, kind }: (typeof wanted)[number]) => {
    const rows = await rowsOf(
      context,
      kind,
      { symbol: fmpSymbol(symbol), period, limit: LIMIT },
      z.array(rowSchema),
    )
    return period === 'annual' ? rows : ifInPlan(rows)
  }
  const answers = await Promise.all(wanted.map(ask))
  const given: { kind: FmpStatement; row: FmpStatementRow; source: number }[] = []
  const sources: RawAnswer[] = []
  for (const [at, answer] of answers.entries()) {
    if (!answer.ok) return answer
    const { kind } = wanted[at] ?? { kind: KINDS[0] }
    if (answer.data === null) continue
    if (at === 0 && answer.data.rows.length === 0) return notFound(symbol)
    for (const row of answer.data.rows) given.push({ kind, row, source: sources.length })
    sources.push(answer.data.raw)
  }
  const other = given.find(({ row }) => canonicalSymbol(row.symbol) !== symbol)
  if (other)
    return {
      ok: false,
      reason: 'wrong_instrument',
      detail: `fmp: asked for ${symbol}, answered ${other.row.symbol}`,
    }
  const periodOf = periodsOf(given.map(({ row }) => row))
  const read = allFacts(
    given.map(({ kind, row, source }) => factsOf(kind, row, periodOf, source, context)),
  )
  if (!read.ok) return read
  const lastYear = given.filter(({ row }) => row.period === 'FY').map(({ row }) => row)
  const newest = lastYear.sort((a, b) => b.date.localeCompare(a.date))[0]
  const instrument = instrumentFor(
    { market, symbol: canonicalSymbol(newest?.symbol ?? symbol), known },
    {
      fiscal_year_end: known?.fiscal_year_end ?? newest?.date.slice(5) ?? null,
      identifiers: newest?.cik ? { cik: newest.cik } : {},
    },
  )
  const answer = { instrument, facts: once(read.data), sources, recorded: null }
  return { ...read, data: answer }
}
