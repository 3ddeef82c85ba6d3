/**
 * The limits that the rules use. They are fractions unless stated otherwise. They are conventions
 * of the field and not laws, so the text always shows the figure beside the verdict.
 */
export const THRESHOLDS = {
  /**
   * Compound revenue growth a year. Few companies keep up more than a fifth for long. Four per cent
   * is about the nominal growth of an economy.
   */
  growth: { fast: 0.2, strong: 0.1, moderate: 0.04, flat: 0 },
  /** Smallest change of pace worth naming: the difference of two growth rates. */
  pace_gap: 0.05,
  /**
   * Operating margin: the limits between pricing power, a healthy business, an ordinary one and a
   * thin one.
   */
  margin: { exceptional: 0.25, healthy: 0.15, ordinary: 0.05 },
  /** The same limits for the net margin, used where no operating margin is known. */
  net_margin: { exceptional: 0.2, healthy: 0.1, ordinary: 0.03 },
  /** A change of a margin over the window from which it is more than noise. */
  margin_shift: 0.02,
  /**
   * Net income over operating income. Above this, something besides the business earned the profit.
   */
  outside_income: 1.1,
  /** A quarter's profit against that of a year before: a far fall, and one of most of it. */
  quarter_fall: { far: -0.2, most: -0.5 },
  /** Goodwill that rose by this part of what revenue rose by: growth may have been bought. */
  bought_growth: 0.5,
  /** A rise of which two years together keep less than this part makes good a fall. */
  made_good: 0.5,
  /** Assets over equity from which a small loss on the assets weighs on the owners. */
  lever: 6,
  /** A value a share under this part of book value is what debt leaves of a far larger one. */
  leftover: 0.1,
  /** A profit that is below its peak by more than this fraction has turned. */
  below_peak: 0.2,
  /**
   * Return on equity (`returns`) and on invested capital (`capital_returns`). The cost of capital
   * of most companies lies between the two lower limits.
   */
  returns: { high: 0.2, good: 0.12, low: 0.06 },
  capital_returns: { high: 0.15, good: 0.08 },
  /**
   * Assets over equity. Above this, the return on equity says more about debt than about the
   * business.
   */
  geared_multiplier: 4,
  /** The same for a company that works with deposits, as a bank does. */
  geared_bank: 15,
  /** Operating cash flow over net income. */
  cash_conversion: { weak: 0.8, full: 0.95 },
  /** Number of years with weak conversion, out of five, that make a pattern. */
  weak_years: 3,
  /** Net income that no cash flow matches, over average assets. */
  accruals: 0.1,
  /**
   * Capital expenditure over depreciation. From `building` on, the asset base grows. Under
   * `shrinking`, it runs down.
   */
  reinvestment: { building: 1.5, shrinking: 0.7 },
  fcf_margin: { high: 0.2, good: 0.1 },
  stock_pay: 0.08,
  /** Research over revenue: worth telling, and heavy. */
  research: 0.09,
  heavy_research: 0.1,
  /**
   * Degrees of the tests of the rating, from 0 to 1: a light load of debt, a test that is passed,
   * and how well interest is covered.
   */
  degrees: { light: 0.9, passed: 0.5, cover: { thin: 0.2, tight: 0.55, ample: 0.875 } },
  /** Net debt over EBITDA, in years. */
  net_debt: { light: 1, heavy: 3 },
  /** Earnings over interest, in times. */
  interest_cover: { thin: 2.5, tight: 5, ample: 10 },
  /** Current assets over current liabilities, in times. */
  current_ratio: { short: 1, ample: 1.5 },
  /** A bank's costs of its income before provisions. */
  efficiency: { lean: 0.5, heavy: 0.65 },
  /** Provision over average loans, a year. */
  credit_cost: { low: 0.005, high: 0.015 },
  /**
   * Claims over premiums of a health insurer; the law of the United States asks for 0.8 to 0.85.
   */
  medical_losses: { low: 0.82, high: 0.88 },
  goodwill_share: 0.3,
  /**
   * Purchased intangibles over assets. Above this, their amortization makes depreciation hard to
   * interpret.
   */
  intangibles_share: 0.05,
  liabilities_share: 0.7,
  /**
   * How much faster receivables or inventory grow than revenue: the difference of the two growth
   * rates.
   */
  outgrowth: 0.1,
  /** A balance below this part of revenue is told nothing of by its growth. */
  material: 0.05,
  /** Loans of this part of net debt: the company borrows to lend. */
  lent_share: 0.5,
  /** Growth of the share count over the window. */
  dilution: { heavy: 0.1, light: 0.03 },
  /** The count has hardly moved over the newest two years. */
  settled: 0.015,
  shrinkage: -0.03,
  payout_full: 1,
  /** Number of years that a window looks back. */
  window: 5,
} as const
