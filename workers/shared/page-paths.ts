/**
 * The addresses of the page. The gateway answers these with the page and every other unknown path
 * with 404. The router of the page knows what each one shows. Pure.
 */

/** The last part of the address for each tab of a company; the first tab has no such part. */
export const COMPANY_TAB_SEGMENTS = {
  overview: '',
  income: 'income',
  balance: 'balance',
  cash_flow: 'cash-flow',
  ratios: 'ratios',
  scores: 'scores',
  restatements: 'restatements',
  market: 'market',
  profile: 'profile',
  news: 'news',
  ownership: 'ownership',
  estimates: 'estimates',
} as const

const PART = '[^/]+'
const TABS = Object.values(COMPANY_TAB_SEGMENTS).filter(Boolean).join('|')

const PAGE_PATHS = [
  '/',
  `/company/${PART}/${PART}(?:/(?:${TABS}))?`,
  '/compare',
  '/data-sources',
  '/screen',
  `/settings/logs(?:/(?:requests|reports)/${PART})?`,
  '/settings/metrics',
  '/settings',
  '/sign-in',
  `/reports/${PART}(?:/compare(?:/${PART})?)?`,
].map((pattern) => new RegExp(`^${pattern}/?$`))

export const isPagePath = (path: string): boolean =>
  PAGE_PATHS.some((pattern) => pattern.test(path))
