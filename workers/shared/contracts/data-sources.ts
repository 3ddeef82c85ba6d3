/**
 * What the data-aggregator reports about its providers: what each one offers, how this is tested,
 * whether it can be asked here, and whether it answers.
 */
import { z } from 'zod'
import { datasetSchema, matrixDatasetSchema } from '../datasets/registry.ts'
import { marketSchema, providerIdSchema } from './names.ts'
import { delaySchema } from '../datasets/quote.ts'
import { budgetSchema } from './config.ts'
import { instantSchema } from './facts.ts'

export const proofSchema = z.enum(['recorded', 'fake', 'unproven'])
/**
 * `recorded`: in the tests a real answer of the provider goes through the adapter. `fake`: the
 * tests use an answer made in its documented form.
 */
export type Proof = z.infer<typeof proofSchema>

export const paritySchema = z.object({
  provider: providerIdSchema,
  market: marketSchema,
  dataset: matrixDatasetSchema,
  proof: proofSchema,
  evidence: z.array(z.string()),
})
export type ParityCell = z.infer<typeof paritySchema>

export const providerInfoSchema = z.object({
  id: providerIdSchema,
  name: z.string(),
  home: z.url(),
  key: z
    .object({ variable: z.string(), signup: z.url(), free: z.boolean(), set: z.boolean() })
    .nullable()
    .describe('Null for a provider that wants none'),
  enabled: z.boolean(),
  budget: z.array(budgetSchema),
  delay: z.partialRecord(marketSchema, delaySchema),
  terms: z.object({
    kind: z.enum(['public_disclosure', 'personal', 'unstated']),
    store: z.boolean(),
    redistribute: z.boolean(),
    note: z.string(),
  }),
  datasets: z.array(
    z.object({
      dataset: datasetSchema,
      markets: z.array(marketSchema),
      calls: z.int().describe('Upstream calls one refresh makes at most'),
    }),
  ),
})
export type ProviderInfo = z.infer<typeof providerInfoSchema>

export const dataSourcesViewSchema = z.object({
  providers: z.array(providerInfoSchema),
  chains: z.record(marketSchema, z.partialRecord(datasetSchema, z.array(providerIdSchema))),
  freshness_seconds: z.record(datasetSchema, z.int()),
  parity: z.array(paritySchema),
  datasets: z.array(datasetSchema).describe('Every dataset, in the order for showing them'),
  matrix_datasets: z
    .array(matrixDatasetSchema)
    .describe('The rows of the matrix that `parity` has the cells of, in their order'),
})
export type DataSourcesView = z.infer<typeof dataSourcesViewSchema>

export const examinedSchema = z.object({
  provider: providerIdSchema,
  name: z.string(),
  reachable: z.boolean().nullable().describe('Null when it was not asked'),
  key: z.enum(['valid', 'refused', 'missing', 'not_needed', 'unknown']),
  latency_ms: z.int().nullable(),
  last_error: z
    .object({ reason: z.string(), detail: z.string().nullable(), at: instantSchema })
    .nullable(),
  cells: z.array(
    z.object({
      dataset: datasetSchema,
      market: marketSchema,
      readable: z
        .enum(['yes', 'no', 'not_asked', 'unknown'])
        .describe('no: the key or plan does not allow it; unknown: no answer that tells'),
      reason: z.string().nullable(),
    }),
  ),
})
export type Examined = z.infer<typeof examinedSchema>

export const doctorSchema = z.object({
  online: z
    .boolean()
    .describe('False when none of the hosts tried could be reached: then nobody else was asked'),
  checked_at: instantSchema,
  took_ms: z.int(),
  providers: z.array(examinedSchema),
})
export type DoctorReport = z.infer<typeof doctorSchema>
