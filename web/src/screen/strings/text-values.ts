/**
 * The words for what a company is: its kind in the reader's language; the rest as it is written.
 */
import type { TextField } from '#shared/screen/ast.ts'
import { t, tSpelled } from './index.ts'

const MARKETS_IN_WORDS = {
  CN: 'market.CN',
  HK: 'market.HK',
  US: 'market.US',
  JP: 'market.JP',
} as const
const isMarket = (value: string): value is keyof typeof MARKETS_IN_WORDS =>
  value in MARKETS_IN_WORDS

export const textValue = (field: TextField, value: string): string => {
  if (field === 'kind') return tSpelled('kind', value)
  return field === 'market' && isMarket(value) ? t(MARKETS_IN_WORDS[value]) : value
}
