/** The one object that holds sessions, tokens and sign-in links. */
import { DurableObject } from 'cloudflare:workers'
import type { KeptPrincipal } from '#shared/contracts/access.ts'
import type { Env } from '../env.ts'
import { PrincipalStore, type Redeemed, type SecretStanding } from './principal-store.ts'

export class Principals extends DurableObject<Env> {
  readonly #store: PrincipalStore

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env)
    this.#store = new PrincipalStore(ctx.storage.sql)
  }

  check(...asked: Parameters<PrincipalStore['check']>): SecretStanding {
    return this.#store.check(...asked)
  }

  addToken(...added: Parameters<PrincipalStore['addToken']>): KeptPrincipal | null {
    return this.#store.addToken(...added)
  }

  addLink(...added: Parameters<PrincipalStore['addLink']>): string {
    return this.#store.addLink(...added)
  }

  redeem(code: string, session: string): Redeemed {
    return this.#store.redeem(code, session)
  }

  list(): KeptPrincipal[] {
    return this.#store.list()
  }

  revoke(id: string): KeptPrincipal | null {
    return this.#store.revoke(id)
  }
}
