/** The moments of a report's run at which the drill kills its stack. Pure. */

/**
 * What the drill waits for: the report was created; its figures are read, so exhibits are being
 * collected; the model was asked for a module, has written half of it, or has written all of it, so
 * that it is being checked; a module is stored; the report has ended.
 */
export type Stage = 'created' | 'inputs' | 'asked' | 'half' | 'answered' | 'written' | 'ended'

export interface Moment {
  stage: Stage
  /** Of which module, for a stage that belongs to one. */
  module?: string
  /** Milliseconds from there to the kill. */
  after_ms?: number
}

/** The module that ends last: after it the report is sealed. */
const LAST = 'conclusion'

/** Twenty moments from the first to the last thing that a run does. */
export const MOMENTS: readonly Moment[] = [
  { stage: 'created' },
  { stage: 'created', after_ms: 120 },
  { stage: 'inputs' },
  { stage: 'inputs', after_ms: 40 },
  { stage: 'inputs', after_ms: 150 },
  { stage: 'asked', module: 'profile' },
  { stage: 'half', module: 'profile' },
  { stage: 'answered', module: 'profile' },
  { stage: 'written', module: 'profile' },
  { stage: 'half', module: 'fundamental_analysis' },
  { stage: 'answered', module: 'fundamental_analysis', after_ms: 20 },
  { stage: 'written', module: 'fundamental_analysis', after_ms: 20 },
  { stage: 'asked', module: 'valuation' },
  { stage: 'answered', module: 'valuation' },
  { stage: 'written', module: 'risks' },
  { stage: 'half', module: 'bear_case' },
  { stage: 'answered', module: LAST },
  { stage: 'written', module: LAST },
  { stage: 'written', module: LAST, after_ms: 15 },
  { stage: 'ended' },
]

const WORDS: Record<Stage, string> = {
  created: 'the report was created',
  inputs: 'figures read, exhibits begun',
  asked: 'the model was asked for',
  half: 'the model wrote half of',
  answered: 'being checked:',
  written: 'stored:',
  ended: 'the report has ended',
}

export const momentInWords = ({ stage, module, after_ms }: Moment): string =>
  [WORDS[stage], module, after_ms === undefined ? null : `+ ${after_ms} ms`]
    .filter((part) => part)
    .join(' ')
