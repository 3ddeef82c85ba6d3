/** Maps one kept reading again through today's adapter. */
import type { Dataset, ItemDataset } from '#shared/names.ts'
import { mapItems, mapRate, mapStatements } from '../chain/map-answer.ts'
import type {
  ItemsAnswer,
  Provider,
  ProviderContext,
  ProviderResult,
  RawAnswer,
  StatementsAnswer,
} from '../model/provider.ts'
import type { ReadingQuestion } from '../model/raw-reading.ts'
import type { KeptReading } from '../store/raw-readings.ts'
import { playReading } from './play-reading.ts'

export type Mapped =
  | { of: 'facts'; answer: StatementsAnswer; hashes: string[] }
  | { of: 'items'; answer: ItemsAnswer<ItemDataset>; hashes: string[] }
export type MappedAgain = { ok: true; data: Mapped } | { ok: false; reason: string; detail: string }

const mapped = async (
  dataset: Dataset,
  provider: Provider,
  question: ReadingQuestion,
  context: ProviderContext,
): Promise<ProviderResult<StatementsAnswer | ItemsAnswer<ItemDataset>>> => {
  if (question.about === 'rate') return mapRate(provider, question.query, context)
  return dataset === 'statements'
    ? mapStatements(provider, question, context)
    : mapItems<ItemDataset>(dataset, provider, question, context)
}

/** Longest part of an address that a detail quotes, in characters. */
const MAX_QUOTED = 200

export const mapAgain = async (
  dataset: Dataset,
  provider: Provider,
  reading: KeptReading,
  load: (hash: string) => Promise<Uint8Array | null>,
  requestId: string,
): Promise<MappedAgain> => {
  const playing = playReading(reading, load, requestId)
  let result: Awaited<ReturnType<typeof mapped>>
  try {
    result = await mapped(dataset, provider, reading.question, playing.context)
  } catch (error) {
    const kind = error instanceof Error ? error.name : typeof error
    return { ok: false, reason: 'adapter_failed', detail: `${provider.id} threw ${kind}` }
  }
  const [lost] = playing.lost()
  // What the adapter made of it may lack a part, so it is not compared.
  if (lost !== undefined)
    return {
      ok: false,
      reason: 'not_kept',
      detail: `today’s adapter asks for what is not kept: ${lost.slice(0, MAX_QUOTED)}`,
    }
  if (!result.ok) return { ok: false, reason: result.reason, detail: result.detail }
  const answer = result.data
  const hashes = answer.sources.map(({ body }: RawAnswer) => playing.hashOf(body) ?? '')
  return {
    ok: true,
    data: 'facts' in answer ? { of: 'facts', answer, hashes } : { of: 'items', answer, hashes },
  }
}
