/** The one object that holds sessions and tokens. */
import type { Env } from '../env.ts'
import type { Principals } from './principals.ts'

export const principalStore = ({
  PRINCIPALS,
}: Pick<Env, 'PRINCIPALS'>): DurableObjectStub<Principals> => PRINCIPALS.getByName('principals')
