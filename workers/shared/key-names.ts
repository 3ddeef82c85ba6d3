/** Names of keys, and which Worker each is for. A key has the name of its environment variable. */

/** Keys of data providers. They are handed to the aggregator alone. */
export const PROVIDER_KEY_NAMES = [
  'TUSHARE_TOKEN',
  'FINNHUB_API_KEY',
  'FMP_API_KEY',
  'TWELVEDATA_API_KEY',
  'ALPHAVANTAGE_API_KEY',
  'JQUANTS_API_KEY',
  'EDINET_API_KEY',
] as const
export type ProviderKeyName = (typeof PROVIDER_KEY_NAMES)[number]

/** The Workers that keys are handed to. */
export const KEY_HOLDERS = ['data-aggregator', 'analysis-service'] as const
export type KeyHolder = (typeof KEY_HOLDERS)[number]

/** A name that is not of a data provider is that of a model. */
export const holderOf = (name: string): KeyHolder =>
  PROVIDER_KEY_NAMES.some((known) => known === name) ? 'data-aggregator' : 'analysis-service'

/** Whether the environment has a value of this name. A blank one counts as none. */
export const isInEnvironment = (env: object, name: string): boolean => {
  const value = new Map<string, unknown>(Object.entries(env)).get(name)
  return typeof value === 'string' && value.trim() !== ''
}
