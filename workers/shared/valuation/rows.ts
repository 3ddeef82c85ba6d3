/** Collects the rows of an exhibit and what it does not have. Pure. */
import type { ExhibitAbsence, ExhibitOrigin, ExhibitRow } from '../contracts/exhibit-rows.ts'
import { decimalOf } from '../units/decimal.ts'
import type { Input } from './company-figures.ts'
import type { RefusalReason } from './refusals.ts'

/** More digits of a double carry no meaning. */
const SIGNIFICANT_DIGITS = 12

export const decimalText = (value: number): string =>
  decimalOf(Number(value.toPrecision(SIGNIFICANT_DIGITS)))

export class Rows {
  readonly rows: ExhibitRow[] = []
  readonly absences: ExhibitAbsence[] = []

  stated(
    row: Pick<ExhibitRow, 'name' | 'period' | 'end' | 'value' | 'unit'>,
    from: Omit<Extract<ExhibitOrigin, { kind: 'stated' }>, 'kind'>,
  ): string {
    return this.#add(row, { kind: 'stated', ...from })
  }

  /** `inputs` are figures, or tokens of what is none. */
  computed(
    row: Pick<ExhibitRow, 'name' | 'period' | 'end' | 'unit'> & { value: number },
    inputs: readonly (Input | string)[],
  ): string {
    const tokens = inputs.map((one) => (typeof one === 'string' ? one : one.token))
    const doubted = inputs.flatMap((one) =>
      typeof one === 'string' ? this.#doubtsOf(one) : one.doubted ? [one.token] : [],
    )
    return this.#add(
      { ...row, value: decimalText(row.value) },
      { kind: 'computed', inputs: [...new Set(tokens)] },
      [...new Set(doubted)],
    )
  }

  miss(name: string, period: string, reason: RefusalReason): void {
    this.absences.push({ name, period, reason })
  }

  #doubtsOf(token: string): string[] {
    return this.rows.find((row) => row.token === token)?.doubted_by ?? []
  }

  #add(
    row: Omit<ExhibitRow, 'token' | 'origin'>,
    origin: ExhibitOrigin,
    doubted: string[] = [],
  ): string {
    const token = `${row.name}@${row.period}`
    this.rows.push({
      token,
      ...row,
      origin,
      ...(doubted.length > 0 && { doubted_by: doubted }),
    })
    return token
  }
}
