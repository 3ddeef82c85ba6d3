import { expect, test } from 'vitest'
import { analysisContract } from '../contracts/analysis.ts'
import { createClient } from './client.ts'

const clientOf = (fetch: () => Promise<Response>) =>
  createClient(analysisContract, { fetch }, { requestId: 'r', service: 'analysis-service' })

test('a service that cannot be reached is unavailable, and no fault inside', async () => {
  const passed = await clientOf(() => Promise.reject(new Error('no such Worker'))).passOn(
    'getHealth',
    {},
  )
  expect(passed).toMatchObject({ ok: false, reason: 'service_unavailable' })
})

test('a fault of the platform in the place of a service is the same', async () => {
  const page = () => Promise.resolve(new Response('Worker not found', { status: 503 }))
  expect(await clientOf(page).passOn('getHealth', {})).toMatchObject({
    ok: false,
    reason: 'service_unavailable',
  })
})

test('what a service answers is passed on as it is, its problems too', async () => {
  const headers = { 'content-type': 'application/problem+json' }
  const problem = () =>
    Promise.resolve(new Response('{"reason":"model_auth"}', { status: 502, headers }))
  const passed = await clientOf(problem).passOn('getHealth', {})
  expect(passed).toBeInstanceOf(Response)
  expect(passed).toMatchObject({ status: 502 })
})
