/**
 * The nine signals of Piotroski (2000), each 1 or 0, and their sum. A signal whose inputs are not
 * known is absent: it is neither 0 nor failed, and without it there is no sum.
 */
import { type Formula, formulaOf, lacking, type Value } from '../../formula.ts'
import { compareRatios, flag, longTermDebt, NO_LONG_TERM_DEBT } from './exact.ts'

const score = formulaOf('score')

const SOURCE = {
  en: 'Piotroski, Value Investing (Journal of Accounting Research, 2000)',
  zh: '皮奥特罗斯基《价值投资》（《会计研究杂志》2000 年）',
}
const FORM = {
  en: 'over opening total assets; where those of the year before are not filed, both years are taken over closing total assets',
  zh: '以期初总资产为分母；上一年期初总资产未披露时，两年均改用期末总资产',
}

const signal = <K extends string, O extends string = never>(
  id: string,
  [en, zh]: readonly [string, string],
  definition: Formula['definition'],
  rest: Pick<
    Parameters<typeof score<K, O>>[0],
    'inputs' | 'optional' | 'positive' | 'compute' | 'not_for'
  >,
): Formula =>
  score<K, O>({
    id,
    en: `F: ${en}`,
    zh: `F：${zh}`,
    unit: 'score',
    scopes: ['annual'],
    banks: false,
    definition: {
      en: `1 when ${definition.en}, otherwise 0; ${SOURCE.en}`,
      zh: `${definition.zh}时为 1，否则为 0；出自${SOURCE.zh}`,
    },
    ...rest,
  })

/**
 * Whether a ratio to total assets rose, over opening assets where those of both years are filed.
 */
const roseToAssets = (
  now: Value,
  before: Value,
  assets: { now: Value; before: Value; earlier: Value | undefined },
): boolean => {
  const { earlier } = assets
  return earlier && earlier.n > 0
    ? compareRatios({ part: now, whole: [assets.before] }, { part: before, whole: [earlier] }) > 0
    : compareRatios({ part: now, whole: [assets.now] }, { part: before, whole: [assets.before] }) >
        0
}

const usedAssets = (earlier: Value | undefined): string[] =>
  earlier && earlier.n > 0 ? ['assets_before', 'assets_earlier'] : ['assets', 'assets_before']

const ASSETS = { assets: 'total_assets', assets_before: 'total_assets@t-1' } as const
const EARLIER = { assets_earlier: 'total_assets@t-2' } as const

const SIGNALS: readonly Formula[] = [
  signal(
    'f_roa',
    ['positive return on assets', '总资产收益率为正'],
    {
      en: 'the return on assets is positive, that is when net income is; it stands for the paper’s net income before extraordinary items',
      zh: '总资产收益率为正（即归母净利润为正，代替原文的非常项目前净利润）',
    },
    {
      inputs: { net_income: 'net_income' },
      compute: ({ net_income }) => flag(net_income.n > 0),
    },
  ),
  signal(
    'f_cash_flow',
    ['positive operating cash flow', '经营现金流为正'],
    {
      en: 'operating cash flow is positive',
      zh: '经营活动现金流量净额为正',
    },
    {
      inputs: { operating_cash_flow: 'operating_cash_flow' },
      compute: ({ operating_cash_flow }) => flag(operating_cash_flow.n > 0),
    },
  ),
  signal(
    'f_roa_change',
    ['rising return on assets', '总资产收益率上升'],
    {
      en: `net income to total assets is higher than the year before, ${FORM.en}`,
      zh: `归母净利润与总资产之比高于上年（${FORM.zh}）`,
    },
    {
      inputs: { net_income: 'net_income', net_income_before: 'net_income@t-1', ...ASSETS },
      optional: EARLIER,
      positive: ['assets', 'assets_before'],
      compute: ({ net_income, net_income_before, assets, assets_before, assets_earlier }) => ({
        value: flag(
          roseToAssets(net_income, net_income_before, {
            now: assets,
            before: assets_before,
            earlier: assets_earlier,
          }),
        ),
        used: ['net_income', 'net_income_before', ...usedAssets(assets_earlier)],
      }),
    },
  ),
  signal(
    'f_accrual',
    ['cash flow above income', '现金流高于利润'],
    {
      en: 'operating cash flow is above net income',
      zh: '经营活动现金流量净额大于归母净利润',
    },
    {
      inputs: { operating_cash_flow: 'operating_cash_flow', net_income: 'net_income' },
      compute: ({ operating_cash_flow, net_income }) => flag(operating_cash_flow.n > net_income.n),
    },
  ),
  signal(
    'f_leverage',
    ['falling leverage', '杠杆下降'],
    {
      en: 'long-term debt to average total assets is lower than the year before; where assets are not filed so far back, over closing total assets in both years; debt that is nil in both years has not fallen',
      zh: '长期有息负债与平均总资产之比低于上年（更早的总资产未披露时，两年均用期末总资产；两年均无负债不算下降）',
    },
    {
      inputs: ASSETS,
      optional: {
        ...EARLIER,
        debt: 'long_term_debt',
        debt_before: 'long_term_debt@t-1',
        total: 'total_debt',
        total_before: 'total_debt@t-1',
      },
      positive: ['assets', 'assets_before'],
      compute: ({
        assets,
        assets_before,
        assets_earlier,
        debt,
        debt_before,
        total,
        total_before,
      }) => {
        const [now, before] = [longTermDebt(debt, total), longTermDebt(debt_before, total_before)]
        if (!now || !before) return NO_LONG_TERM_DEBT
        const isWhole = assets_earlier !== undefined && assets_earlier.n > 0
        const change = isWhole
          ? compareRatios(
              { part: now, whole: [assets, assets_before] },
              { part: before, whole: [assets_before, assets_earlier] },
            )
          : compareRatios({ part: now, whole: [assets] }, { part: before, whole: [assets_before] })
        return {
          value: flag(change < 0),
          used: [
            debt ? 'debt' : 'total',
            debt_before ? 'debt_before' : 'total_before',
            'assets',
            'assets_before',
            ...(isWhole ? ['assets_earlier'] : []),
          ],
        }
      },
    },
  ),
  signal(
    'f_liquidity',
    ['rising current ratio', '流动比率上升'],
    {
      en: 'current assets to current liabilities are higher than the year before',
      zh: '流动资产与流动负债之比高于上年',
    },
    {
      inputs: {
        current_assets: 'current_assets',
        current_assets_before: 'current_assets@t-1',
        current_liabilities: 'current_liabilities',
        current_liabilities_before: 'current_liabilities@t-1',
      },
      positive: ['current_liabilities', 'current_liabilities_before'],
      compute: (values) =>
        flag(
          compareRatios(
            { part: values.current_assets, whole: [values.current_liabilities] },
            { part: values.current_assets_before, whole: [values.current_liabilities_before] },
          ) > 0,
        ),
    },
  ),
  signal(
    'f_shares',
    ['no new shares', '未增发股份'],
    {
      en: 'there are no more shares outstanding than a year before, split-adjusted, or, where these are not counted in both years, no more weighted diluted shares; the count stands for the sale of shares that the paper reads, so an issue that buybacks cover is not seen',
      zh: '按拆股调整的总股本不多于上年（任一年未披露时比较稀释加权平均股数；以股数代替原文所用的增发收入，被回购抵消的增发看不出）',
    },
    {
      inputs: {},
      optional: {
        shares: 'shares_outstanding_adjusted',
        shares_before: 'shares_outstanding_adjusted@t-1',
        average: 'shares_diluted_adjusted',
        average_before: 'shares_diluted_adjusted@t-1',
      },
      compute: ({ shares, shares_before, average, average_before }) => {
        if (shares && shares_before)
          return { value: flag(shares.n <= shares_before.n), used: ['shares', 'shares_before'] }
        if (average && average_before)
          return { value: flag(average.n <= average_before.n), used: ['average', 'average_before'] }
        return lacking('the number of shares is not known for this year and for the year before')
      },
    },
  ),
  signal(
    'f_margin',
    ['rising gross margin', '毛利率上升'],
    {
      en: 'gross profit to revenue is higher than the year before',
      zh: '毛利与营业总收入之比高于上年',
    },
    {
      inputs: {
        gross_profit: 'gross_profit',
        gross_profit_before: 'gross_profit@t-1',
        revenue: 'revenue',
        revenue_before: 'revenue@t-1',
      },
      positive: ['revenue', 'revenue_before'],
      compute: ({ gross_profit, gross_profit_before, revenue, revenue_before }) =>
        flag(
          compareRatios(
            { part: gross_profit, whole: [revenue] },
            { part: gross_profit_before, whole: [revenue_before] },
          ) > 0,
        ),
    },
  ),
  signal(
    'f_turnover',
    ['rising asset turnover', '总资产周转率上升'],
    {
      en: `revenue to total assets is higher than the year before, ${FORM.en}`,
      zh: `营业总收入与总资产之比高于上年（${FORM.zh}）`,
    },
    {
      inputs: { revenue: 'revenue', revenue_before: 'revenue@t-1', ...ASSETS },
      optional: EARLIER,
      positive: ['assets', 'assets_before'],
      compute: ({ revenue, revenue_before, assets, assets_before, assets_earlier }) => ({
        value: flag(
          roseToAssets(revenue, revenue_before, {
            now: assets,
            before: assets_before,
            earlier: assets_earlier,
          }),
        ),
        used: ['revenue', 'revenue_before', ...usedAssets(assets_earlier)],
      }),
    },
  ),
]

const NINE = {
  f_roa: 'f_roa',
  f_cash_flow: 'f_cash_flow',
  f_roa_change: 'f_roa_change',
  f_accrual: 'f_accrual',
  f_leverage: 'f_leverage',
  f_liquidity: 'f_liquidity',
  f_shares: 'f_shares',
  f_margin: 'f_margin',
  f_turnover: 'f_turnover',
} as const

const known = (values: Readonly<Record<string, Value | undefined>>): Value[] =>
  Object.values(values).filter((value) => value !== undefined)
const passed = (signals: readonly Value[]): number => signals.filter(({ n }) => n === 1).length
const NONE_TESTABLE = lacking('none of the nine signals can be tested')

export const PIOTROSKI: readonly Formula[] = [
  ...SIGNALS,
  score({
    id: 'f_score',
    en: 'Piotroski F-score',
    zh: '皮奥特罗斯基 F 分数',
    unit: 'score',
    scopes: ['annual'],
    banks: false,
    inputs: NINE,
    definition: {
      en: `How many of the nine signals are 1, from 0 to 9; given only where all nine can be tested; ${SOURCE.en}`,
      zh: `九项信号中为 1 的项数（0 至 9）；九项均可检验时才给出；出自${SOURCE.zh}`,
    },
    compute: (signals) => passed(known(signals)),
  }),
  score({
    id: 'f_testable',
    en: 'F: signals that can be tested',
    zh: 'F：可检验的信号数',
    unit: 'score',
    scopes: ['annual'],
    banks: false,
    inputs: {},
    optional: NINE,
    definition: {
      en: 'How many of the nine signals of the F-score have all their inputs',
      zh: 'F 分数九项信号中，所需数据齐全的项数',
    },
    compute: (signals) => known(signals).length || NONE_TESTABLE,
  }),
  score({
    id: 'f_passed',
    en: 'F: signals passed of those tested',
    zh: 'F：可检验信号中通过的项数',
    unit: 'score',
    scopes: ['annual'],
    banks: false,
    inputs: {},
    optional: NINE,
    definition: {
      en: 'How many of the signals that can be tested are 1; to be read beside the number of these',
      zh: '可检验的信号中为 1 的项数；须与可检验的项数一并阅读',
    },
    compute: (signals) => {
      const tested = known(signals)
      return tested.length > 0 ? passed(tested) : NONE_TESTABLE
    },
  }),
]
