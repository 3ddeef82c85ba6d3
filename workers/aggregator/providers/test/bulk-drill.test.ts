/**
 * The fault drill of whole markets: every case is played with the right answers and then with each
 * known fault of its first answer. Each fault gives its own reason, and no key is in any result.
 */
import { describe, expect, test } from 'vitest'
import { BULK_KINDS } from '#shared/names.ts'
import { PROVIDERS } from '../registry.ts'
import { AWKWARD_KEYS, CANARY_KEY, caseContext, spellings } from './case.ts'
import { type BulkCase, bulkOf, crawl, reasonOf } from './bulk-case.ts'
import { BULK_CASES } from './bulk-cases.ts'
import { expectNoKey, FAULTS, output } from './faults.ts'

const SPOILT = { null_field: 'malformed', wrong_type: 'malformed', empty: 'empty' } as const

test('everything that a provider declares of whole markets has a case', () => {
  const declared = PROVIDERS.flatMap(({ id, bulk }) =>
    BULK_KINDS.flatMap((kind) =>
      (bulk?.[kind]?.markets ?? []).map((market) => `${id} ${kind} ${market}`),
    ),
  )
  const played = BULK_CASES.map(({ provider, kind, market }) => `${provider} ${kind} ${market}`)
  // The closes of three markets are read by the same code from lines of one form.
  const others = ['tencent market_day CN', 'tencent market_day US']
  expect(declared.filter((cell) => !played.includes(cell))).toEqual(others)
})

describe.each(
  BULK_CASES.map((given): [string, BulkCase] => [
    `${given.provider} ${given.kind} ${given.market} ${given.target}`,
    given,
  ]),
)('%s', (_, given) => {
  const { provider } = bulkOf(given)
  const key = provider.key ? CANARY_KEY : null

  test('is served by one call a part, with a key only where the provider wants it', async () => {
    const { context, sent } = caseContext(given, { key })
    const crawled = await crawl(given, context)
    expect(reasonOf(crawled)).toBe('served')
    expect(sent).toHaveLength(crawled.parts.length)
    expectNoKey(crawled)
    const seen = sent.some((call) =>
      `${call.body} ${JSON.stringify([...call.headers])}`.includes(
        JSON.stringify(CANARY_KEY).slice(1, -1),
      ),
    )
    expect(seen).toBe(provider.key !== null)
    for (const { url } of sent) expect(decodeURIComponent(url)).not.toContain(CANARY_KEY)
  })

  test.each(Object.entries(FAULTS))('%s', async (name, { spoil, reasons }) => {
    const timeoutMs = name === 'a hang' ? 30 : 5_000
    const crawled = await crawl(given, caseContext(given, { key, spoil, timeoutMs }).context)
    expectNoKey(crawled)
    expect([...reasons, ...(name.startsWith('HTML') ? ['malformed'] : [])]).toContain(
      reasonOf(crawled),
    )
  })

  test.each(Object.entries(SPOILT) as [keyof typeof SPOILT, string][])(
    '%s',
    async (how, reason) => {
      const { context } = caseContext(given, {
        key,
        spoil: ({ text, encode }) => new Response(encode(given.spoilt[how](text))),
      })
      expect(reasonOf(await crawl(given, context))).toBe(given.outcomes?.[how] ?? reason)
    },
  )

  test.each(provider.key ? AWKWARD_KEYS : [])('an awkward key is in no output: %s', async (key) => {
    const forms = spellings(key)
    for (const form of forms) {
      const message = `${form} is wrong`
      const body = { code: 40101, message, msg: message }
      const spoil = () => new Response(JSON.stringify(body), { status: 400 })
      const text = output(await crawl(given, caseContext(given, { key, spoil }).context))
      expect(forms.filter((one) => text.includes(one))).toEqual([])
    }
  })
})
