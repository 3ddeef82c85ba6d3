import { expect, test } from 'vitest'
import { modulesSchema } from '#shared/contracts/config-documents.ts'
import modulesJson from '../../../config/analysis-modules.json' with { type: 'json' }
import { MOMENTS, momentInWords } from './moments.ts'

test('twenty moments, no two the same, of modules that there are', () => {
  const modules = modulesSchema.parse(modulesJson).map(({ id }) => id)
  expect(new Set(MOMENTS.map(momentInWords)).size).toBe(20)
  for (const { stage, module } of MOMENTS) {
    const isOfModule = ['asked', 'half', 'answered', 'written'].includes(stage)
    expect([stage, module !== undefined]).toEqual([stage, isOfModule])
    if (module !== undefined) expect(modules).toContain(module)
  }
})
