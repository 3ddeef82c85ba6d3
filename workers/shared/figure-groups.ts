/**
 * The groups of figures: the four statements of the concepts, then the groups of the formulas. A
 * module names the groups that it reads.
 */
export const FIGURE_GROUPS = [
  'income',
  'balance',
  'cash_flow',
  'shares',
  'growth',
  'profitability',
  'cash',
  'leverage',
  'liquidity',
  'efficiency',
  'per_share',
  'valuation',
  'score',
  'period',
] as const
export type FigureGroup = (typeof FIGURE_GROUPS)[number]

export const isFigureGroup = (name: string): name is FigureGroup =>
  (FIGURE_GROUPS as readonly string[]).includes(name)
