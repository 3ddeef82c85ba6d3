/** Every test with its value, degree and lines, by group; and those not made, with the reason. */
import type { FigureIndex } from '#shared/book/figure-index.ts'
import type { RatedTest } from '#shared/contracts/rating.ts'
import { TEST_GROUP_NAMES, TEST_GROUPS, UNTESTED } from '#shared/rating/names.ts'
import type { MadeTest } from '#shared/rating/score-tests.ts'
import { nameIn } from '../../ui/strings/strings-of.ts'
import { t } from '../strings/index.ts'
import { CitedFigures } from './CitedFigures.tsx'
import { DegreeBar } from './DegreeBar.tsx'
import { isOfFigure, scaleText, valueText } from './rating-words.ts'

const TestRow = ({ test, figures }: { test: MadeTest; figures: FigureIndex | null }) => {
  const own = isOfFigure(test, figures)
  return (
    <tr>
      <th scope="row">{nameIn(test.names, test.id)}</th>
      <td>
        {test.value !== null && !own && <span class="test-value">{valueText(test)} </span>}
        <CitedFigures
          tokens={own || test.value === null ? [test.shown] : test.tokens}
          figures={figures}
          named={!own}
        />
      </td>
      <td>
        <DegreeBar degree={test.degree} />
      </td>
      <td class="small muted">{scaleText(test)}</td>
    </tr>
  )
}

export const TestTable = ({
  tests,
  figures,
}: {
  tests: readonly RatedTest[]
  figures: FigureIndex | null
}) => {
  // What is no test of this kind of company was not left out.
  const left = tests.filter((test) => !test.made && test.reason !== 'not_for_kind')
  return (
    <details class="tests">
      <summary>{t('rating.tests', { count: tests.filter((test) => test.made).length })}</summary>
      <div class="test-scroll">
        <table class="test-table">
          <thead>
            <tr>
              <th scope="col">{t('rating.test')}</th>
              <th scope="col">{t('rating.value')}</th>
              <th scope="col">{t('rating.degree')}</th>
              <th scope="col">{t('rating.lines')}</th>
            </tr>
          </thead>
          {TEST_GROUPS.map((group) => {
            const made = tests.filter((test): test is MadeTest => test.made && test.group === group)
            return made.length === 0 ? null : (
              <tbody key={group}>
                <tr class="test-group">
                  <th scope="rowgroup" colSpan={4}>
                    {nameIn(TEST_GROUP_NAMES[group], group)}
                  </th>
                </tr>
                {made.map((test) => (
                  <TestRow key={test.id} test={test} figures={figures} />
                ))}
              </tbody>
            )
          })}
        </table>
      </div>
      {left.length > 0 && (
        <>
          <h4>{t('rating.untested')}</h4>
          <ul class="small">
            {left.map((test) => (
              <li key={test.id}>
                {nameIn(test.names, test.id)}{' '}
                <span class="muted">{test.made ? null : nameIn(UNTESTED[test.reason], '')}</span>
              </li>
            ))}
          </ul>
        </>
      )}
    </details>
  )
}
