/**
 * The schemas of the names that `#shared/names.ts` lists. Those of the datasets stand beside their
 * definitions.
 */
import { z } from 'zod'
import { BULK_KINDS, LANGUAGES, MARKETS, PROVIDER_IDS } from '../names.ts'

export const marketSchema = z.enum(MARKETS)
export const languageSchema = z.enum(LANGUAGES)
export const providerIdSchema = z.enum(PROVIDER_IDS)
export const bulkKindSchema = z.enum(BULK_KINDS)
