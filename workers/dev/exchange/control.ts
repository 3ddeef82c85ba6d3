/**
 * The commands that the exchange takes over HTTP (POST /control). GET /control tells its state.
 */
import { z } from 'zod'
import type { Exchange } from './exchange.ts'
import { FAULT_KINDS, RETRY_AFTER } from './faults.ts'

/** In ms. No caller waits that long. */
const MAX_DELAY_MS = 120_000

export const commandSchema = z
  .strictObject({
    delay_ms: z.int().min(0).max(MAX_DELAY_MS).describe('How late the answers with prices are'),
    fault: z
      .enum(FAULT_KINDS)
      .nullable()
      .describe('What is sent in place of every answer with prices; null mends it'),
    retry_after_seconds: z.int().min(0).describe('With the fault rate_limited'),
    outage: z.boolean().describe('Nobody is answered anything'),
    freeze: z.boolean().describe('Trading stops, and with it the exchange time'),
    prices: z
      .record(z.string(), z.union([z.string(), z.number()]).nullable())
      .describe('By id (US:AAPL): the price from now on; null lets it move again'),
    missing: z.array(z.string()).describe('Ids that are unknown from now on, and no others'),
    advance_ms: z.int().describe('Moves the clock of the exchange, also backwards'),
    reset_counts: z.literal(true),
  })
  .partial()
export type Command = z.infer<typeof commandSchema>

/**
 * Carries out the commands that are given, prices first. Throws at the first value that is no price
 * and at an id that is no instrument.
 */
export const obey = (
  exchange: Exchange,
  { prices, missing, fault, retry_after_seconds, ...told }: Command,
): void => {
  for (const [id, price] of Object.entries(prices ?? {})) exchange.setPrice(id, price)
  if (missing) exchange.missing(missing)
  if (told.delay_ms !== undefined) exchange.delay(told.delay_ms)
  if (fault !== undefined) exchange.fault(fault, retry_after_seconds ?? RETRY_AFTER)
  if (told.outage !== undefined) exchange.outage(told.outage)
  if (told.freeze !== undefined) exchange.freeze(told.freeze)
  if (told.advance_ms !== undefined) exchange.clock.advance(told.advance_ms)
  if (told.reset_counts) exchange.resetCounts()
}
