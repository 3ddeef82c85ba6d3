/**
 * The tests of Graham's defensive investor (The Intelligent Investor, 1973, chapter 14) that need
 * no price, each 1 or 0. His tests of size, of price to earnings and of price to book are
 * conditions of a screen.
 */
import Decimal from 'decimal.js'
import {
  type Formula,
  formulaOf,
  type MissingInput,
  type ReasonText,
  refuse,
  type Value,
} from '../../formula.ts'
import { flag, longTermDebt, NO_LONG_TERM_DEBT } from './exact.ts'

const score = formulaOf('score')

const SOURCE = {
  en: 'Graham, The Intelligent Investor (4th edition 1973), chapter 14',
  zh: '格雷厄姆《聪明的投资者》（1973 年第四版）第 14 章',
}
const OF_UTILITIES: ReasonText = {
  en: 'Graham holds the debt of a utility against its equity, not against current assets',
  zh: '格雷厄姆对公用事业公司以负债与权益之比检验，不看流动资产',
}

const test = <K extends string, O extends string = never>(
  spec: Omit<Parameters<typeof score<K, O>>[0], 'unit' | 'scopes' | 'banks'>,
): Formula =>
  score<K, O>({
    ...spec,
    unit: 'score',
    scopes: ['annual'],
    banks: false,
    definition: {
      en: `1 when ${spec.definition.en}, otherwise 0; ${SOURCE.en}`,
      zh: `${spec.definition.zh}时为 1，否则为 0；出自${SOURCE.zh}`,
    },
  })

const YEARS = 10
/** One input a fiscal year, the newest first: `year_0` to `year_9`. */
const ofYears = (name: string): Record<string, string> =>
  Object.fromEntries(
    Array.from({ length: YEARS }, (_, back) => [
      `year_${back}`,
      back === 0 ? name : `${name}@t-${back}`,
    ]),
  )

/** Graham's least growth in ten years: a third. */
const LEAST_GROWTH = 4 / 3
const AVERAGED_YEARS = 3
/** The average of three years, the newest of them so many years back. */
const averageFrom = (
  values: Readonly<Record<string, Value | undefined>>,
  newest: number,
): number => {
  let total = 0
  for (let back = newest; back < newest + AVERAGED_YEARS; back++)
    total += values[`year_${back}`]?.n ?? Number.NaN
  return total / AVERAGED_YEARS
}

const grewByAThird = (
  values: Readonly<Record<string, Value | undefined>>,
): number | MissingInput => {
  const [now, then] = [averageFrom(values, 0), averageFrom(values, YEARS - AVERAGED_YEARS)]
  return then > 0
    ? flag(now >= LEAST_GROWTH * then)
    : refuse('average earnings per share of the first three years are not positive')
}

export const GRAHAM: readonly Formula[] = [
  test({
    id: 'graham_liquidity',
    en: 'Graham: current assets twice current liabilities',
    zh: '格雷厄姆：流动资产为流动负债两倍',
    inputs: { current_assets: 'current_assets', current_liabilities: 'current_liabilities' },
    not_for: { utility: OF_UTILITIES },
    definition: {
      en: 'current assets are at least twice current liabilities',
      zh: '流动资产不低于流动负债的两倍',
    },
    compute: ({ current_assets, current_liabilities }) =>
      flag(current_assets.n >= 2 * current_liabilities.n),
  }),
  test({
    id: 'graham_debt',
    en: 'Graham: long-term debt within net current assets',
    zh: '格雷厄姆：长期负债不超过净流动资产',
    inputs: { current_assets: 'current_assets', current_liabilities: 'current_liabilities' },
    optional: { debt: 'long_term_debt', total: 'total_debt' },
    not_for: { utility: OF_UTILITIES },
    definition: {
      en: 'long-term debt is not above current assets less current liabilities',
      zh: '长期有息负债不超过流动资产减流动负债',
    },
    compute: ({ current_assets, current_liabilities, debt, total }) => {
      const owed = longTermDebt(debt, total)
      if (!owed) return NO_LONG_TERM_DEBT
      return {
        value: flag(owed.n <= current_assets.n - current_liabilities.n),
        used: ['current_assets', 'current_liabilities', debt ? 'debt' : 'total'],
      }
    },
  }),
  test({
    id: 'graham_utility_debt',
    en: 'Graham: debt of a utility within twice its equity',
    zh: '格雷厄姆：公用事业负债不超过权益两倍',
    industries: ['utility'],
    inputs: { total_debt: 'total_debt', equity: 'equity_parent' },
    definition: {
      en: "total debt is not above twice the equity of the parent's owners",
      zh: '有息负债不超过归母股东权益的两倍',
    },
    compute: ({ total_debt, equity }) => flag(total_debt.n <= 2 * equity.n),
  }),
  test({
    id: 'graham_earnings',
    en: 'Graham: a profit in each of ten years',
    zh: '格雷厄姆：十年均盈利',
    inputs: ofYears('net_income'),
    definition: {
      en: 'net income is positive in each of the newest ten fiscal years',
      zh: '最近十个财年的归母净利润均为正',
    },
    compute: (years) => flag(Object.values(years).every(({ n }) => n > 0)),
  }),
  test({
    id: 'graham_dividends',
    en: 'Graham: a dividend in each of ten years',
    zh: '格雷厄姆：十年均派息',
    inputs: ofYears('dividends_paid'),
    definition: {
      en: 'dividends were paid in each of the newest ten fiscal years; Graham asks for twenty, which are not read',
      zh: '最近十个财年均支付股息（格雷厄姆要求二十年，此处未读取那么久）',
    },
    compute: (years) => flag(Object.values(years).every(({ n }) => n < 0)),
  }),
  test({
    id: 'graham_growth',
    en: 'Graham: earnings per share grew by a third',
    zh: '格雷厄姆：每股收益增长三分之一',
    inputs: ofYears('eps_diluted_adjusted'),
    definition: {
      en: 'average diluted EPS of the newest three fiscal years is at least a third above that of the first three of the newest ten; not given when the earlier average is zero or negative',
      zh: '最近三个财年稀释每股收益的平均值，比最近十个财年中最早三年的平均值高出至少三分之一（最早三年平均值为零或负数时不计算）',
    },
    compute: grewByAThird,
  }),
  score({
    id: 'net_current_asset_value',
    en: 'Net current asset value',
    zh: '净流动资产价值',
    unit: 'money',
    banks: false,
    inputs: { current_assets: 'current_assets', total_liabilities: 'total_liabilities' },
    definition: {
      en: 'Current assets less all liabilities; preferred stock is not taken off, since it is not filed apart; Graham and Dodd, Security Analysis (1934)',
      zh: '流动资产减全部负债；优先股未单独披露，未予扣除；出自格雷厄姆与多德《证券分析》（1934 年）',
    },
    compute: ({ current_assets, total_liabilities }) =>
      new Decimal(current_assets.text).minus(total_liabilities.text),
  }),
]
