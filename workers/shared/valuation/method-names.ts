/** The methods of valuation, without their code, so that words and schemas may import them. */
export const METHODS = [
  'dcf',
  'epv',
  'residual_income',
  'book_against_roe',
  'dividend_discount',
  'own_multiple',
  'peer_multiple',
  'net_net',
] as const
export type MethodId = (typeof METHODS)[number]
