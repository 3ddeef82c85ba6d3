/** The figures of a chart as a table, newest first, each with its origin and its mark. */
import type { FigureIndex } from '#shared/book/figure-index.ts'
import { formatFigure } from '#shared/format-figure.ts'
import { language } from '../../preferences.ts'
import { nameIn } from '../../ui/strings/strings-of.ts'
import { FigureButton } from '../Figure.tsx'
import { t } from '../strings/index.ts'
import type { ChartSpec } from './charts.ts'

export const ChartTable = ({ spec, figures }: { spec: ChartSpec; figures: FigureIndex }) => (
  <table class="chart-rows">
    <thead>
      <tr>
        <th scope="col">{t('chart.period')}</th>
        {spec.series.map((series) => (
          <th scope="col" key={series.label.en}>
            {nameIn(series.label, '')}
          </th>
        ))}
      </tr>
    </thead>
    <tbody>
      {spec.labels
        .map((label, position) => (
          <tr key={label}>
            <th scope="row">{label}</th>
            {spec.series.map((series) => {
              const point = series.points[position]
              return (
                <td key={series.label.en}>
                  {point ? (
                    <FigureButton entry={point} figures={figures}>
                      {formatFigure(point.value, point.unit, language.value)}
                    </FigureButton>
                  ) : (
                    <span class="muted">—</span>
                  )}
                </td>
              )
            })}
          </tr>
        ))
        .reverse()}
    </tbody>
  </table>
)
