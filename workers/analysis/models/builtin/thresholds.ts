/**
 * Where the rules draw their lines. Fractions unless said otherwise. Conventions of the field, not
 * laws: the text always shows the figure beside the verdict.
 */
export const THRESHOLDS = {
  /**
   * Compound revenue growth: above a fifth few keep up for long; four per cent is about nominal
   * growth of an economy.
   */
  growth: { fast: 0.2, strong: 0.1, moderate: 0.04, flat: 0 },
  /** A change of pace worth naming, in points of growth. */
  pace_gap: 0.05,
  /** Operating margin: what separates pricing power, an ordinary business and a thin one. */
  margin: { exceptional: 0.25, healthy: 0.15, ordinary: 0.05 },
  /** The same after interest and tax, where no operating margin is known. */
  net_margin: { exceptional: 0.2, healthy: 0.1, ordinary: 0.03 },
  /** Change of a margin over the window that is more than noise. */
  margin_shift: 0.02,
  /** Net income over operating income: above, something besides the business earned it. */
  outside_income: 1.1,
  /** A profit this far under its peak has turned. */
  below_peak: 0.2,
  /**
   * Return on equity and on invested capital; the cost of capital of most companies lies between
   * the two lower ones.
   */
  returns: { high: 0.2, good: 0.12, low: 0.06 },
  capital_returns: { high: 0.15, good: 0.08 },
  /**
   * Assets over equity from which the return on equity says more about debt than about the
   * business.
   */
  geared_multiplier: 4,
  /** Operating cash flow over net income. */
  cash_conversion: { weak: 0.8, full: 0.95 },
  /** Years of five with weak conversion that make a pattern. */
  weak_years: 3,
  /** Net income not matched by cash, over average assets. */
  accruals: 0.1,
  /**
   * Capital expenditure over depreciation: above, the asset base is growing; below, it is running
   * down.
   */
  reinvestment: { building: 1.5, shrinking: 0.7 },
  fcf_margin: { high: 0.2, good: 0.1 },
  stock_pay: 0.08,
  /** Net debt over EBITDA, in years. */
  net_debt: { light: 1, heavy: 3 },
  /** Earnings over interest, in times. */
  interest_cover: { thin: 2.5, tight: 5, ample: 10 },
  /** Current assets over current liabilities, in times. */
  current_ratio: { short: 1, ample: 1.5 },
  goodwill_share: 0.3,
  /** Bought intangibles over assets from which their amortization blurs what depreciation says. */
  intangibles_share: 0.05,
  liabilities_share: 0.7,
  /** Receivables and inventory growing faster than what they serve, in points of growth. */
  outgrowth: 0.1,
  /** Share count over the window. */
  dilution: { heavy: 0.1, light: 0.03 },
  shrinkage: -0.03,
  payout_full: 1,
  /** Years the windows look back. */
  window: 5,
} as const
