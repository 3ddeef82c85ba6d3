/** Assertions of Cloudflare Access under the keys of a server that stands in for the team's. */
import { once } from 'node:events'
import { createServer } from 'node:http'
import { exportJWK, generateKeyPair, type JWK, type JWTPayload, SignJWT } from 'jose'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { gateway } from '../gateway.fixture.ts'
import { assertionVerifier, type AssertionVerifier } from './cloudflare-access.ts'

const TEAM = 'team.cloudflareaccess.com'
const AUDIENCE = 'aud-of-the-gateway'
const SETTINGS = {
  ACCESS_TEAM_DOMAIN: TEAM,
  ACCESS_AUDIENCE: AUDIENCE,
  ACCESS_ADMINS: 'ada@example.com, Root@example.com',
  ACCESS_WRITERS: 'bea@example.com',
}

type Pair = Awaited<ReturnType<typeof generateKeyPair>>
let first: Pair
let second: Pair
let stranger: Pair
let published: JWK[] = []
/** What the key server was asked for; and what it answers in the place of keys. */
const asked: string[] = []
let status = 200
let origin = ''
const keyServer = createServer((request, response) => {
  asked.push(request.url ?? '')
  response.writeHead(status, { 'content-type': 'application/json' })
  response.end(JSON.stringify({ keys: published }))
})
const jwkOf = async ({ publicKey }: Pair, kid: string): Promise<JWK> => ({
  ...(await exportJWK(publicKey)),
  kid,
  alg: 'RS256',
})

beforeAll(async () => {
  ;[first, second, stranger] = await Promise.all([
    generateKeyPair('RS256'),
    generateKeyPair('RS256'),
    generateKeyPair('RS256'),
  ])
  keyServer.listen(0, '127.0.0.1')
  await once(keyServer, 'listening')
  const address = keyServer.address()
  if (!address || typeof address === 'string') throw new Error('the server has no port')
  origin = `http://127.0.0.1:${address.port}`
})
afterAll(() => void keyServer.close())
beforeEach(async () => {
  published = [await jwkOf(first, 'one')]
  status = 200
  asked.length = 0
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

/** The network, in which the team's host is the key server and there is no other. */
const network: typeof fetch = (input, init) => {
  const url = new URL(String(input))
  if (url.origin !== `https://${TEAM}`) return Promise.reject(new TypeError('no network'))
  return fetch(`${origin}${url.pathname}`, init)
}
const verifier = (): AssertionVerifier => assertionVerifier(SETTINGS, network)

const now = () => Math.floor(Date.now() / 1_000)
const signed = (
  claims: JWTPayload = {},
  { by = first, kid = 'one', alg = 'RS256' }: { by?: Pair; kid?: string; alg?: string } = {},
): Promise<string> =>
  new SignJWT({
    email: 'cleo@example.com',
    iss: `https://${TEAM}`,
    aud: [AUDIENCE],
    iat: now(),
    exp: now() + 600,
    ...claims,
  })
    .setProtectedHeader({ alg, kid })
    .sign(by.privateKey)

describe('an assertion', () => {
  it.each([
    ['cleo@example.com', 'reader'],
    ['Bea@Example.com', 'writer'],
    ['ada@example.com', 'admin'],
    ['root@example.com', 'admin'],
  ])('of %s gives the scope %s', async (email, scope) => {
    expect(await verifier()(await signed({ email }))).toMatchObject({
      ok: true,
      data: { kind: 'cloudflare_access', name: email.toLowerCase(), scopes: [scope] },
    })
    expect(asked).toEqual(['/cdn-cgi/access/certs'])
  })

  it.each([
    ['for another application', { aud: ['another'] }],
    ['of another team', { iss: 'https://other.cloudflareaccess.com' }],
    ['that has expired', { exp: 1_700_000_000 }],
    ['that is not valid yet', { nbf: 4_000_000_000 }],
    ['of a service, without an e-mail address', { email: undefined }],
  ])('%s is refused', async (_, claims) => {
    expect(await verifier()(await signed(claims))).toMatchObject({ reason: 'unauthorized' })
  })

  it('that another key has signed under the name of ours, or nobody, is refused', async () => {
    const forged = await signed({ email: 'ada@example.com' }, { by: stranger })
    const [head = '', body = ''] = (await signed()).split('.')
    const none = `${Buffer.from('{"alg":"none"}').toString('base64url')}.${body}.`
    for (const wrong of [forged, none, `${head}.${body}.`, 'x', '', 'a.b.c'])
      expect(await verifier()(wrong)).toMatchObject({ reason: 'unauthorized' })
  })
})

describe('the keys', () => {
  it('are fetched once, and again for a key that is not known, at a bounded rate', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() })
    const verify = verifier()
    for (let i = 0; i < 5; i++) expect(await verify(await signed())).toMatchObject({ ok: true })
    expect(asked).toHaveLength(1)
    const rotated = await signed({}, { by: second, kid: 'two' })
    for (let i = 0; i < 5; i++)
      expect(await verify(rotated)).toMatchObject({ reason: 'unauthorized' })
    expect(asked).toHaveLength(1)
    published = [await jwkOf(second, 'two')]
    vi.setSystemTime(Date.now() + 30_000)
    expect(await verify(rotated)).toMatchObject({ ok: true })
    expect(asked).toHaveLength(2)
    for (let i = 0; i < 5; i++)
      expect(await verify(await signed({}, { kid: 'three' }))).toMatchObject({ ok: false })
    expect(asked).toHaveLength(2)
  })
  it('that cannot be read let nobody in, and blame nobody', async () => {
    status = 500
    expect(await verifier()(await signed())).toMatchObject({ reason: 'service_unavailable' })
    for (const team of ['other.example.com', 'http://team', 'team/path', 'user@team.com', ''])
      expect(
        await assertionVerifier({ ...SETTINGS, ACCESS_TEAM_DOMAIN: team }, network)(await signed()),
      ).toMatchObject({ reason: 'service_unavailable' })
  })
})

describe('at the gate', () => {
  const read = async (settings: object, headers: Record<string, string>, path: string) => {
    const real = fetch
    vi.stubGlobal('fetch', (input: string, init?: RequestInit) => {
      const { pathname } = new URL(input)
      return real(`${origin}${pathname}`, init)
    })
    const response = await gateway(settings).request(path, { as: null, headers })
    return response.status
  }
  it('an assertion lets in, by its e-mail address', async () => {
    const assertion = { 'cf-access-jwt-assertion': await signed() }
    expect(await read(SETTINGS, assertion, '/api/config/system')).toBe(200)
    expect(await read(SETTINGS, assertion, '/api/config/keys')).toBe(403)
    const ada = { 'cf-access-jwt-assertion': await signed({ email: 'ada@example.com' }) }
    expect(await read(SETTINGS, ada, '/api/config/keys')).toBe(200)
  })
  it('one that is not valid is refused, and none is looked at where no team is configured', async () => {
    const forged = { 'cf-access-jwt-assertion': await signed({}, { by: stranger }) }
    expect(await read(SETTINGS, forged, '/api/config/system')).toBe(401)
    const assertion = { 'cf-access-jwt-assertion': await signed() }
    expect(await read({}, assertion, '/api/config/system')).toBe(401)
    expect(await read({ ...SETTINGS, ACCESS_AUDIENCE: '' }, assertion, '/api/config/system')).toBe(
      401,
    )
  })
})
