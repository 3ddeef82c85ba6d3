import { describe, expect, it } from 'vitest'
import { MOST_SESSIONS, MOST_TOKENS, PrincipalStore, SESSION_DAYS } from './principal-store.ts'
import { sqliteStorage } from './sqlite.fixture.ts'

const DAY_MS = 24 * 60 * 60_000
const START = Date.parse('2026-11-20T10:00:00Z')

const world = () => {
  const clock = { now: START }
  return { clock, store: new PrincipalStore(sqliteStorage(), () => clock.now) }
}
const token = { digest: 'd1', name: 'ci', scopes: ['reader'], made_by: 'administrator' } as const
const link = { name: 'ada', scope: 'writer', made_by: 'administrator' } as const

describe('a token', () => {
  it('is valid until it expires', () => {
    const { store, clock } = world()
    expect(store.addToken(token, (7 * DAY_MS) / 1_000)).toMatchObject({
      kind: 'token',
      id: expect.stringMatching(/^token_[0-9A-Za-z]{16}$/),
      name: 'ci',
      scopes: ['reader'],
      made_at: '2026-11-20T10:00:00.000Z',
      made_by: 'administrator',
      expires_at: '2026-11-27T10:00:00.000Z',
      used_at: null,
      revoked_at: null,
    })
    clock.now = START + 7 * DAY_MS - 1
    expect(store.check('token', 'd1')).toMatchObject({ state: 'valid', principal: { name: 'ci' } })
    clock.now += 1
    expect(store.check('token', 'd1')).toEqual({ state: 'expired' })
  })
  it('is known by its own kind and digest alone', () => {
    const { store } = world()
    store.addToken(token, null)
    expect(store.check('session', 'd1')).toEqual({ state: 'unknown' })
    expect(store.check('token', 'd2')).toEqual({ state: 'unknown' })
    expect(JSON.stringify(store.list())).not.toContain('d1')
  })
  it('is refused once it is revoked, and tells when first it was', () => {
    const { store, clock } = world()
    const { id = '' } = store.addToken(token, null) ?? {}
    expect(store.revoke(id)?.revoked_at).toBe('2026-11-20T10:00:00.000Z')
    expect(store.check('token', 'd1')).toEqual({ state: 'revoked' })
    clock.now += 1_000
    expect(store.revoke(id)?.revoked_at).toBe('2026-11-20T10:00:00.000Z')
    expect(store.revoke('token_none')).toBeNull()
  })
  it('tells its last use to the minute', () => {
    const { store, clock } = world()
    store.addToken(token, null)
    const used = () => store.list()[0]?.used_at
    for (const [later, expected] of [
      [0, '2026-11-20T10:00:00.000Z'],
      [59_999, '2026-11-20T10:00:00.000Z'],
      [60_000, '2026-11-20T10:01:00.000Z'],
    ] as const) {
      clock.now = START + later
      store.check('token', 'd1')
      expect(used()).toBe(expected)
    }
  })
  it('is not made where as many as can be kept are in force', () => {
    const { store } = world()
    for (let i = 0; i < MOST_TOKENS; i++)
      expect(store.addToken({ ...token, digest: `t${i}` }, null)).not.toBeNull()
    expect(store.addToken(token, null)).toBeNull()
    store.revoke(store.list()[0]?.id ?? '')
    expect(store.addToken(token, null)).not.toBeNull()
  })
  it('is forgotten thirty days after its end', () => {
    const { store, clock } = world()
    store.addToken(token, DAY_MS / 1_000)
    clock.now = START + 31 * DAY_MS
    expect(store.list()).toHaveLength(1)
    clock.now += 1
    expect(store.list()).toEqual([])
  })
})

describe('a sign-in link', () => {
  it('begins one session, and is known as used afterwards', () => {
    const { store, clock } = world()
    expect(store.addLink('c1', link)).toBe('2026-11-20T10:10:00.000Z')
    expect(store.redeem('c2', 's1')).toEqual({ state: 'unknown' })
    expect(store.redeem('c1', 's1')).toMatchObject({
      state: 'redeemed',
      principal: { kind: 'session', name: 'ada', scopes: ['writer'] },
    })
    expect(store.redeem('c1', 's2')).toEqual({ state: 'used' })
    expect(store.check('session', 's1')).toMatchObject({ state: 'valid' })
    expect(store.check('session', 's2')).toEqual({ state: 'unknown' })
    clock.now = START + SESSION_DAYS * DAY_MS
    expect(store.check('session', 's1')).toEqual({ state: 'expired' })
    expect(store.redeem('c1', 's3')).toEqual({ state: 'used' })
  })
  it('is too old after ten minutes', () => {
    const { store, clock } = world()
    store.addLink('c1', link)
    clock.now = START + 10 * 60_000
    expect(store.redeem('c1', 's1')).toEqual({ state: 'expired' })
    expect(store.check('session', 's1')).toEqual({ state: 'unknown' })
  })
  it('ends the session that was used longest ago when there are too many', () => {
    const { store, clock } = world()
    for (let i = 0; i < MOST_SESSIONS; i++) {
      clock.now += 1
      store.addLink(`c${i}`, link)
      expect(store.redeem(`c${i}`, `s${i}`)).toMatchObject({ state: 'redeemed' })
    }
    clock.now += 1
    store.check('session', 's0')
    store.addLink('c', link)
    store.redeem('c', 's')
    const states = ['s0', 's1', 's2', 's'].map((digest) => store.check('session', digest).state)
    expect(states).toEqual(['valid', 'revoked', 'valid', 'valid'])
  })
})
