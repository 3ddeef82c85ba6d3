import { describe, expect, it, vi } from 'vitest'
import type { Env } from '../env.ts'
import { gatekeeper, gateState } from './gate-client.ts'
import { ask } from '../chain/ask.ts'
import { dataSources, openContext, providerNamed } from '../chain/deps.fixture.ts'

const lost = {
  getByName: () =>
    new Proxy({}, { get: () => () => Promise.reject(new Error('the object is gone')) }),
}
const env = { PROVIDER_GATE: lost } as unknown as Env
const provider = { ...providerNamed('yahoo', {}), budget: [{ calls: 1, per_seconds: 1 }] }

describe('a gate that cannot be reached', () => {
  it('has its provider left alone, and takes no read down', async () => {
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => {})
    vi.spyOn(console, 'info').mockImplementation(() => {})
    const gate = gatekeeper(env, dataSources({}))
    const put = vi.fn()
    const asked = await ask({
      provider,
      dataset: 'news' as const,
      instrument: 'US:AAPL',
      gate,
      fetch: put,
      recordedOf: () => null,
      until: Number.MAX_SAFE_INTEGER,
      context: openContext(() => new Date('2026-11-22T12:00:00Z')),
    })
    expect(asked).toMatchObject({
      answer: null,
      attempt: {
        outcome: 'failed',
        reason: 'transient',
        detail: 'yahoo: its gate could not be reached',
      },
    })
    // Asked again as soon as the configuration allows.
    expect(asked.fetch.retryAt).toBeNull()
    expect(put).not.toHaveBeenCalled()
    await gate.leave(provider, { reason: null, detail: null })
    await gate.memory(provider).put('crumb', 'x', 1)
    expect(await gate.memory(provider).get('crumb')).toBeNull()
    expect(await gateState(env, provider)).toBeNull()
    expect(warn.mock.calls.every(([line]) => !String(line).includes('the object is gone'))).toBe(
      true,
    )
  })
  it('does not matter to a provider that has none', async () => {
    expect(await gatekeeper(env, dataSources({})).enter({ ...provider, budget: [] }, 1)).toEqual({
      go: true,
    })
  })
})

it('what a gate holds back is not noted against the company: a new key has a gate of its own', async () => {
  vi.spyOn(console, 'info').mockImplementation(() => {})
  const gate = {
    ...gatekeeper(env, dataSources({})),
    enter: async () => ({ go: false, why: 'held', wait_ms: 3_600_000, reason: 'auth' }) as const,
  }
  const asked = await ask({
    provider,
    dataset: 'news' as const,
    instrument: 'US:AAPL',
    gate,
    fetch: vi.fn(),
    recordedOf: () => null,
    until: Number.MAX_SAFE_INTEGER,
    context: openContext(() => new Date('2026-11-22T12:00:00Z')),
  })
  expect(asked).toMatchObject({
    fetch: { reason: 'auth', retryAt: null },
    attempt: { detail: expect.stringContaining('3600 s') },
  })
})

it('a detail that tells the key is neither answered nor kept by the gate', async () => {
  vi.spyOn(console, 'info').mockImplementation(() => {})
  const key = "canary ~!'() KEY 81c4"
  const leave = vi.fn(async () => {})
  const asked = await ask({
    provider,
    dataset: 'news' as const,
    instrument: 'US:AAPL',
    gate: {
      ...gatekeeper(env, dataSources({})),
      enter: async () => ({ go: true }) as const,
      leave,
    },
    fetch: async () => ({ ok: false, reason: 'auth', detail: `bad ${encodeURIComponent(key)}` }),
    recordedOf: () => null,
    until: Number.MAX_SAFE_INTEGER,
    context: { ...openContext(() => new Date('2026-11-22T12:00:00Z')), key },
  })
  expect(asked.attempt.detail).toContain('not quoted')
  expect(leave).toHaveBeenCalledTimes(1)
  expect(JSON.stringify([asked, leave.mock.calls])).not.toContain('81c4')
})
