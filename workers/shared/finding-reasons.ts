/** Why a number or a token of a text is not taken for a figure. The page has words for each. */
export const FINDING_REASONS = [
  /** No clause names a figure for it. */
  'unnamed',
  /** No figure has this name and period. */
  'unknown_token',
  /** No passage has this mark. */
  'unknown_passage',
  /** The clause names another figure. */
  'other_figure',
  /** The clause speaks of another period. */
  'other_period',
  /** The figure has another value. */
  'other_value',
  'other_unit',
  'other_currency',
  /** A segment, a region, another company or the market is spoken of. */
  'other_subject',
  /** It is called a price of the share, which the figures do not have. */
  'share_price',
  'wrong_direction',
  /** A change against another period, or compounded where it is not. */
  'wrong_base',
  /** A difference, a multiple, a share or a count that the figures do not bear out. */
  'not_recomputed',
  /** Digits, a sign or a currency stand against a token, or digits against digits. */
  'glued',
  /** The text has more numbers than are compared. */
  'too_many',
] as const
export type FindingReason = (typeof FINDING_REASONS)[number]
