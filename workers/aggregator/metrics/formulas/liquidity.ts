/** Liquidity: available assets against what falls due within a year, at the balance date. */
import { type Formula, formulaOf } from '../formula.ts'

const liquidity = formulaOf('liquidity')

export const LIQUIDITY: readonly Formula[] = [
  liquidity({
    id: 'current_ratio',
    en: 'Current ratio',
    zh: '流动比率',
    unit: 'x',
    scopes: ['annual', 'quarter', 'ttm'],
    banks: false,
    inputs: { current_assets: 'current_assets', current_liabilities: 'current_liabilities' },
    positive: ['current_liabilities'],
    definition: { en: 'Current assets divided by current liabilities', zh: '流动资产除以流动负债' },
    compute: ({ current_assets, current_liabilities }) => current_assets.n / current_liabilities.n,
  }),
  liquidity({
    id: 'quick_ratio',
    en: 'Quick ratio',
    zh: '速动比率',
    unit: 'x',
    banks: false,
    inputs: {
      current_assets: 'current_assets',
      inventory: 'inventory',
      current_liabilities: 'current_liabilities',
    },
    positive: ['current_liabilities'],
    definition: {
      en: 'Current assets less inventory, divided by current liabilities',
      zh: '流动资产减存货，再除以流动负债',
    },
    compute: ({ current_assets, inventory, current_liabilities }) =>
      (current_assets.n - inventory.n) / current_liabilities.n,
  }),
  liquidity({
    id: 'cash_ratio',
    en: 'Cash ratio',
    zh: '现金比率',
    unit: 'x',
    banks: false,
    inputs: { cash: 'cash', current_liabilities: 'current_liabilities' },
    optional: { short_term_investments: 'short_term_investments' },
    positive: ['current_liabilities'],
    definition: {
      en: 'Cash plus short-term investments, where filed, divided by current liabilities',
      zh: '货币资金加短期投资（如有披露），再除以流动负债',
    },
    compute: ({ cash, short_term_investments, current_liabilities }) =>
      (cash.n + (short_term_investments?.n ?? 0)) / current_liabilities.n,
  }),
]
