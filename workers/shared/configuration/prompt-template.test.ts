import { expect, test } from 'vitest'
import { READ_EXHIBITS } from '../exhibits/names.ts'
import { parseTemplate, templateFaults } from './prompt-template.ts'

test.each([
  '{figures}',
  'On {company} in {language}, {company}.\n{figures}\n\n{absences} {needs}',
  'Cite {{revenue@FY2025}} and {{roe@FY2024}}.{figures}',
  '{figures} {{revenue@2024Q3}} {{revenue@2024H1}} {{revenue@2024-9M}} {{dcf_per_share@TTM}}',
  '{figures} {{roe@TTM@2024-09-30}} {{total_assets@@2024-12-31}} {{revenue@2024-01-01/2024-05-31}}',
  '{figures}\n{exhibit.market}\n{exhibit.news}\n{rating}',
  '{figures} {{pe_ttm@2026-11-27}} {{pe_ttm_median@10y}} {{roe@peers_median}} {{roe_rank@peers}}',
  '{figures} {{eps_consensus@FY2026}} {{insider_net_value@6m}} {{dividends_in_year@2025}}',
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
  ['{figures} {exhibit.rumours}', 'line 1, column 11: nothing fills {exhibit.rumours}'],
  ['{figures} {exhibit.}', 'line 1, column 11: nothing fills {exhibit.}'],
  ['{figures} {peers}', 'line 1, column 11: nothing fills {peers}'],
  [
    '{figures}{exhibit.news}\n{exhibit.news}',
    'line 2, column 1: {exhibit.news} stands in the prompt twice',
  ],
  ['{figures} {{revenue@10y}}', 'line 1, column 11: {{revenue@10y}} cites no figure'],
  ['{figures} {{revenue@peers_median}}', '{{revenue@peers_median}} cites no figure'],
  ['{figures} {{pe_ttm@peers_mean}}', 'line 1, column 11: {{pe_ttm@peers_mean}} cites no figure'],
  ['{figures} {{constructor@10y}}', 'line 1, column 11: {{constructor@10y}} cites no figure'],
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

const unread = (template: string, ...reads: string[]) =>
  templateFaults(template, [{ id: 'own', reads }]).map(({ message }) => message)

test.each(READ_EXHIBITS)(
  'the placeholder of %s is refused in a module that does not read it',
  (kind) => {
    const template = `Write.\n{figures} {exhibit.${kind}}`
    const others = READ_EXHIBITS.filter((one) => one !== kind)
    expect(unread(template, kind)).toEqual([])
    expect(unread(template, ...others, 'rating')).toEqual([
      `line 2, column 11: {exhibit.${kind}} is of the exhibit ${kind}, which module own does not read`,
    ])
  },
)

test.each([
  ['{rating}', 'rating'],
  ['{{pe_ttm@2026-11-27}}', 'market'],
  ['{{value_dcf@2026-11-27}}', 'valuation'],
  ['{{roe@peers_median}}', 'peers'],
  ['{{roe_rank@peers}}', 'peers'],
  ['{{eps_consensus@FY2026}}', 'estimates'],
  ['{{holder_1_fraction@2026-09-30}}', 'holders'],
  ['{{insider_net_value@6m}}', 'insiders'],
  ['{{dividends_in_year@2025}}', 'actions'],
])('%s is of the exhibit %s', (text, kind) => {
  expect(unread(`{figures} ${text}`)).toEqual([
    `line 1, column 11: ${text} is of the exhibit ${kind}, which module own does not read`,
  ])
  expect(unread(`{figures} ${text}`, kind)).toEqual([])
})

test('a figure of the book is of no exhibit', () => {
  expect(unread('{figures} {{revenue@FY2025}} {{roe@TTM}} {company} {needs}')).toEqual([])
})
