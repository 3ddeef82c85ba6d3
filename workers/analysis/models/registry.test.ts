/** Every kind of model that a configuration may name has its own maker. */
import { expect, test } from 'vitest'
import { type ModelEntry, modelsSchema } from '#shared/contracts/models.ts'
import { MODEL_KINDS, type ModelKind } from '#shared/model-kinds.ts'
import { MODELS } from './registry.ts'

const KINDS = Object.keys(MODEL_KINDS) as ModelKind[]

const entryOf = (kind: string) => ({
  id: 'mine',
  kind,
  model: 'its-own-name',
  ...(kind !== 'builtin' && { key: 'GEMINI_API_KEY' }),
  ...(kind === 'openai-compatible' && { base_url: 'https://models.example/v1' }),
  prices_usd_per_million_tokens: [],
})
const configured = (kind: string) =>
  modelsSchema.safeParse({ default: 'auto', list: [entryOf(kind)] })

test.each(KINDS)('%s can be configured, and its maker makes a model of that kind', (kind) => {
  const entry = configured(kind).data?.list[0] as ModelEntry
  const model = MODELS[kind]({ entry, key: 'fake-key-0001', timeout_ms: 1_000, env: {} })
  expect(model.kind).toBe(kind)
})

test('there is no maker for a kind that cannot be configured', () => {
  expect(Object.keys(MODELS).sort()).toEqual([...KINDS].sort())
})

test.each(['gpt', 'Gemini', '', 'toString', 'constructor'])('the kind "%s" is refused', (kind) => {
  expect(configured(kind).error?.issues.map(({ path }) => path.join('.'))).toEqual(['list.0.kind'])
})
