/**
 * Recordings of companies in China, Hong Kong and Japan. The real mappers read the recorded
 * answers.
 */
import { z } from 'zod'
import type { Market } from '#shared/names.ts'
import type { Instrument } from '#shared/contracts/instrument.ts'
import { cninfoFacts } from '../../aggregator/providers/cninfo/statements.ts'
import { aShareFacts } from '../../aggregator/providers/eastmoney/a-share.ts'
import { hkIncomeFacts } from '../../aggregator/providers/eastmoney/hk-statements.ts'
import { jquantsFacts } from '../../aggregator/providers/jquants/summary.ts'
import type { NewFact, ProviderResult, StatementsAnswer } from '../../aggregator/model/provider.ts'
import { tushareFacts } from '../../aggregator/providers/tushare/statements.ts'
import { yahooFacts } from '../../aggregator/providers/yahoo/timeseries.ts'
import { jsonOf, textOf } from './shared-data.ts'

/**
 * The date for answers that say neither when they were filed nor when they were recorded: the day
 * on which they were available.
 */
export const COLLECTED = '2026-11-22'

const factsOf = (...results: ProviderResult<NewFact[]>[]): NewFact[] =>
  results.flatMap((result) => {
    if (!result.ok) throw new Error(result.detail)
    return result.data
  })

type Names = {
  name?: string
  names?: Instrument['names']
  exchange?: string
  industry?: string
  fiscalYearEnd?: string
}
const answer = (
  market: Market,
  symbol: string,
  facts: NewFact[],
  about: Names = {},
): StatementsAnswer => ({
  instrument: {
    id: `${market}:${symbol}`,
    market,
    symbol,
    name: about.name ?? symbol,
    names: about.names ?? {},
    exchange: about.exchange ?? null,
    industry: about.industry ?? null,
    fiscal_year_end: about.fiscalYearEnd ?? null,
    identifiers: {},
  },
  facts,
  sources: [],
  recorded: null,
})

const wrapped = <T extends z.ZodType>(path: string, body: T): z.infer<T> =>
  body.parse(z.object({ body: z.unknown() }).parse(jsonOf(path)).body)
const rowsBody = z.object({
  result: z.object({ data: z.array(z.record(z.string(), z.unknown())) }),
})
const rowsIn = (path: string): Record<string, unknown>[] => wrapped(path, rowsBody).result.data

export const moutai = (): StatementsAnswer => {
  const symbol = '600519.SH'
  const income = rowsIn('eastmoney/cn_RPT_DMSK_FN_INCOME_600519_FY2024_trimmed.json')
  const name = z.string().parse(income[0]?.SECURITY_NAME_ABBR)
  const main = 'RPT_F10_FINANCE_MAINFINADATA'
  const facts = factsOf(
    aShareFacts({ symbol, report: 'RPT_DMSK_FN_INCOME', rows: income, knownBy: COLLECTED }),
    aShareFacts({
      symbol,
      report: main,
      rows: rowsIn('eastmoney/f10_finance_600519_2025Q3.json'),
      knownBy: COLLECTED,
    }),
    // The answer was recorded on this day. Its row was trimmed and has no date of notice.
    aShareFacts({
      symbol,
      report: main,
      rows: rowsIn('eastmoney/mainfinadata_600519_2026Q1_trimmed.json'),
      knownBy: '2026-06-12',
    }),
  )
  // The English name that the company itself uses. The rows have none.
  return answer('CN', symbol, facts, {
    name,
    names: { zh: name, en: 'Kweichow Moutai Co., Ltd.' },
    fiscalYearEnd: '12-31',
  })
}

/** Read from the live service in August 2026: cumulative revenue of the four reports of 2025. */
export const cambricon = (): StatementsAnswer => {
  const symbol = '688256.SH'
  const body = wrapped(
    'eastmoney/cn_ytd_688256_2025_values.json',
    z.object({ SECUCODE: z.string(), TOTAL_OPERATE_INCOME: z.record(z.string(), z.number()) }),
  )
  const rows = Object.entries(body.TOTAL_OPERATE_INCOME).map(
    ([REPORT_DATE, TOTAL_OPERATE_INCOME]) => ({
      SECUCODE: body.SECUCODE,
      REPORT_DATE,
      TOTAL_OPERATE_INCOME,
    }),
  )
  const facts = factsOf(
    aShareFacts({ symbol, report: 'RPT_F10_FINANCE_GINCOME', rows, knownBy: '2026-08-31' }),
  )
  return answer('CN', symbol, facts, { fiscalYearEnd: '12-31' })
}

const introductionSchema = z.object({
  data: z.object({
    records: z.tuple([
      z.object({
        basicInformation: z.tuple([
          z.object({
            ASECNAME: z.string(),
            ORGNAME: z.string(),
            F001V: z.string(),
            F032V: z.string(),
            MARKET: z.string(),
          }),
        ]),
      }),
    ]),
  }),
})

export const vanke = (): StatementsAnswer => {
  const symbol = '000002.SZ'
  const [about] = introductionSchema.parse(jsonOf('cninfo/company_introduction.json')).data
    .records[0].basicInformation
  const tables = ['income_statement', 'balance_sheets', 'cash_flow_statement']
  const facts = factsOf(
    ...tables.map((name) => cninfoFacts(symbol, jsonOf(`cninfo/${name}.json`), COLLECTED)),
  )
  // Turns `万  科Ａ` into a plain name: it was padded to four characters and has a full-width letter.
  const name = about.ASECNAME.replaceAll(/\s/g, '').normalize('NFKC')
  const names = { zh: name, en: about.F001V }
  return answer('CN', symbol, facts, {
    name,
    names,
    exchange: about.MARKET,
    industry: about.F032V,
    fiscalYearEnd: '12-31',
  })
}

export const anhuiConstruction = (): StatementsAnswer =>
  answer(
    'CN',
    '600502.SH',
    factsOf(tushareFacts('600502.SH', 'income', jsonOf('tushare/responses/income.json'))),
    { fiscalYearEnd: '12-31' },
  )

export const pudongBank = (): StatementsAnswer => {
  const apis = ['balancesheet', 'cashflow'] as const
  const facts = factsOf(
    ...apis.map((api) => tushareFacts('600000.SH', api, jsonOf(`tushare/responses/${api}.json`))),
  )
  return answer('CN', '600000.SH', facts, { fiscalYearEnd: '12-31' })
}

const contextBody = z.object({
  result: z.object({
    data: z.tuple([
      z.object({
        REPORT_LIST: z.array(
          z.looseObject({ SECURITY_NAME_ABBR: z.string(), FISCAL_YEAR: z.string() }),
        ),
      }),
    ]),
  }),
})

export const tencent = (): StatementsAnswer => {
  const reports = wrapped(
    'eastmoney/hk_RPT_CUSTOM_HKSK_APPFN_CASHFLOW_SUMMARY_00700_trimmed.json',
    contextBody,
  ).result.data[0].REPORT_LIST
  const rows = rowsIn('eastmoney/hk_RPT_HKF10_FN_INCOME_PC_00700_FY2024_trimmed.json')
  // Fields 1 and 46 of Tencent's own quote line are the Chinese and the English name.
  const quote = textOf('tencent/quote_hk00700_2026-08-07.txt').split('~')
  const names = { zh: z.string().parse(quote[1]), en: z.string().parse(quote[46]) }
  const facts = factsOf(hkIncomeFacts('00700', { rows, reports }, COLLECTED))
  return answer('HK', '00700', facts, {
    name: names.zh,
    names,
    ...(reports[0] && { fiscalYearEnd: reports[0].FISCAL_YEAR }),
  })
}

const profileSchema = z.object({
  quoteSummary: z.object({
    result: z.tuple([
      z.object({
        assetProfile: z.object({ industry: z.string() }),
        quoteType: z.object({
          longName: z.string(),
          exchange: z.string(),
          symbol: z.literal('7203.T'),
        }),
      }),
    ]),
  }),
})

export const toyota = (): StatementsAnswer => {
  const folder = 'yahoo/yfinance-rs-fixtures'
  const [profile] = profileSchema.parse(
    jsonOf(`${folder}/profile_api_assetProfile-quoteType-fundProfile_7203.T.json`),
  ).quoteSummary.result
  const facts = factsOf(
    yahooFacts(
      'JP',
      '7203.T',
      jsonOf(`${folder}/timeseries_income_statement_annual_7203.T.json`),
      '2025-10-31',
    ),
  )
  const { longName, exchange } = profile.quoteType
  const [filer] = wrapped(
    'edinet/documents_row_7203_2025-06-18.json',
    z.object({
      results: z.tuple([z.object({ secCode: z.literal('72030'), filerName: z.string() })]),
    }),
  ).results
  return answer('JP', '7203', facts, {
    name: longName,
    names: { en: longName, ja: filer.filerName, zh: '丰田汽车' },
    exchange,
    industry: profile.assetProfile.industry,
    fiscalYearEnd: '03-31',
  })
}

export const nissui = (): StatementsAnswer =>
  answer(
    'JP',
    '1332',
    factsOf(
      jquantsFacts('1332', wrapped('jquants/fins_summary_1332_correction.json', z.unknown())),
    ),
    { fiscalYearEnd: '03-31' },
  )
