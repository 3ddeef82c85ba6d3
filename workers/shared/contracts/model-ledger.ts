/** What calls of models cost: the rows of the ledger. */
import { z } from 'zod'
import { codeSchema, instantSchema, nameSchema } from '../schemas/texts.ts'

export const ledgerRowSchema = z.object({
  at: instantSchema,
  module: nameSchema.describe('The module, or what else the call was made for'),
  model: nameSchema.describe('Id of the configured model'),
  provider: nameSchema.describe("The provider's own name of the model"),
  outcome: codeSchema
    .nullable()
    .describe('`ok`, or the reason of the failure; null while it runs, or when it was cut off'),
  input_tokens: z.int().nullable(),
  cached_tokens: z.int().nullable(),
  output_tokens: z.int().nullable(),
  thinking_tokens: z.int().nullable(),
  cost_usd: z
    .number()
    .nullable()
    .describe('The most it can cost while it runs; null when no price is configured'),
})
export type LedgerRow = z.infer<typeof ledgerRowSchema>

export const reportCostSchema = z.object({
  cost_usd: z.number().describe('Of all calls whose price is known, at their most while they run'),
  calls: z.array(ledgerRowSchema).max(1_000),
})
export type ReportCost = z.infer<typeof reportCostSchema>
