/** The schemas of the names that `#shared/names.ts` lists. */
import { z } from 'zod'
import { DATASETS, LANGUAGES, MARKETS, MATRIX_DATASETS, PROVIDER_IDS } from '../names.ts'

export const marketSchema = z.enum(MARKETS)
export const languageSchema = z.enum(LANGUAGES)
export const providerIdSchema = z.enum(PROVIDER_IDS)
export const datasetSchema = z.enum(DATASETS)
export const matrixDatasetSchema = z.enum(MATRIX_DATASETS)
