/** The routes that the gateway answers itself: who the caller is, sign-in, sessions and tokens. */
import { sha256Hex } from '#shared/hash.ts'
import { accessContract } from '#shared/contracts/access.ts'
import { fail, ok, type Result } from '#shared/contracts/problem.ts'
import type { HandlerInput, Route } from '#shared/contracts/route.ts'
import { type Handled, readInput } from '#shared/http/app.ts'
import { logger } from '#shared/log.ts'
import type { Env } from '../env.ts'
import type { Requester } from '../forward.ts'
import { noteFailure, refuseGuessing } from '../gate/attempts.ts'
import { sessionCookie } from '../gate/credential.ts'
import { identify, isOpen } from '../gate/identify.ts'
import { forgetAll } from '../gate/remembered.ts'
import { type Redeemed, SESSION_DAYS } from '../principals/principal-store.ts'
import { newCode, newSession, newToken } from '../principals/secrets.ts'
import { principalStore } from '../principals/store-client.ts'

interface Caller extends Requester {
  request: Request
  env: Env
}

type OwnAnswer = (params: Record<string, string>, caller: Caller) => Promise<Result<Response>>

const answering =
  <R extends Route>(
    route: R,
    handle: (input: HandlerInput<R>, caller: Caller) => Promise<Handled<R>>,
  ): OwnAnswer =>
  async (params, caller) => {
    const input = await readInput(route, caller.request, params, caller.requestId)
    if (!input.ok) return input
    const handled = await handle(input.data, caller)
    if (handled instanceof Response) return ok(handled)
    return handled.ok
      ? ok(Response.json(handled.data, { headers: { 'cache-control': 'no-store' } }))
      : handled
  }

const SESSION_SECONDS = SESSION_DAYS * 24 * 60 * 60

const LINK_FAULTS = {
  unknown: fail('sign_in_link_unknown', 'The link is not one of this system, or was cut.'),
  used: fail('sign_in_link_used', 'A link signs in once. Ask for a new one.'),
  expired: fail('sign_in_link_expired', 'A link can be used for ten minutes. Ask for a new one.'),
} as const satisfies Record<Exclude<Redeemed['state'], 'redeemed'>, object>

const nameOf = ({ principal }: Caller): string => principal?.name ?? ''

const ANSWERS: Record<keyof typeof accessContract, OwnAnswer> = {
  whoAmI: answering(accessContract.whoAmI, async (_, { request, env }) => {
    const found = await identify(request, env, { lately: false })
    // Who shows what is not valid is nobody here, but for who guesses.
    if (!found.ok && found.reason !== 'unauthorized') return found
    return ok({ principal: found.ok ? found.data : null, is_open: isOpen(env) })
  }),
  signIn: answering(accessContract.signIn, async ({ body }, { request, env, requestId }) => {
    const guessing = refuseGuessing(request.headers, env)
    if (guessing) return guessing
    const session = newSession()
    const [code, digest] = [sha256Hex(body.code), sha256Hex(session)]
    const redeemed = await principalStore(env).redeem(code, digest)
    if (redeemed.state !== 'redeemed') {
      if (redeemed.state === 'unknown') noteFailure(request.headers, env)
      return LINK_FAULTS[redeemed.state]
    }
    logger('api-gateway', requestId).info('access.signed_in', { principal: redeemed.principal.id })
    return Response.json(redeemed.principal, {
      headers: {
        'cache-control': 'no-store',
        'set-cookie': sessionCookie(request.url, env, session, SESSION_SECONDS),
      },
    })
  }),
  signOut: answering(accessContract.signOut, async (_, { request, env, principal, requestId }) => {
    if (principal?.kind !== 'session') return ok({ signed_out: false })
    await principalStore(env).revoke(principal.id)
    forgetAll(env)
    logger('api-gateway', requestId).info('access.signed_out', { principal: principal.id })
    return Response.json(
      { signed_out: true },
      {
        headers: {
          'cache-control': 'no-store',
          'set-cookie': sessionCookie(request.url, env, null, 0),
        },
      },
    )
  }),
  makeSignInLink: answering(accessContract.makeSignInLink, async ({ body }, caller) => {
    const code = newCode()
    const link = { ...body, made_by: nameOf(caller) }
    const expires_at = await principalStore(caller.env).addLink(sha256Hex(code), link)
    // After the `#`, the code is in no log and in no request but the one that uses it.
    return ok({ path: `/sign-in#${code}`, expires_at })
  }),
  listPrincipals: answering(accessContract.listPrincipals, async (_, { env }) =>
    ok({ principals: await principalStore(env).list() }),
  ),
  makeToken: answering(accessContract.makeToken, async ({ body }, caller) => {
    const token = newToken()
    const { name, scopes, expires_in_seconds } = body
    const digest = sha256Hex(token)
    const principal = await principalStore(caller.env).addToken(
      { digest, name, scopes, made_by: nameOf(caller) },
      expires_in_seconds,
    )
    if (!principal)
      return fail('tokens_full', 'Revoke a token that is not needed any more before making one.')
    logger('api-gateway', caller.requestId).info('access.token_made', { principal: principal.id })
    return ok({ token, principal })
  }),
  revokePrincipal: answering(accessContract.revokePrincipal, async ({ params }, caller) => {
    const revoked = await principalStore(caller.env).revoke(params.id)
    if (!revoked) return fail('principal_unknown', `There is no token or session ${params.id}.`)
    forgetAll(caller.env)
    logger('api-gateway', caller.requestId).info('access.revoked', { principal: revoked.id })
    return ok(revoked)
  }),
}

const isOperation = (name: string): name is keyof typeof ANSWERS => name in ANSWERS

/** Answers an operation of the gateway's own contract. */
export const answerOwn = async (
  operation: string,
  request: Request,
  params: Record<string, string>,
  env: Env,
  asked: Requester,
): Promise<Result<Response>> => {
  if (!isOperation(operation)) return fail('route_not_found', 'There is no such route.')
  try {
    return await ANSWERS[operation](params, { ...asked, request, env })
  } catch (error) {
    logger('api-gateway', asked.requestId).error('access.unanswered', {
      operation,
      kind: error instanceof Error ? error.name : typeof error,
    })
    return fail('service_unavailable', 'The store of sessions and tokens did not answer.', {
      retry_after_seconds: 2,
    })
  }
}
