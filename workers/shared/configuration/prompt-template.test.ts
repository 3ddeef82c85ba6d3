import { expect, test } from 'vitest'
import { parseTemplate, templateFaults } from './prompt-template.ts'

test.each([
  '{figures}',
  'On {company} in {language}, {company}.\n{figures}\n\n{absences} {needs}',
  'Cite {{revenue@FY2025}} and {{roe@FY2024}}.{figures}',
  '{figures} {{revenue@2024Q3}} {{revenue@2024H1}} {{revenue@2024-9M}} {{dcf_per_share@TTM}}',
  '{figures} {{roe@TTM@2024-09-30}} {{total_assets@@2024-12-31}} {{revenue@2024-01-01/2024-05-31}}',
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
  ['no figures, {{figures}}', 'line 1, column 13: {{figures}} cites no figure'],
  ['{figures}\n{{nonsense}}', 'line 2, column 1: {{nonsense}} cites no figure'],
  ['{figures} {{nonsense@FY2025}}', 'line 1, column 11: there is no figure nonsense'],
  ['{figures} {{Revenue@FY2025}}', 'line 1, column 11: {{Revenue@FY2025}} cites no figure'],
  ['{figures} {{revenue@2025}}', 'line 1, column 11: {{revenue@2025}} cites no figure'],
  ['{figures} {{revenue@FY2025 }}', 'line 1, column 11: {{revenue@FY2025 }} cites no figure'],
  ['{figures} {{revenue@nonsense}}', 'line 1, column 11: {{revenue@nonsense}} cites no figure'],
  ['{figures} {{?12 billion}}', 'line 1, column 11: {{?12 billion}} cites no figure'],
  ['{figures} {{}}', 'line 1, column 11: {{}} cites no figure'],
  ['{figures}\n{figures}', 'line 2, column 1: {figures} stands in the prompt twice'],
  ['{figures}{needs}{company}{needs}', 'line 1, column 26: {needs} stands in the prompt twice'],
  [' \n\t', 'the prompt has no {figures}'],
  ['', 'the prompt has no {figures}'],
])('is refused with its place: %j', (template, fault) => {
  expect(templateFaults(template)[0]?.message).toContain(fault)
})

test('a template without end of faults names a bounded number of them', () => {
  expect(templateFaults('{'.repeat(20_000)).length).toBeLessThan(30)
})

test('a prompt without figures is told so beside its other faults', () => {
  expect(templateFaults('{Figures} {{x@FY2025}}').map(({ reason }) => reason)).toEqual([
    'placeholder_unknown',
    'figure_unknown',
    'nothing_read',
  ])
})

test('its parts give the template again', () => {
  const template = 'a {company} {{x@y}} {b} } {{ {figures}{'
  const again = parseTemplate(template)
    .map((part) => (part.kind === 'placeholder' ? `{${part.name}}` : part.text))
    .join('')
  expect(again).toBe(template)
})
