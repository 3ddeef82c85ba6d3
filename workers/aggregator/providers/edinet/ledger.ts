/**
 * What is remembered about a company between calls: the days that were searched, and the company's
 * documents on them. If it is lost, the search only starts again.
 */
import { z } from 'zod'
import type { ProviderMemory } from '../../model/provider.ts'
import { documentSchema, type EdinetDocument } from './documents.ts'

export interface Ledger {
  searched: Set<string>
  documents: Map<string, EdinetDocument>
}

const storedSchema = z.object({ searched: z.array(z.string()), documents: z.array(documentSchema) })
const KEPT_SECONDS = 400 * 86_400
/** Most days remembered: two years of working days. */
const MAX_DAYS = 520

const parsed = (text: string | null): z.infer<typeof storedSchema> | null => {
  try {
    return storedSchema.parse(JSON.parse(text ?? 'null'))
  } catch {
    return null
  }
}

export const readLedger = async (symbol: string, memory: ProviderMemory): Promise<Ledger> => {
  const stored = parsed(await memory.get(`documents:${symbol}`))
  return {
    searched: new Set(stored?.searched),
    documents: new Map(stored?.documents.map((document) => [document.docID, document])),
  }
}

/** Stores the ledger without `today`, whose list is not final and must be read again. */
export const keepLedger = (
  symbol: string,
  { searched, documents }: Ledger,
  today: string,
  memory: ProviderMemory,
): Promise<void> => {
  const days = [...searched]
    .filter((day) => day < today)
    .toSorted()
    .slice(-MAX_DAYS)
  return memory.put(
    `documents:${symbol}`,
    JSON.stringify({ searched: days, documents: [...documents.values()] }),
    KEPT_SECONDS,
  )
}
