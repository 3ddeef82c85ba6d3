/**
 * What the data-aggregator reports about its providers: what each one offers, how this is tested,
 * whether it can be asked here, and whether it answers.
 */
import { z } from 'zod'
import { datasetSchema, matrixDatasetSchema } from '../datasets/registry.ts'
import { bulkKindSchema, marketSchema, providerIdSchema } from '../schemas/names.ts'
import { delaySchema } from '../datasets/quote.ts'
import { budgetSchema } from './config-documents.ts'
import {
  addressSchema,
  codeSchema,
  detailSchema,
  idSchema,
  instantSchema,
  nameSchema,
  proseSchema,
} from '../schemas/texts.ts'
import { MAX_FEW, MAX_RECORDS } from '../lengths.ts'

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
  evidence: z.array(idSchema).max(MAX_RECORDS),
})
export type ParityCell = z.infer<typeof paritySchema>

export const providerInfoSchema = z.object({
  id: providerIdSchema,
  name: nameSchema,
  home: addressSchema,
  key: z
    .object({
      variable: codeSchema,
      signup: addressSchema,
      free: z.boolean(),
      set: z.boolean(),
      in_force: z
        .enum(['environment', 'run_time'])
        .nullable()
        .describe('Which key is used: one of the environment goes before one set at run time'),
    })
    .nullable()
    .describe('Null for a provider that wants none'),
  enabled: z.boolean(),
  budget: z.array(budgetSchema).max(MAX_FEW),
  delay: z.partialRecord(marketSchema, delaySchema),
  terms: z.object({
    kind: z.enum(['public_disclosure', 'personal', 'unstated']),
    store: z.boolean(),
    redistribute: z.boolean(),
    note: proseSchema,
  }),
  datasets: z
    .array(
      z.object({
        dataset: datasetSchema,
        markets: z.array(marketSchema).max(MAX_FEW),
        calls: z.int().describe('Upstream calls one refresh makes at most'),
      }),
    )
    .max(MAX_FEW),
})
export type ProviderInfo = z.infer<typeof providerInfoSchema>

export const dataSourcesViewSchema = z.object({
  providers: z.array(providerInfoSchema).max(MAX_FEW),
  chains: z.record(
    marketSchema,
    z.partialRecord(datasetSchema, z.array(providerIdSchema).max(MAX_FEW)),
  ),
  freshness_seconds: z.record(datasetSchema, z.int()),
  parity: z.array(paritySchema).max(MAX_RECORDS),
  datasets: z
    .array(datasetSchema)
    .max(MAX_FEW)
    .describe('Every dataset, in the order for showing them'),
  matrix_datasets: z
    .array(matrixDatasetSchema)
    .max(MAX_FEW)
    .describe('The rows of the matrix that `parity` has the cells of, in their order'),
})
export type DataSourcesView = z.infer<typeof dataSourcesViewSchema>

const readableSchema = z
  .enum(['yes', 'no', 'not_asked', 'unknown'])
  .describe('no: the key or plan does not allow it; unknown: no answer that tells')

export const examinedSchema = z.object({
  provider: providerIdSchema,
  name: nameSchema,
  reachable: z.boolean().nullable().describe('Null when it was not asked'),
  key: z.enum(['valid', 'refused', 'missing', 'not_needed', 'unknown']),
  latency_ms: z.int().nullable(),
  last_error: z
    .object({ reason: codeSchema, detail: detailSchema.nullable(), at: instantSchema })
    .nullable(),
  cells: z
    .array(
      z.object({
        dataset: datasetSchema,
        market: marketSchema,
        readable: readableSchema,
        reason: codeSchema.nullable(),
      }),
    )
    .max(MAX_RECORDS),
  bulk: z
    .array(
      z.object({
        kind: bulkKindSchema,
        market: marketSchema,
        readable: readableSchema,
        reason: codeSchema.nullable(),
      }),
    )
    .max(MAX_FEW)
    .describe('What it gives of whole markets'),
})
export type Examined = z.infer<typeof examinedSchema>

export const doctorSchema = z.object({
  online: z
    .boolean()
    .describe('False when none of the hosts tried could be reached: then nobody else was asked'),
  checked_at: instantSchema,
  took_ms: z.int(),
  providers: z.array(examinedSchema).max(MAX_FEW),
})
export type DoctorReport = z.infer<typeof doctorSchema>
