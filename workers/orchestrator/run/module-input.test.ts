import { expect, test } from 'vitest'
import { configuration } from '#shared/configuration/configuration.fixture.ts'
import { modelFor } from './module-input.ts'

const { models } = configuration().system

test.each([
  { asked: 'builtin', module: 'gemini', fallback: 'auto', model: 'builtin' },
  { asked: 'gemini', module: 'builtin', fallback: 'auto', model: 'builtin' },
  { asked: 'gemini', module: 'default', fallback: 'builtin', model: 'gemini' },
  { asked: 'auto', module: 'gemini', fallback: 'builtin', model: 'gemini' },
  { asked: 'auto', module: 'default', fallback: 'builtin', model: 'builtin' },
  { asked: 'auto', module: 'default', fallback: 'auto', model: 'auto' },
] as const)(
  'asked $asked, module $module, system $fallback: $model',
  ({ asked, module, fallback, model }) => {
    expect(modelFor(asked, module, { ...models, default: fallback })).toBe(model)
  },
)
