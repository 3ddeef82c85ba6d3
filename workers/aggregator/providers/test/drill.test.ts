/**
 * The fault drill: every case of every provider is played first with the right answer and then with
 * each known fault. Each fault must give its own reason, and no key may appear in the results.
 */
import { describe, expect, test } from 'vitest'
import {
  AWKWARD_KEYS,
  CANARY_KEY,
  caseContext,
  type ProviderCase,
  spellings,
  type Spoilt,
} from './case.ts'
import { CASES } from './cases.ts'
import { CANARIES, expectNoKey, FAULTS, output } from './faults.ts'
import { play, providerOf } from './play.ts'
import type { ProviderFailureReason } from '../../model/provider.ts'

const SPOILT: Record<keyof Spoilt, ProviderFailureReason> = {
  other_company: 'wrong_instrument',
  null_field: 'malformed',
  wrong_type: 'malformed',
  empty: 'empty',
}

test('cases with recorded answers are played too', () => {
  expect(CASES.some((given) => given.proof === 'recorded')).toBe(true)
})

describe.each(
  CASES.map((given): [string, ProviderCase] => [
    `${given.provider} ${given.dataset} ${given.market}`,
    given,
  ]),
)('%s', (_, given) => {
  const provider = providerOf(given)
  const key = provider.key ? CANARY_KEY : null
  test('is served, with a key only where the provider wants it', async () => {
    const { context, sent } = caseContext(given, { key })
    const played = await play(given, context)
    expect(played).toMatchObject({ ok: true })
    expectNoKey(played)
    expect(sent.length).toBeLessThanOrEqual(provider.datasets[given.dataset]?.calls ?? 0)
    const seen = sent.some((call) =>
      [call.url, decodeURIComponent(call.url), call.body, JSON.stringify([...call.headers])].some(
        (text) => CANARIES.some((canary) => text.includes(canary)),
      ),
    )
    expect(seen).toBe(provider.key !== null)
  })
  test.each(Object.entries(FAULTS))('%s', async (name, { spoil, reasons }) => {
    const { context } = caseContext(given, {
      key,
      spoil,
      timeoutMs: name === 'a hang' ? 30 : 5_000,
    })
    const played = await play(given, context)
    expectNoKey(played)
    const own = name === '403' ? given.outcomes?.['403'] : undefined
    expect(own ? [own] : reasons).toContain(played.ok ? 'served' : played.reason)
    if (name === '429') expect(played).toMatchObject({ retry_after_seconds: 120 })
  })
  test.each(provider.key ? AWKWARD_KEYS : [])('an awkward key is in no output: %s', async (key) => {
    const served = await play(given, caseContext(given, { key }).context)
    expect(served).toMatchObject({ ok: true })
    const forms = spellings(key)
    const expectNone = (value: unknown) => {
      const text = output(value)
      expect(forms.filter((form) => text.includes(form))).toEqual([])
    }
    expectNone(served)
    for (const form of forms)
      for (const status of [200, 400]) {
        const message = `${'z'.repeat(225)} ${form} is wrong`
        const body = { StatusCode: 401, code: 40101, error: message, message, msg: message }
        const spoil = () => new Response(JSON.stringify(body), { status })
        expectNone(await play(given, caseContext(given, { key, spoil }).context))
      }
  })
  test.each(provider.key ? ['k', CANARY_KEY.slice(0, 4)] : [])(
    'what is served is the same with any key, of few letters too: %s',
    async (short) => {
      const [one, other] = await Promise.all(
        [short, CANARY_KEY].map((key) => play(given, caseContext(given, { key }).context)),
      )
      expect(output(one)).toBe(output(other))
    },
  )
  test.each(Object.entries(SPOILT) as [keyof Spoilt, ProviderFailureReason][])(
    '%s',
    async (how, reason) => {
      const { context } = caseContext(given, {
        key,
        spoil: ({ text, encode }) => new Response(encode(given.spoilt[how](text))),
      })
      const played = await play(given, context)
      expect(played.ok ? 'served' : played.reason).toBe(given.outcomes?.[how] ?? reason)
      expectNoKey(played)
    },
  )
})
