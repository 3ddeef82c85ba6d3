/** The doctor's report as a table for a terminal. Pure. */
import type { DoctorReport, Examined } from '#shared/contracts/data-sources.ts'

type Style = 'green' | 'red' | 'yellow' | 'dim'
export type Paint = (style: Style, text: string) => string

const KEYS: Record<Examined['key'], [Style, string]> = {
  valid: ['green', 'valid'],
  refused: ['red', 'refused'],
  missing: ['dim', 'not set'],
  not_needed: ['dim', 'none needed'],
  unknown: ['yellow', 'unknown'],
}

/**
 * What has this answer to "readable", with its markets: `quote CN HK US, bars CN`. What is of whole
 * markets comes last: `all: universe CN`.
 */
const cellsWords = (
  { cells, bulk }: Examined,
  readable: Examined['cells'][number]['readable'],
): string => {
  const named = [
    ...cells.map((cell) => ({ ...cell, name: cell.dataset })),
    ...bulk.map((cell) => ({ ...cell, name: `all: ${cell.kind}` })),
  ]
  const byName = Map.groupBy(
    named.filter((cell) => cell.readable === readable),
    (cell) => cell.name,
  )
  return [...byName]
    .map(([name, of]) => `${name} ${of.map((cell) => cell.market).join(' ')}`)
    .join(', ')
}

const state = ({ reachable }: Examined): [Style, string] =>
  reachable === null ? ['dim', 'not asked'] : reachable ? ['green', 'yes'] : ['red', 'no']

/** One line for each provider. Below it: what the key may and may not read, and the last error. */
export const doctorTable = (report: DoctorReport, paint: Paint): string => {
  const head = ['provider', 'reachable', 'key', 'latency']
  const rows = report.providers.map((p): [Examined, [Style, string][]] => [
    p,
    [
      ['dim', p.provider],
      state(p),
      KEYS[p.key],
      ['dim', p.latency_ms === null ? '' : `${p.latency_ms} ms`],
    ],
  ])
  const widths = head.map(
    (title, i) =>
      Math.max(title.length, ...rows.map(([, cells]) => (cells[i]?.[1] ?? '').length)) + 2,
  )
  const lines = [head.map((title, i) => title.padEnd(widths[i] ?? 0)).join('')]
  for (const [provider, cells] of rows) {
    lines.push(
      cells
        .map(([style, text], i) =>
          i === 0 ? text.padEnd(widths[i] ?? 0) : paint(style, text.padEnd(widths[i] ?? 0)),
        )
        .join('')
        .trimEnd(),
    )
    const yes = cellsWords(provider, 'yes')
    const no = cellsWords(provider, 'no')
    const open = cellsWords(provider, 'not_asked')
    if (yes) lines.push(`  ${paint('green', 'reads')}      ${yes}`)
    if (no) lines.push(`  ${paint('red', 'not allowed')} ${no}`)
    if (open && provider.reachable) lines.push(`  ${paint('dim', 'not asked')}  ${open}`)
    if (provider.last_error)
      lines.push(
        `  ${paint('yellow', 'last error')} ${provider.last_error.reason}: ${provider.last_error.detail ?? ''}`,
      )
  }
  const summary = report.online
    ? `${report.providers.filter((p) => p.reachable).length} of ${report.providers.length} providers answer (${report.took_ms} ms).`
    : `No network: none of the hosts tried could be reached (${report.took_ms} ms). The shipped recordings can be read.`
  return [...lines, '', summary].join('\n')
}
