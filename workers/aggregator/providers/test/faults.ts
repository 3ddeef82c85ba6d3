/**
 * The faults of the drills: what a provider may send instead of its right answer, with the reasons
 * that may come of it. Tests only.
 */
import { expect } from 'vitest'
import type { ProviderFailureReason } from '../../model/provider.ts'
import { CANARY_KEY, type caseContext } from './case.ts'

export const CANARIES = [
  CANARY_KEY,
  encodeURIComponent(CANARY_KEY),
  JSON.stringify(CANARY_KEY).slice(1, -1),
]

/** Everything that could be logged, answered or stored. Raw answers are looked at as text. */
export const output = (value: unknown): string =>
  JSON.stringify(value, (_, v: unknown) =>
    v instanceof Uint8Array ? new TextDecoder().decode(v) : v,
  ) ?? ''
export const expectNoKey = (value: unknown) => {
  const text = output(value)
  for (const canary of CANARIES) expect(text.includes(canary)).toBe(false)
}

type Spoil = NonNullable<NonNullable<Parameters<typeof caseContext>[1]>['spoil']>
export const FAULTS: Record<string, { spoil: Spoil; reasons: readonly ProviderFailureReason[] }> = {
  'HTML instead of data': {
    spoil: () =>
      new Response('<!DOCTYPE html><html><body>Gateway</body></html>', {
        headers: { 'content-type': 'text/html' },
      }),
    reasons: ['transient'],
  },
  'half an answer': {
    spoil: ({ text, encode }) =>
      new Response(encode(text).slice(0, Math.floor(encode(text).length / 2))),
    reasons: ['malformed'],
  },
  '401': { spoil: () => new Response('{}', { status: 401 }), reasons: ['auth'] },
  // A limit passed at EDGAR, a dataset outside the plan elsewhere, a missing referer at Sina.
  '403': {
    spoil: () => new Response('{}', { status: 403 }),
    reasons: ['plan', 'rate_limit', 'auth'],
  },
  '429': {
    spoil: () => new Response('{}', { status: 429, headers: { 'retry-after': '120' } }),
    reasons: ['rate_limit'],
  },
  '500': { spoil: () => new Response('{}', { status: 500 }), reasons: ['transient'] },
  'a hang': { spoil: () => new Promise<Response>(() => {}), reasons: ['timeout'] },
  'a refused connection': {
    spoil: () => Promise.reject(new TypeError('fetch failed')),
    reasons: ['unreachable'],
  },
  'a key echoed in an error': {
    spoil: () =>
      new Response(
        JSON.stringify({ error: `bad key ${CANARY_KEY}`, message: `bad key ${CANARY_KEY}` }),
        { status: 400 },
      ),
    reasons: ['bad_request', 'auth', 'not_found', 'malformed', 'plan', 'transient'],
  },
}
