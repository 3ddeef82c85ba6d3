/** Computes what a call cost from the configured prices. Pure. */
import { isOfRules } from '#shared/model-kinds.ts'
import type { Usage } from '#shared/contracts/analysis.ts'
import type { ModelEntry, ModelPrice } from '#shared/contracts/models.ts'
import { type ModelRequest, NO_TOKENS, type TokenCount } from './models/model.ts'

type TokenRates = Pick<ModelPrice, 'input' | 'cached_input' | 'output'>

const WEEKDAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']

/** The weekday (1 is Monday) and the time of day (HH:MM) at `at` in a time zone. */
const localTime = (at: Date, timeZone: string): { weekday: number; time: string } => {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone,
    weekday: 'short',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(at)
  const part = (type: string) => parts.find((one) => one.type === type)?.value ?? ''
  return {
    weekday: WEEKDAYS.indexOf(part('weekday')) + 1,
    time: `${part('hour')}:${part('minute')}`,
  }
}

const isPeak = ({ time_zone, weekdays, hours }: NonNullable<ModelPrice['peak']>, at: Date) => {
  const { weekday, time } = localTime(at, time_zone)
  return weekdays.includes(weekday) && hours.some(({ from, to }) => from <= time && time < to)
}

/** The prices in force at this moment, in USD per million tokens. Null when none is. */
export const ratesAt = (
  prices: ModelEntry['prices_usd_per_million_tokens'],
  at: Date,
): TokenRates | null => {
  const day = at.toISOString().slice(0, 10)
  const price = prices
    .filter(({ from }) => from <= day)
    .sort((a, b) => b.from.localeCompare(a.from))[0]
  if (!price) return null
  return price.peak && isPeak(price.peak, at) ? price.peak : price
}

/**
 * The cost of these tokens in USD, at the price in force at `at`. Null when no price is in force.
 */
export const costUsd = (
  tokens: TokenCount,
  prices: ModelEntry['prices_usd_per_million_tokens'],
  at: Date,
): number | null => {
  const rates = ratesAt(prices, at)
  if (!rates) return null
  const { input, cached_input = input, output } = rates
  const fresh = tokens.input_tokens - tokens.cached_tokens
  const usd =
    (fresh * input + tokens.cached_tokens * cached_input + tokens.output_tokens * output) / 1e6
  // Rounds to a hundredth of a micro-dollar. That is finer than any price list, and coarser than
  // the rounding error of doubles.
  return Math.round(usd * 1e8) / 1e8
}

export const usageOf = (
  { kind, model, prices_usd_per_million_tokens: prices }: ModelEntry,
  calls: number,
  tokens: TokenCount,
  at: Date,
): Usage => ({
  provider: kind,
  model,
  calls,
  ...tokens,
  cost_usd: isOfRules(kind) ? 0 : costUsd(tokens, prices, at),
})

/** How many tokens a text has: characters of Latin text for each token, and tokens of any other. */
interface TokenRate {
  latin_per_token: number
  tokens_per_other: number
}
/**
 * The rate that gives the most tokens: with today's tokenizers a token has at least two characters
 * of Latin text, and a character of another script is at most two tokens.
 */
const MOST: TokenRate = { latin_per_token: 2, tokens_per_other: 2 }
/** The usual rate of prose and tables. */
const LIKELY: TokenRate = { latin_per_token: 3.5, tokens_per_other: 1 }
/**
 * The fraction of its token limit that an answer usually takes, including the tokens of thinking.
 */
const LIKELY_OUTPUT = 0.5

const tokensOf = (text: string, { latin_per_token, tokens_per_other }: TokenRate): number => {
  let latin = 0
  for (let at = 0; at < text.length; at++) if (text.charCodeAt(at) < 0x80) latin++
  return Math.ceil(latin / latin_per_token + (text.length - latin) * tokens_per_other)
}

/** Tokens of the frame around each message of a conversation. */
const MESSAGE_TOKENS = 20

const inputTokens = ({ system, turns }: ModelRequest, rate: TokenRate): number =>
  turns.reduce(
    (sum, { text }) => sum + tokensOf(text, rate) + MESSAGE_TOKENS,
    tokensOf(system, rate) + MESSAGE_TOKENS,
  )

/** The most that a call can use: its prompt, and an answer up to its limit. */
export const mostTokens = (request: ModelRequest): TokenCount => ({
  ...NO_TOKENS,
  input_tokens: inputTokens(request, MOST),
  output_tokens: request.max_output_tokens,
})

/** What a call uses as a rule. */
export const likelyTokens = (request: ModelRequest): TokenCount => ({
  ...NO_TOKENS,
  input_tokens: inputTokens(request, LIKELY),
  output_tokens: Math.ceil(request.max_output_tokens * LIKELY_OUTPUT),
})
