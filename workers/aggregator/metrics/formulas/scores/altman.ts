/**
 * Altman's discriminant of firms that fail, with its five ratios. The first variant needs a market
 * value, which is no filed figure: here is what can be told of it without one.
 */
import { type Formula, formulaOf, type ReasonText } from '../../formula.ts'

const score = formulaOf('score')

const SOURCE = {
  en: 'Altman, Financial Ratios, Discriminant Analysis and the Prediction of Corporate Bankruptcy (Journal of Finance, 1968)',
  zh: '奥特曼《财务比率、判别分析与公司破产预测》（《金融杂志》1968 年）',
}
const SOURCE_OF_PRIVATE = {
  en: 'Altman, Corporate Financial Distress (1983)',
  zh: '奥特曼《公司财务困境》（1983 年）',
}
const SOURCE_OF_OTHERS = {
  en: 'Altman, Predicting Financial Distress of Companies (2000)',
  zh: '奥特曼《预测公司财务困境》（2000 年）',
}

const NO_MANUFACTURER: ReasonText = {
  en: 'the variant was estimated on manufacturers: sales to assets of this kind of company say something else',
  zh: '该模型以制造业公司估计：此类公司的营收与资产之比含义不同',
}
const OF_MANUFACTURERS = {
  utility: NO_MANUFACTURER,
  reit: NO_MANUFACTURER,
  health_insurer: NO_MANUFACTURER,
}

const ratio = (
  id: string,
  [en, zh]: readonly [string, string],
  part: string,
  unit: 'ratio' | 'x',
  definition: Formula['definition'],
  whole = 'total_assets',
): Formula =>
  score({
    id,
    en: `Altman: ${en}`,
    zh: `奥特曼：${zh}`,
    unit,
    scopes: ['annual'],
    banks: false,
    inputs: { part, whole },
    positive: ['whole'],
    definition: { en: `${definition.en}; ${SOURCE.en}`, zh: `${definition.zh}；出自${SOURCE.zh}` },
    compute: (values) => values.part.n / values.whole.n,
  })

const TO_ASSETS = {
  working_capital: 'altman_working_capital',
  retained_earnings: 'altman_retained_earnings',
  ebit: 'altman_ebit',
} as const

export const ALTMAN: readonly Formula[] = [
  score({
    id: 'altman_working_capital',
    en: 'Altman: working capital to assets',
    zh: '奥特曼：营运资金/总资产',
    unit: 'ratio',
    scopes: ['annual'],
    banks: false,
    inputs: {
      current_assets: 'current_assets',
      current_liabilities: 'current_liabilities',
      assets: 'total_assets',
    },
    positive: ['assets'],
    definition: {
      en: `Current assets less current liabilities, divided by total assets; ${SOURCE.en}`,
      zh: `流动资产减流动负债，再除以资产总计；出自${SOURCE.zh}`,
    },
    compute: ({ current_assets, current_liabilities, assets }) =>
      (current_assets.n - current_liabilities.n) / assets.n,
  }),
  ratio(
    'altman_retained_earnings',
    ['retained earnings to assets', '未分配利润/总资产'],
    'retained_earnings',
    'ratio',
    { en: 'Retained earnings divided by total assets', zh: '未分配利润除以资产总计' },
  ),
  ratio('altman_ebit', ['EBIT to assets', '息税前利润/总资产'], 'ebit', 'ratio', {
    en: 'EBIT divided by closing total assets',
    zh: '息税前利润除以期末资产总计',
  }),
  ratio(
    'altman_equity',
    ['book equity to liabilities', '账面权益/负债'],
    'total_equity|equity_parent',
    'x',
    {
      en: 'Book equity divided by total liabilities, in the place of the market value of equity',
      zh: '股东权益账面值除以负债合计，代替权益市值',
    },
    'total_liabilities',
  ),
  ratio('altman_sales', ['sales to assets', '营收/总资产'], 'revenue', 'x', {
    en: 'Revenue divided by closing total assets',
    zh: '营业总收入除以期末资产总计',
  }),
  score({
    id: 'altman_z_without_market',
    en: 'Altman Z without its market value part',
    zh: '奥特曼 Z 值（不含市值部分）',
    unit: 'score',
    scopes: ['annual'],
    banks: false,
    not_for: OF_MANUFACTURERS,
    inputs: { ...TO_ASSETS, sales: 'altman_sales' },
    definition: {
      en: `1.2 times working capital, 1.4 times retained earnings, 3.3 times EBIT and 0.999 times sales, each to total assets; for Z add 0.6 times market value to total liabilities (below 1.81 distress, above 2.99 safe, for manufacturers); ${SOURCE.en}`,
      zh: `营运资金、未分配利润、息税前利润、营收分别除以总资产，依次乘以 1.2、1.4、3.3、0.999 后相加；再加 0.6 倍的市值与负债之比即为 Z 值（制造业：低于 1.81 为困境区，高于 2.99 为安全区）；出自${SOURCE.zh}`,
    },
    compute: ({ working_capital, retained_earnings, ebit, sales }) =>
      1.2 * working_capital.n + 1.4 * retained_earnings.n + 3.3 * ebit.n + 0.999 * sales.n,
  }),
  score({
    id: 'altman_z_private',
    en: 'Altman Z′ with book equity',
    zh: '奥特曼 Z′ 值（账面权益）',
    unit: 'score',
    scopes: ['annual'],
    banks: false,
    not_for: OF_MANUFACTURERS,
    inputs: { ...TO_ASSETS, equity: 'altman_equity', sales: 'altman_sales' },
    definition: {
      en: `0.717 times working capital, 0.847 times retained earnings, 3.107 times EBIT and 0.998 times sales, each to total assets, plus 0.42 times book equity to liabilities; below 1.23 distress, above 2.9 safe, for manufacturers; ${SOURCE_OF_PRIVATE.en}`,
      zh: `营运资金、未分配利润、息税前利润、营收分别除以总资产，依次乘以 0.717、0.847、3.107、0.998，再加 0.42 倍的账面权益与负债之比（制造业：低于 1.23 为困境区，高于 2.9 为安全区）；出自${SOURCE_OF_PRIVATE.zh}`,
    },
    compute: ({ working_capital, retained_earnings, ebit, equity, sales }) =>
      0.717 * working_capital.n +
      0.847 * retained_earnings.n +
      3.107 * ebit.n +
      0.42 * equity.n +
      0.998 * sales.n,
  }),
  score({
    id: 'altman_z_other',
    en: 'Altman Z″ of non-manufacturers',
    zh: '奥特曼 Z″ 值（非制造业）',
    unit: 'score',
    scopes: ['annual'],
    banks: false,
    inputs: { ...TO_ASSETS, equity: 'altman_equity' },
    definition: {
      en: `6.56 times working capital, 3.26 times retained earnings and 6.72 times EBIT, each to total assets, plus 1.05 times book equity to liabilities; below 1.1 distress, above 2.6 safe; ${SOURCE_OF_OTHERS.en}`,
      zh: `营运资金、未分配利润、息税前利润分别除以总资产，依次乘以 6.56、3.26、6.72，再加 1.05 倍的账面权益与负债之比（低于 1.1 为困境区，高于 2.6 为安全区）；出自${SOURCE_OF_OTHERS.zh}`,
    },
    compute: ({ working_capital, retained_earnings, ebit, equity }) =>
      6.56 * working_capital.n + 3.26 * retained_earnings.n + 6.72 * ebit.n + 1.05 * equity.n,
  }),
]
