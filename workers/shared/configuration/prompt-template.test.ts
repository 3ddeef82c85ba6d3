import { expect, test } from 'vitest'
import { parseTemplate, templateFaults } from './prompt-template.ts'

test.each([
  '{figures}',
  'On {company} in {language}.\n{figures}\n\n{absences} {needs}',
  'Cite {{revenue@FY2025}} and {{roe@FY2024}}.{figures}',
])('can be filled: %j', (template) => {
  expect(templateFaults(template)).toEqual([])
})

test.each([
  ['{figures} {Figures}', 'line 1, column 11: nothing fills {Figures}'],
  ['{figures}\n\n and { figures }', 'line 3, column 6: nothing fills { figures }'],
  ['{figures} {nonsense}', 'line 1, column 11: nothing fills {nonsense}'],
  ['{figures} {}', 'line 1, column 11: nothing fills {}'],
  ['{figures} {company', 'line 1, column 11: nothing fills {;'],
  ['{figures} company}', 'line 1, column 18: nothing fills };'],
  ['{figures} {{{company}}}', 'line 1, column 11: nothing fills {;'],
  ['{figures} {comp\nany}', 'line 1, column 11: nothing fills {;'],
  ['no figures, {company}', 'the prompt has no {figures}'],
  ['no figures, {{figures}}', 'the prompt has no {figures}'],
])('is refused with its place: %j', (template, fault) => {
  expect(templateFaults(template)[0]).toContain(fault)
})

test('a template without end of faults names a bounded number of them', () => {
  expect(templateFaults('{'.repeat(20_000)).length).toBeLessThan(30)
})

test('its parts give the template again', () => {
  const template = 'a {company} {{x@y}} {b} } {{ {figures}{'
  const again = parseTemplate(template)
    .map((part) => (part.kind === 'placeholder' ? `{${part.name}}` : part.text))
    .join('')
  expect(again).toBe(template)
})
