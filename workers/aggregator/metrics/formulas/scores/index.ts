/**
 * The figures of the group `score`: scores with all their parts, in the order in which they read.
 */
import type { Formula } from '../../formula.ts'
import { ALTMAN } from './altman.ts'
import { BENEISH } from './beneish.ts'
import { GRAHAM } from './graham.ts'
import { PIOTROSKI } from './piotroski.ts'
import { RETURNS } from './returns.ts'

export const SCORES: readonly Formula[] = [
  ...PIOTROSKI,
  ...GRAHAM,
  ...ALTMAN,
  ...BENEISH,
  ...RETURNS,
]
